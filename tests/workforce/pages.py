"""Asking for pages as somebody, and what a form with dates posts."""

from tests.signing_in import sign_in


def dates(**days):
    return {f"{name}-{part}": getattr(day, part) for name, day in days.items() for part in ("day", "month", "year")}


def status(client, user, url, method="get"):
    client.logout()
    if user is not None:
        sign_in(client, user)
    return getattr(client, method)(url).status_code


def text(response):
    return response.content.decode()
