"""Opening a round of the anonymous survey, in the CMS."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from wagtail.admin.widgets import AdminDateInput

RUNS_FOR = timedelta(days=13)


class PulseForm(forms.Form):
    """Name, days, and how many people are asked."""

    name = forms.CharField(max_length=80, help_text="As people read it, for example Autumn 2026.")
    opens_on = forms.DateField(label="First day", widget=AdminDateInput)
    closes_on = forms.DateField(label="Last day", widget=AdminDateInput)
    share = forms.IntegerField(
        label="How many are asked, in percent",
        min_value=1,
        max_value=100,
        initial=100,
        help_text="Fewer than 100 asks a random part of the staff. At least 20 people must be asked.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        today = timezone.localdate()
        kwargs.setdefault("initial", {"opens_on": today, "closes_on": today + RUNS_FOR, "share": 100})
        super().__init__(*args, **kwargs)
