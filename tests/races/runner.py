"""One process of the race: signs people in, waits for each start, presses "Book" for all of them.

Reads one line of JSON from standard input ({"users", "threads"}) and says "ready". Every further
line is the address of a session: it presses there for each person and answers with one line of
JSON, a list of statuses and of what the pages said.
"""

import json
import sys
from concurrent.futures import ThreadPoolExecutor

import django

django.setup()

from django.contrib.auth import get_user_model  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.client import ClientHandler  # noqa: E402

HANDLER = ClientHandler(enforce_csrf_checks=False)
"""One for all browsers, as a web process has one: each would otherwise build the middleware on its first visit."""
TOLD = ("This session is full.", "You are booked", "already booked")


def browser():
    """Somebody's browser; what goes wrong in a page comes back as an error page."""
    client = Client(raise_request_exception=False)
    client.handler = HANDLER
    return client


def signed_in(user):
    client = browser()
    client.force_login(user, backend="academy.accounts.backends.ByKey")
    return client


def press(address, user_id, client):
    """Press once; a page that is neither a booking nor a reason is an error to be seen.

    Its thread keeps its connection for the next press, as a thread of gunicorn does.
    """
    page = client.post(address)
    words = [text for text in TOLD if text in page.content.decode()]
    return {"user": user_id, "status": page.status_code, "told": words}


def main():
    order = json.loads(sys.stdin.readline())
    users = get_user_model().objects.in_bulk(order["users"])
    clients = [(pk, signed_in(user)) for pk, user in users.items()]
    HANDLER.load_middleware()
    connection.close()
    print("ready", flush=True)
    with ThreadPoolExecutor(order["threads"]) as pool:
        for line in sys.stdin:
            address = line.strip()
            results = list(pool.map(lambda pair, to=address: press(to, *pair), clients))
            print(json.dumps(results), flush=True)


if __name__ == "__main__":
    main()
