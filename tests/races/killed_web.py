"""A web process to be killed: people give up their places by the page, and who is offered one takes it.

Reads one line of JSON, pairs of a user's key and a booking's public id, and says each status.
"""

import json
import sys

import django

django.setup()

from django.contrib.auth import get_user_model  # noqa: E402
from django.test import Client  # noqa: E402

from courses.models import Offer  # noqa: E402
from tests.races.runner import signed_in  # noqa: E402


def main():
    users = get_user_model().objects
    for user_id, booking in json.loads(sys.stdin.readline()):
        page = signed_in(users.get(pk=user_id)).post(f"/my/bookings/{booking}/cancel/", {"reason": "other"})
        print(page.status_code, flush=True)
        for token in Offer.objects.open().values_list("token", flat=True)[:1]:
            print(Client().post(f"/offers/{token}/", {"answer": "accept"}).status_code, flush=True)


if __name__ == "__main__":
    main()
