"""The other people of a demonstration act, so that somebody who plays one of them finds a university around."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from registrar.areas.assessment.queries.sheet_work import open_sheets
from registrar.areas.finance.queries.notes_of_term import outstanding_notes
from registrar.areas.studies.queries.study_keys import keys_of_net_ids
from registrar.rehearsal.stages.grading import grade
from registrar.rehearsal.stages.paying import pay


def let_the_others_act(term: str, *, now: datetime, but: tuple[str, ...], seed: int = 1) -> Counter[str]:
    """Pay the debit notes and grade the sheets of everybody but the accounts named; return what was done.

    Notes past their deadline stay unpaid, as the bank would send the money back. Of the sheets, those with a group of
    a teacher named in `but` are left.
    """
    kept = keys_of_net_ids(but)
    notes = [note for note in outstanding_notes(term, due_from=now.date()) if note[2] not in kept]
    done = pay(notes, now=now, seed=seed)
    return done + grade(open_sheets(term, but_of=but), now=now, seed=seed)
