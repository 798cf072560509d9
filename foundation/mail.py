"""Mail as it goes out: a message with its invitation, and the demo's folder of mails."""

import re
from datetime import datetime
from email.message import EmailMessage as MimeMessage
from email.policy import SMTP
from email.utils import format_datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

INVITATION_NAME = "invitation.ics"


class _Mime(MimeMessage):
    """The standard library's message, with the one call Django's SMTP backend makes of it."""

    def as_bytes(self, unixfrom: bool = False, policy: Any = None, *, linesep: str = "\r\n") -> bytes:
        """The message as SMTP takes it."""
        return super().as_bytes(unixfrom, policy or self.policy.clone(linesep=linesep))


class InvitationEmail(EmailMessage):
    """A plain-text mail; with an iCalendar object it is also an invitation.

    The object stands beside the text as `text/calendar` with its method, which is what calendars act
    upon, and once more as a file, for programs that only offer files. `message_id` and `sent_at` come
    from the outbox, so that a repeat is the same mail.
    """

    def __init__(
        self, *, message_id: str, sent_at: datetime, calendar: str = "", calendar_method: str = "", **rest: Any
    ) -> None:
        super().__init__(**rest)
        self.message_id, self.sent_at = message_id, sent_at
        self.calendar, self.calendar_method = calendar, calendar_method

    def message(self, *, policy: Any = None) -> Any:
        """Build it with Python's own mail classes: Django's would name the character set twice."""
        mime = _Mime(policy=SMTP)
        mime["From"] = self.from_email
        mime["To"] = ", ".join(self.to)
        mime["Subject"] = self.subject
        mime["Date"] = format_datetime(self.sent_at)
        mime["Message-ID"] = self.message_id
        mime["Auto-Submitted"] = "auto-generated"
        mime["X-Auto-Response-Suppress"] = "OOF, AutoReply"
        mime.set_content(self.body, charset="utf-8", cte="quoted-printable")
        if self.calendar:
            self._invite(mime)
        return mime

    def _invite(self, mime: MimeMessage) -> None:
        mime.add_alternative(
            self.calendar, subtype="calendar", charset="utf-8", cte="base64", params={"method": self.calendar_method}
        )
        mime.add_attachment(self.calendar.encode(), maintype="application", subtype="ics", filename=INVITATION_NAME)


class FolderBackend(BaseEmailBackend):
    """Writes each mail as a file that any mail program opens, where no server is named (demo only)."""

    def send_messages(self, email_messages: Any) -> int:
        """One `.eml` for each mail, named so that the newest sorts last."""
        folder = Path(settings.EMAIL_FILE_PATH)
        folder.mkdir(parents=True, exist_ok=True)
        for mail in email_messages:
            mime = mail.message()
            stem = f"{datetime.now().astimezone():%Y%m%d-%H%M%S-%f} {mail.to[0]} {mail.subject}"
            path = folder / f"{re.sub(r'[^A-Za-z0-9@._-]+', '-', stem)[:150]}.eml"
            path.write_bytes(mime.as_bytes(linesep="\r\n"))
        return len(email_messages)
