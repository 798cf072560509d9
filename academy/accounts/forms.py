"""Forms of sign-in."""

from allauth.account.forms import RequestLoginCodeForm
from allauth.core import context, ratelimit
from django import forms

from academy.accounts.joining import user_for_address
from workforce.models import User


class AddressForm(RequestLoginCodeForm):
    """Asks for the work e-mail. What happens next looks the same for every address."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"] = forms.EmailField(
            label="Your work email address",
            help_text="We send a code to it. You need no password.",
            error_messages={
                "required": "Enter your work email address",
                "invalid": "Enter an email address in the right form, like name@example.org",
            },
            widget=forms.EmailInput(attrs={"autocomplete": "username webauthn", "spellcheck": "false"}),
        )
        self._user: User | None = None

    def clean_email(self) -> str:
        """Remember whose address it is; the page never says whether it is anybody's."""
        email = str(self.cleaned_data["email"]).lower()
        if not ratelimit.consume(context.request, action="request_login_code", key=email):
            raise forms.ValidationError("Too many codes were asked for. Wait five minutes, then try again.")
        self._user = user_for_address(email)
        return email
