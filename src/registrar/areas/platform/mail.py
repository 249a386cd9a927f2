"""A mail backend for demonstrations: mail is kept and shown, not sent."""

from collections.abc import Sequence

from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import EmailMessage

from . import clock
from .models import CaughtMail


class CatcherBackend(BaseEmailBackend):
    """Writes every message to the table that the mail page shows."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Keep the messages and return how many there were."""
        moment = clock.now()
        rows = [
            CaughtMail(to=", ".join(m.to), sender=m.from_email, subject=str(m.subject), body=str(m.body), at=moment)
            for m in email_messages
        ]
        CaughtMail.objects.bulk_create(rows, batch_size=2000)
        return len(rows)
