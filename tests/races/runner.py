"""One process of the race: signs people in, waits for the start, presses "Book" for each of them.

Reads one line of JSON from standard input ({"address", "users", "threads"}), says "ready", waits for
a second line, and prints one line of JSON for each person: the status and what the page said.
"""

import json
import sys
from concurrent.futures import ThreadPoolExecutor

import django

django.setup()

from django.contrib.auth import get_user_model  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402

TOLD = ("This session is full.", "You are booked", "already booked")


def signed_in(user):
    client = Client(raise_request_exception=False)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def press(address, user_id, client):
    """Press once; a page that is neither a booking nor a reason is an error to be seen."""
    try:
        page = client.post(address)
        words = [text for text in TOLD if text in page.content.decode()]
        return {"user": user_id, "status": page.status_code, "told": words}
    finally:
        connection.close()


def main():
    order = json.loads(sys.stdin.readline())
    users = get_user_model().objects.in_bulk(order["users"])
    clients = [(pk, signed_in(user)) for pk, user in users.items()]
    connection.close()
    print("ready", flush=True)
    sys.stdin.readline()
    with ThreadPoolExecutor(order["threads"]) as pool:
        for result in pool.map(lambda pair: press(order["address"], *pair), clients):
            print(json.dumps(result), flush=True)


if __name__ == "__main__":
    main()
