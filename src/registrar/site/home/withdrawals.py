"""Requests to leave a subject that wait for a teacher or a Programme Leader."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from registrar.areas.registration.queries.withdrawals import LEADER, awaiting
from registrar.site.home.citing import clause_of
from registrar.site.home.records import Part, Todo, address
from registrar.ui.parts import Tile


def withdrawal_todos(user: Any, step: str, terms: list[Any]) -> Iterator[Todo]:
    """Yield one thing to do where requests wait for this person in this step; one query."""
    count = awaiting(user, step).count()
    if count and terms:
        title = ngettext(
            "Decide on {count} request to leave a subject", "Decide on {count} requests to leave a subject", count
        )
        yield Todo(
            title.format(count=count),
            address("registration:withdrawals"),
            _("The students stay in the subject until you have decided."),
            clause_of("registration.subject_withdrawal", "withdrawal", terms[0].key),
            terms[0].exams_from,
            _("Read the requests"),
        )


def leader_part(user: Any, now: datetime, terms: list[Any]) -> Part:
    """Return what waits for a Programme Leader; two queries."""
    waiting = awaiting(user, LEADER).count()
    tile = Tile(
        _("Requests to leave subjects"),
        waiting,
        "",
        address("registration:withdrawals"),
        "warn" if waiting else "good",
    )
    todos = list(withdrawal_todos(user, LEADER, terms))
    return Part(title=gettext_lazy("Programme leadership"), todos=todos, tiles=[tile])
