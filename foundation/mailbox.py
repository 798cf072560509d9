"""Reading the mailbox that answers come to, where one is configured (`REPLIES_URL`, docs/operations.md).

A mail is marked as read once it has been dealt with: a crash in between deals with it again.
"""

import imaplib
import ssl
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

SECONDS = 20
LARGEST = 1_000_000
AT_ONCE = 100


class MailboxFailed(Exception):
    """The mailbox could not be read; the message says why. The next run tries again."""


@dataclass(frozen=True, slots=True)
class Mailbox:
    """Where and how; `secure` is TLS from the start."""

    host: str
    port: int
    user: str
    password: str
    folder: str
    secure: bool


def read_new(mailbox: Mailbox, handle: Callable[[bytes], object]) -> int:
    """Hand each unread mail to `handle`, then mark it as read; how many. Raises MailboxFailed.

    Mails above a megabyte hold no answer to an invitation: they are marked and not fetched.
    """
    try:
        server = _opened(mailbox)
        try:
            return _read(server, mailbox, handle)
        finally:
            with suppress(OSError, imaplib.IMAP4.error):
                server.logout()
            with suppress(OSError):
                server.shutdown()
    except (OSError, imaplib.IMAP4.error) as fault:
        raise MailboxFailed(f"The mailbox for answers could not be read: {fault}") from None


def _read(server: imaplib.IMAP4, mailbox: Mailbox, handle: Callable[[bytes], object]) -> int:
    _expect(server.login(mailbox.user, mailbox.password))
    _expect(server.select(_quoted(mailbox.folder)))
    numbers = _expect(server.uid("SEARCH", "UNSEEN"))[0].split()[:AT_ONCE]
    for number in numbers:
        _deal_with(server, number.decode(), handle)
    return len(numbers)


def _opened(mailbox: Mailbox) -> imaplib.IMAP4:
    if not mailbox.secure:
        return imaplib.IMAP4(mailbox.host, mailbox.port, timeout=SECONDS)
    proved = ssl.create_default_context()  # imaplib's own would take any certificate, and hand it the password
    return imaplib.IMAP4_SSL(mailbox.host, mailbox.port, ssl_context=proved, timeout=SECONDS)


def _deal_with(server: imaplib.IMAP4, number: str, handle: Callable[[bytes], object]) -> None:
    found = _expect(server.uid("FETCH", number, "(RFC822.SIZE)"))
    if _size(found) <= LARGEST:
        for part in _expect(server.uid("FETCH", number, "(BODY.PEEK[])")):
            if isinstance(part, tuple):
                handle(part[1])
    _expect(server.uid("STORE", number, "+FLAGS.SILENT", r"(\Seen)"))


def _size(answer: list[Any]) -> int:
    text = b" ".join(part for part in answer if isinstance(part, bytes)).upper()
    digits = text.partition(b"RFC822.SIZE")[2].strip(b" )").split(b" ")[0]
    return int(digits) if digits.isdigit() else 0


def _quoted(folder: str) -> str:
    escaped = folder.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _expect(answer: tuple[str, list[Any]]) -> list[Any]:
    """What the server said, where it said OK."""
    if answer[0] != "OK":
        raise imaplib.IMAP4.error(str(answer[1]))
    return answer[1]
