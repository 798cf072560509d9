"""Keeping the turns of everybody's clock in step with the facts they follow from."""

from supervision.actions.cycles.keeping import Brought, bring_up_to_date
from supervision.actions.cycles.loading import clocks_of, live_facts

__all__ = ["Brought", "bring_up_to_date", "clocks_of", "live_facts"]
