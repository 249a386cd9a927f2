"""Telling people: a notice in the portal, and the same by mail once the transaction stands."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.mail import EmailMessage, get_connection
from django.db import transaction

from registrar.kernel.bilingual import Bilingual

from .models import Notice, StoredDecision


@dataclass(frozen=True)
class Draft:
    """A notice to be sent: to whom (an account), which kind, what it says, and the page and decision it tells of."""

    recipient: Any
    kind: str
    subject: Bilingual
    body: Bilingual
    link: str = ""
    decision: StoredDecision | None = None


def send(drafts: Iterable[Draft], *, now: datetime) -> list[Notice]:
    """Put the notices in the portal with one statement and mail them on commit, each in its reader's language."""
    drafts = list(drafts)
    rows = Notice.objects.bulk_create(
        [
            Notice(
                recipient=d.recipient,
                kind=d.kind,
                subject_en=d.subject.en,
                subject_zh=d.subject.zh,
                body_en=d.body.en,
                body_zh=d.body.zh,
                link=d.link,
                decision=d.decision,
                at=now,
            )
            for d in drafts
        ],
        batch_size=2000,
    )
    transaction.on_commit(lambda: _mail(drafts))
    return rows


def _mail(drafts: Sequence[Draft]) -> None:
    messages = []
    for draft in drafts:
        if draft.recipient.email:
            language = draft.recipient.language
            subject, body = draft.subject.in_language(language), draft.body.in_language(language)
            messages.append(EmailMessage(subject, body, to=[draft.recipient.email]))
    if messages:
        get_connection().send_messages(messages)
