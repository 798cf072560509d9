"""One process of the race for a waiting list: people book or queue, some give up, and offers are answered meanwhile.

Reads one line of JSON from standard input ({"users", "threads", "number"}) and says "ready". Every
further line is the address of a session; the answer is one line of JSON, the count of each status seen.
"""

import json
import sys
import threading
from collections import Counter, deque
from concurrent.futures import ThreadPoolExecutor

import django

django.setup()

from django.contrib.auth import get_user_model  # noqa: E402
from django.db import connection  # noqa: E402

from courses.models import Booking, Offer  # noqa: E402
from tests.races.runner import HANDLER, browser, signed_in  # noqa: E402

TRIES = 20
GIVES_UP, AT_ONCE, DECLINES = 3, 5, 4
"""Every third person gives up what they booked, every fifth wants no question, every fourth offer is declined."""


def take_part(base, user_id, client, unwanted):
    """Book; where it is full, join the list; where a place came free meanwhile, book again.

    Whoever gives up what they booked does so a little later (`unwanted`), when somebody waits for it.
    """
    seen = []
    for _ in range(TRIES):
        page = client.post(f"{base}book/")
        seen.append(page.status_code)
        if page.status_code == 302:
            if user_id % GIVES_UP == 0 and page.url.endswith("/booked/"):
                unwanted.append((client, page.url.replace("/booked/", "/cancel/")))
            break
        page = client.post(f"{base}waiting/", {"at_once": "on"} if user_id % AT_ONCE == 0 else {})
        seen.append(page.status_code)
        if page.status_code == 302:
            break
    return seen


def meanwhile(base, number, unwanted, done):
    """Give places up and answer every open offer of the session, as other processes do; until nothing is left."""
    seen, asked, quiet = [], 0, 0
    session = base.rstrip("/").split("/")[-1]
    while quiet < 3:
        given_up = give_up_one(session, unwanted, done)
        tokens = list(Offer.objects.open().filter(booking__session__public_id=session).values_list("token", "pk"))
        for token, pk in tokens:
            asked += 1
            address = f"10.{number}.{asked // 250 % 250}.{asked % 250}"
            said = "decline" if pk % DECLINES == 0 else "accept"
            page = browser().post(f"/offers/{token}/", {"answer": said}, REMOTE_ADDR=address)
            seen.append(page.status_code)
        seen += given_up
        quiet = quiet + 1 if done.is_set() and not (tokens or given_up or unwanted) else 0
        done.wait(0.2)
    return seen


def give_up_one(session, unwanted, done):
    """One place back, once somebody waits for it or nobody is left to come; the status of the press, if any."""
    waited_for = Booking.objects.filter(session__public_id=session, state="waiting")
    if not unwanted or not (done.is_set() or waited_for.exists()):
        return []
    client, address = unwanted.popleft()
    return [client.post(address).status_code]


def run(pool, base, clients, order):
    """Everybody at once; how often each status was seen. Threads keep their connections, as those of gunicorn do."""
    done, unwanted = threading.Event(), deque()
    answers = pool.submit(meanwhile, base, order["number"], unwanted, done)
    taking = [pool.submit(take_part, base, pk, client, unwanted) for pk, client in clients]
    seen = [status for each in taking for status in each.result()]
    done.set()
    return Counter(seen + answers.result())


def main():
    order = json.loads(sys.stdin.readline())
    users = get_user_model().objects.in_bulk(order["users"])
    clients = [(pk, signed_in(user)) for pk, user in users.items()]
    HANDLER.load_middleware()
    connection.close()
    print("ready", flush=True)
    with ThreadPoolExecutor(order["threads"] + 1) as pool:
        for line in sys.stdin:
            print(json.dumps(run(pool, line.strip(), clients, order)), flush=True)


if __name__ == "__main__":
    main()
