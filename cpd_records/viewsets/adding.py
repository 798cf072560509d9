"""Adding a row to settings that hold from a day and are never rewritten."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.utils import timezone
from wagtail.admin.views.generic import CreateView


class AddSetting(CreateView):
    """Saves through the action of its kind of setting; what that refuses stands beside the day, with what was typed.

    `act` takes `code`, `starts_on`, `values` of the fields in `plain`, `by` and `at`, and raises `refusal`.
    """

    act: ClassVar[Callable[..., Any]]
    refusal: ClassVar[type[Exception]]
    plain: ClassVar[tuple[str, ...]]

    def save_instance(self) -> Any:
        """The new row."""
        given = self.form.cleaned_data
        return type(self).act(
            code=given["code"],
            starts_on=given["starts_on"],
            values={name: given[name] for name in self.plain},
            by=self.request.user,
            at=timezone.now(),
        )

    def form_valid(self, form: Any) -> Any:
        """Say what the action refused."""
        try:
            return super().form_valid(form)
        except self.refusal as refused:
            form.add_error("starts_on", str(refused))
            return self.form_invalid(form)
