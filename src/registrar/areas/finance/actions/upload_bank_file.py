"""A file of the bank comes in: it is kept, read and looked at, and nothing is posted yet."""

from datetime import datetime
from typing import Any

from django.db import transaction

from registrar.areas.finance.actions.check_bank_file import check_bank_file
from registrar.areas.finance.bank_file_lines import BankFileContent, UnreadableFile
from registrar.areas.finance.bank_files import MOST_BYTES, read_bank_file
from registrar.areas.finance.models import BankFile, BankFileLine
from registrar.areas.platform.files import keep
from registrar.areas.platform.jobs import Progress, start

CHECK = "finance.check_bank_file"
BATCH = 2000
# What is looked at in about two seconds; a longer file is a job, so that nobody waits before a white page.
AT_ONCE = 4000


def upload_bank_file(content: bytes, name: str, *, actor: Any, now: datetime) -> tuple[BankFile, bool]:
    """Keep a file and its lines with what is expected of each, a long one as a job; return it, and whether it is new.

    The same content again gives the file that is there. Raises UnreadableFile, or UnreadableSheet of
    registrar.ui.sheets, where the file as a whole can't be read; then nothing is kept.
    """
    if len(content) > MOST_BYTES:
        raise UnreadableFile("size")
    told = read_bank_file(content, name, now.date())
    if not told.lines:
        raise UnreadableFile("empty")
    with transaction.atomic():
        stored = keep(content, name=name[-200:], content_type="application/octet-stream", owner=actor, now=now)
        file, new = BankFile.objects.get_or_create(
            stored=stored,
            defaults={
                "name": name[-200:],
                "format": told.format,
                "message": told.message,
                "problem": told.problem,
                "uploaded_by": actor,
                "uploaded_at": now,
            },
        )
        if new:
            BankFileLine.objects.bulk_create(_rows(file, told), BATCH)
            if len(told.lines) <= AT_ONCE:
                check_bank_file(file.pk)
            else:
                start(CHECK, {"file": str(file.pk)}, actor=actor, now=now, repeat_policy="finance.keep_books")
    return file, new


def checking(progress: Progress) -> dict[str, Any]:
    """Look at the lines of a long file, as a queued run."""
    file = int(progress.job().arguments["file"])
    check_bank_file(file)
    return {"file": file}


def _rows(file: BankFile, told: BankFileContent) -> list[BankFileLine]:
    seen: set[tuple[str, bool]] = set()
    rows = []
    for line in told.lines:
        key = (line.reference, line.takes_back)
        known = ""
        if line.problem:
            known = BankFileLine.Outcome.UNREADABLE.value
        elif key in seen:
            known = BankFileLine.Outcome.DUPLICATE.value
        else:
            seen.add(key)
        rows.append(
            BankFileLine(
                file=file,
                place=line.place,
                text=line.text,
                reference=line.reference,
                takes_back=line.takes_back,
                number=line.number,
                channel=line.channel,
                amount=line.amount,
                currency=line.currency,
                credited_at=line.credited_at,
                problem=line.problem,
                expected=known,
                outcome=known,
            )
        )
    return rows
