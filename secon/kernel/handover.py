"""Letters that must leave once: the moment in which a mail server takes one over, made visible.

SMTP takes a letter over when it has read its last line, a dot, and says so (RFC 5321, 4.2.5 and
6.1). ``send`` calls ``before`` after everything but that line has gone out: whoever is ended
earlier has certainly sent nothing.
"""

from __future__ import annotations

import re
import smtplib
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.smtp import EmailBackend

_LINE_WITH_DOT = re.compile(rb"(?m)^\.")
ACCEPTED, GO_ON = 250, 354
PATIENCE = 120  # seconds for one answer, where EMAIL_TIMEOUT says nothing


class MailRefused(Exception):  # noqa: N818 -- says what happened
    """The letter was not taken over. ``is_final``: trying again would not help."""

    def __init__(self, said: str, *, is_final: bool) -> None:
        super().__init__(said)
        self.is_final = is_final


class MailUnanswered(Exception):  # noqa: N818 -- says what happened
    """The last line went out and no answer came: the server may have taken the letter over."""


class _TwoSteps:
    """``smtplib.SMTP.data`` in two steps, with a call between them."""

    before: Callable[[], None]
    handed = False
    accepted = False

    def data(self: Any, message: bytes) -> tuple[int, bytes]:
        """Send the text, ask, then send the last line."""
        self.putcmd("data")
        code, said = self.getreply()
        if code != GO_ON:
            raise smtplib.SMTPDataError(code, said)
        text = _LINE_WITH_DOT.sub(b"..", message)
        self.send(text if text.endswith(b"\r\n") else text + b"\r\n")
        try:
            self.before()
        except BaseException:
            self.close()  # in the middle of a letter a server waits, and QUIT would be its text
            raise
        self.handed = True
        self.send(b".\r\n")
        code, said = self.getreply()
        self.accepted = code == ACCEPTED
        return code, said


class _Backend(EmailBackend):
    """Django's SMTP backend over a connection in two steps."""

    def __init__(self, before: Callable[[], None]) -> None:
        super().__init__(timeout=settings.EMAIL_TIMEOUT or PATIENCE)
        self.before = before
        self.used: Any = None

    @property
    def connection_class(self) -> Any:
        """A connection that calls ``before``."""
        base = super().connection_class

        def make(*args: Any, **options: Any) -> Any:
            kind = type("TwoSteps", (_TwoSteps, base), {"before": staticmethod(self.before)})
            self.used = kind(*args, **options)
            return self.used

        return make


def send(message: EmailMessage, *, before: Callable[[], None]) -> None:
    """Hand ``message`` (to one address) over; what ``before`` raises stops it.

    Raises ``MailRefused`` when the server has certainly not taken it, ``MailUnanswered`` when that
    is not known. Backends other than SMTP take a letter over in one step after ``before``.
    """
    if not isinstance(get_connection(), EmailBackend):
        before()
        message.send()
        return
    backend = _Backend(before)
    try:
        backend.send_messages([message])
    except smtplib.SMTPRecipientsRefused as error:
        code, said = next(iter(error.recipients.values()))
        raise MailRefused(f"{code} {_text(said)}", is_final=code >= 500) from error
    except smtplib.SMTPResponseException as error:
        if backend.used is not None and backend.used.accepted:
            return
        reply = f"{error.smtp_code} {_text(error.smtp_error)}"
        of_letter = isinstance(error, smtplib.SMTPDataError)  # others are of this server or account
        raise MailRefused(reply, is_final=of_letter and error.smtp_code >= 500) from error
    except (OSError, smtplib.SMTPException) as error:
        if backend.used is not None and backend.used.accepted:
            return  # it ended badly only after the letter was taken
        if backend.used is not None and backend.used.handed:
            raise MailUnanswered(type(error).__name__) from error
        raise MailRefused(type(error).__name__, is_final=False) from error


def _text(said: bytes | str) -> str:
    return said.decode("utf-8", "replace") if isinstance(said, bytes) else said
