"""Grades that wait, on the homes of panels, departments and the Academic Registry."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from registrar.areas.assessment.queries.grades_waiting import changes_to_decide, late_to_settle, pending_overdue
from registrar.site.home.records import Todo, address


def change_todos(user: Any) -> Iterator[Todo]:
    """Yield the changes of final results that wait for this second person; one query."""
    count = changes_to_decide(user)
    if count:
        title = ngettext(
            "Decide on {count} proposed change of a final result",
            "Decide on {count} proposed changes of final results",
            count,
        ).format(count=count)
        why = _("A result changes only when a second person confirms it.")
        yield Todo(title, address("assessment:changes", query="?state=proposed"), why, action=_("Read them"))


def settle_todos(user: Any, departments: Collection[str] | None) -> Iterator[Todo]:
    """Yield the late grades that wait for the panel; one query."""
    count = late_to_settle(user, departments)
    if count:
        title = ngettext("Settle {count} late grade", "Settle {count} late grades", count).format(count=count)
        why = _("The grades of pending results are entered; they count once the panel has settled them.")
        yield Todo(title, address("assessment:pending"), why, action=_("See them"))


def pending_todos(user: Any, today: date) -> Iterator[Todo]:
    """Yield the pending results that nobody has arranged or graded in time; one query."""
    count = pending_overdue(user, today)
    if count:
        title = ngettext(
            "{count} pending result is overdue or not arranged",
            "{count} pending results are overdue or not arranged",
            count,
        ).format(count=count)
        why = _("The student's average and standing wait for the grade.")
        yield Todo(title, address("assessment:pending"), why, action=_("See them"))
