"""A real SMTP server on this machine that keeps what it is given."""

import asyncio
import socket
import threading
from contextlib import contextmanager
from email import message_from_bytes
from email.policy import default

from aiosmtpd.controller import Controller


class Catcher:
    """`answer` is what it says to a recipient; `hold` makes it fall silent in the middle of a mail."""

    def __init__(self):
        self.mails, self.answer, self.hold = [], "250 OK", False
        self.reached = threading.Event()

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.answer

    async def handle_DATA(self, server, session, envelope):
        self.mails.append(message_from_bytes(envelope.original_content, policy=default))
        self.reached.set()
        if self.hold:
            await asyncio.sleep(30)
        return "250 taken"


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def catching(settings):
    """Point Django's mail at a catcher of our own."""
    catcher = Catcher()
    controller = Controller(catcher, hostname="127.0.0.1", port=_free_port())
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", controller.port
    try:
        yield catcher
    finally:
        controller.stop()
