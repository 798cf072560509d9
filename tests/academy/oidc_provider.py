"""A real OpenID Connect provider in a process of its own."""

import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from urllib.parse import parse_qs, urlsplit

import requests

from academy.accounts.providers import openid_connect

START = "/accounts/oidc/council/login/"


class Provider:
    """`people` are its users; `walk` takes a browser of ours through it."""

    def __init__(self, port):
        self.url = f"http://localhost:{port}"

    def knows(self, sub, **claims):
        answer = requests.put(f"{self.url}/users/{sub}", json=claims, timeout=5)
        answer.raise_for_status()

    def begin(self, client, next_url=""):
        """Where our sign-in button leads."""
        return client.post(START, {"next": next_url} if next_url else {})["Location"]

    def approve(self, address, sub):
        """Somebody signs in at the provider; the address it sends the browser back to."""
        answer = requests.post(address, data={"sub": sub}, allow_redirects=False, timeout=5)
        back = urlsplit(answer.headers["Location"])
        return f"{back.path}?{back.query}"

    def walk(self, client, sub, next_url=""):
        return client.get(self.approve(self.begin(client, next_url), sub))


def query_of(address):
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def running():
    port = _free_port()
    command = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait(f"http://localhost:{port}/.well-known/openid-configuration")
        yield Provider(port)
    finally:
        process.terminate()
        process.wait(10)


def _wait(address):
    for _ in range(300):
        try:
            requests.get(address, timeout=5).raise_for_status()
        except requests.ConnectionError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(address)


def settings_for(provider):
    """What the environment of a real deployment would say."""
    return openid_connect(
        {"OIDC_SERVER_URL": provider.url, "OIDC_CLIENT_ID": "academy", "OIDC_CLIENT_SECRET": "not-a-secret"}
    )
