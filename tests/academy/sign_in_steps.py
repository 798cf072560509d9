"""Steps of signing in that several tests share."""

import re
import time

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.core import mail

SECRET = "JBSWY3DPEHPK3PXP"


def ask_for_code(client, email, **extra):
    return client.post("/accounts/login/", {"email": email} | extra)


def code_of(message):
    return re.search(r"^([A-Z]{4}-[A-Z]{4})$", message.body, re.MULTILINE)[1]


def enter_code(client, code, next_url=""):
    query = f"?next={next_url}" if next_url else ""
    return client.post(f"/accounts/login/code/confirm/{query}", {"code": code})


def sign_in(client, email, next_url=""):
    """Through the real pages: address, mail, code; the answer to the code."""
    mail.outbox.clear()
    ask_for_code(client, email)
    return enter_code(client, code_of(mail.outbox[-1]), next_url)


def totp_code(secret=SECRET, ahead=0):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + ahead))


def with_app(user):
    """The user has an authenticator app."""
    return TOTP.activate(user, SECRET).instance


def kinds(user):
    return sorted(Authenticator.objects.filter(user=user).values_list("type", flat=True))
