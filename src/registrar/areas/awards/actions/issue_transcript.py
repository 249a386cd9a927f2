"""A transcript is issued: numbered, kept as it went out, and checkable."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from registrar.areas.assessment.queries.pending_overall import awaiting_board
from registrar.areas.awards.check_codes import new_code
from registrar.areas.awards.models import Transcript
from registrar.areas.awards.transcript_data import transcript_data
from registrar.areas.finance.actions.raise_charges import raise_charges
from registrar.areas.finance.causes import Cause
from registrar.areas.platform.documents import draw
from registrar.areas.platform.files import keep
from registrar.areas.studies.queries.record import released_results, released_standings
from registrar.rulebook import load_rulebook
from registrar.ui.pdf import render_typst


@transaction.atomic
def issue_transcript(
    study: Any, *, official: bool, address: str, actor: Any, now: datetime, copies: int = 0
) -> Transcript:
    """Render the released record of a study as a PDF, store it and return its row.

    `address` is where an official copy can be checked by its code. The same record issued twice on a day gives two
    numbers over equal results. The study comes with student, person and programme. `copies` on paper are charged, each
    with its postage (polyu-2024-25:7A-03); the file itself costs nothing.
    """
    today = now.date()
    code = new_code()
    law = load_rulebook().university(settings.UNIVERSITY)
    (number,) = draw("transcript")
    name = f"TS{number:08d}"
    results, standings = list(released_results(study, today)), list(released_standings(study, today))
    data = transcript_data(
        study,
        law.title,
        results,
        standings,
        day=today,
        number=name,
        check=code if official else None,
        address=address,
        pending=awaiting_board(results, standings, today),
    )
    letter = law.path / "letters" / "transcript.typ"
    content = render_typst(letter, data, created=now)
    file = keep(content, name=f"{name}.pdf", content_type="application/pdf", owner=study.student, now=now)
    made = Transcript.objects.create(
        number=name, code=code, study=study, official=official, issued_at=now, actor=actor, file=file
    )
    if copies:
        raise_charges([Cause("transcript", study.pk, name, quantity=copies)], actor=actor, now=now)
    return made
