"""Requirements and their periods for tests."""

import datetime

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from cpd_records.actions import records
from cpd_records.models import Requirement
from cpd_records.rules.learning import Learning
from foundation.methodologies import Split
from foundation.models import Term, Vocabulary

SINCE = datetime.date(2024, 1, 1)


def audience(code="everyone", *matches):
    """A term of the audience vocabulary."""
    vocabulary, _ = Vocabulary.objects.get_or_create(code="audience", defaults={"name": "Audience"})
    term, _ = Term.objects.get_or_create(
        vocabulary=vocabulary, code=code, defaults={"name": code.replace("-", " ").title(), "matches": list(matches)}
    )
    return term


class RequirementFactory(DjangoModelFactory):
    """Everybody does LA19 within 90 days, again after 36 months; renewal opens 3 months before."""

    class Meta:
        model = Requirement
        skip_postgeneration_save = True

    code = "safeguarding"
    starts_on = SINCE
    title = "Safeguarding core"
    course_codes = factory.LazyFunction(lambda: ["LA19"])
    first_due_days = 90
    lasts_months = 36
    created_at = factory.LazyFunction(timezone.now)

    @factory.post_generation
    def audiences(self, create, extracted, **kwargs):
        self.audiences.set(extracted if extracted is not None else [audience()])


def learn(person, on, code="LA19", outcome="attended", by=None, at=None):
    """Put completed learning into somebody's record, as a register does."""
    learning = Learning(
        source=f"booking:{code}:{on}",
        title=code,
        starts_on=on,
        ends_on=on,
        minutes=60,
        credited_minutes=0,
        weights=Split(0, 0, 0, 100),
        outcome=outcome,
        course_code=code,
    )
    return records.add(person_id=person.pk, learning=learning, by=by, at=at or timezone.now())
