"""Forms of sign-in."""

from typing import Any, Final

from allauth.account.forms import ConfirmLoginCodeForm, RequestLoginCodeForm
from allauth.core import context, ratelimit
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms

from academy.accounts.joining import user_for_address
from foundation.forms.looks import FieldLook
from workforce.models import User

CODE_LOOK: Final = {"code": FieldLook(classes="govuk-input--width-10")}


class AlwaysTicked(forms.HiddenInput):
    """allauth's script asks whether the box is ticked; here it always is, and nobody sees it."""

    template_name = "forms/widgets/always_ticked.html"

    def value_from_datadict(self, data: Any, files: Any, name: str) -> bool:
        """Whatever a browser sends."""
        return True


def _app_code(label: str, hint: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=20,
        error_messages={"required": "Enter a code"},
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "spellcheck": "false"}),
    )


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


class CodeForm(forms.Form):
    """The code of a mail, typed or pasted, with or without its dash."""

    looks = CODE_LOOK
    code = forms.CharField(
        label="Code",
        help_text="8 letters, like BCDF-GHJK.",
        max_length=20,
        error_messages={"required": "Enter the code from the email"},
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "spellcheck": "false"}),
    )


class SignInCodeForm(ConfirmLoginCodeForm):
    """allauth's check of the sign-in code, in our words."""

    looks = CODE_LOOK
    code = CodeForm.base_fields["code"]


class AppCodeForm(ActivateTOTPForm):
    """Setting up an authenticator app: the code it shows proves that it works."""

    looks = CODE_LOOK
    code = _app_code("Code from the app", "6 figures, from your authenticator app.")


class SecondStepForm(AuthenticateForm):
    """Signing in: the app's code, or one of the recovery codes."""

    looks = CODE_LOOK
    code = _app_code("Code", "6 figures from your authenticator app, or one of your recovery codes.")


class SecondStepAgainForm(ReauthenticateForm):
    """Before a change of the sign-in itself."""

    looks = CODE_LOOK
    code = _app_code("Code", "6 figures from your authenticator app, or one of your recovery codes.")


class PasskeyForm(AddWebAuthnForm):
    """A passkey always asks for finger, face or PIN, and so is two factors in one."""

    name = forms.CharField(
        label="What to call it",
        help_text="So that you know it again, like “work laptop” or “my phone”.",
        max_length=60,
        required=False,
    )
    passwordless = forms.BooleanField(required=False, widget=AlwaysTicked)


class PasskeyNameForm(EditWebAuthnForm):
    """Another name for a passkey."""

    name = forms.CharField(label="What to call it", max_length=60, error_messages={"required": "Enter a name"})


class PersonalAddressForm(forms.Form):
    """Where a leaver's own record stays reachable."""

    address = forms.EmailField(
        label="Personal email address",
        help_text="Not your work address, which ends when you leave. We send a code to it.",
        error_messages={
            "required": "Enter a personal email address",
            "invalid": "Enter an email address in the right form, like name@example.org",
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )


class NameForm(forms.Form):
    """Who somebody is whom only their address tells us about."""

    default_look = FieldLook(label_size="s")

    first_name = forms.CharField(
        label="First name",
        max_length=255,
        error_messages={"required": "Enter your first name"},
        widget=forms.TextInput(attrs={"autocomplete": "given-name", "spellcheck": "false"}),
    )
    last_name = forms.CharField(
        label="Last name",
        max_length=255,
        error_messages={"required": "Enter your last name"},
        widget=forms.TextInput(attrs={"autocomplete": "family-name", "spellcheck": "false"}),
    )
