"""A teacher's home, and that of a panel's chair and an academic advisor."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from registrar.areas.assessment.queries.open_sheets import open_sheets
from registrar.areas.assessment.queries.unfinished_terms import unfinished_terms
from registrar.areas.people.policies import Role, roles_of
from registrar.areas.registration.queries.classes_of import classes_of_teacher
from registrar.areas.registration.queries.withdrawals import TEACHER
from registrar.areas.studies.queries.study_counts import advisees, on_probation
from registrar.site.home.citing import clause_of
from registrar.site.home.classes import classes_next
from registrar.site.home.grades import change_todos, settle_todos
from registrar.site.home.records import Part, Todo, address
from registrar.site.home.withdrawals import withdrawal_todos
from registrar.ui import words
from registrar.ui.parts import Tile


def teacher_part(user: Any, now: datetime, terms: list[Any]) -> Part:
    """Return the sheets to hand in and the classes of a teacher; three queries."""
    term = terms[0] if terms else None
    sheets: list[Any] = open_sheets(user)  # with the counts that the query adds
    meetings = classes_of_teacher(user, term.key) if term else []
    groups = {(meeting.subject, meeting.group) for meeting in meetings}
    tiles = [
        Tile(
            _("Groups this term"), len(groups), words.term(term.key) if term else "", address("registration:my-groups")
        ),
        Tile(_("Sheets to hand in"), len(sheets), "", address("assessment:sheets"), "warn" if sheets else "good"),
        Tile(_("Grades to enter"), sum(_missing(sheet) for sheet in sheets), "", address("assessment:sheets")),
    ]
    return Part(
        title=gettext_lazy("Teaching"),
        todos=[*_sheets(sheets), *withdrawal_todos(user, TEACHER, terms)],
        tiles=tiles,
        classes=classes_next(meetings, term, now) if term else None,
    )


def _sheets(sheets: list[Any]) -> Iterator[Todo]:
    for sheet in sheets:
        term = sheet.offering.term
        why = _("{graded} of {lines} grades are entered; the panel needs the sheet before results are final.").format(
            graded=sheet.graded, lines=sheet.lines
        )
        yield Todo(
            _("Hand in the grades of {subject}, {term}").format(
                subject=sheet.offering.subject_id, term=words.term(term.key)
            ),
            address("assessment:sheet", sheet.pk),
            why,
            clause_of("assessment.result_release", "order", term.key),
            term.results_final_on,
            _("Enter grades"),
        )


def panel_part(user: Any, now: datetime, terms: list[Any]) -> Part:
    """Return what waits for the panel, of terms long over too; four queries."""
    departments = roles_of(user).get(Role.PANEL_CHAIR, set())
    where = None if "" in departments else departments
    behind = [(term, stages) for term, stages in unfinished_terms(where) if stages["submitted"] + stages["reviewed"]]
    waiting = sum(stages["submitted"] + stages["reviewed"] for _term, stages in behind)
    todos = [_for_panel(term, stages) for term, stages in behind]
    todos += [*settle_todos(user, where), *change_todos(user)]
    tiles = [Tile(_("Sheets for the panel"), waiting, "", address("assessment:sheets"), "warn" if waiting else "good")]
    return Part(title=gettext_lazy("Subject Assessment Review Panel"), todos=todos, tiles=tiles)


def _for_panel(term: Any, stages: dict[str, int]) -> Todo:
    count = stages["submitted"] + stages["reviewed"]
    title = ngettext("Confirm {count} grade sheet of {term}", "Confirm {count} grade sheets of {term}", count)
    title = title.format(count=count, term=words.term(term.key))
    why = _("Grades are final once the panel has confirmed them. Not handed in yet: {open}.")
    return Todo(
        title,
        address("assessment:sheets"),
        why.format(open=stages["open"]),
        clause_of("assessment.result_release", "order", term.key),
        term.results_final_on,
        _("See the sheets"),
    )


def advisor_part(user: Any, now: datetime, terms: list[Any]) -> Part:
    """Return an advisor's students; two queries."""
    students, probation = advisees(user), on_probation(advisor=user)
    todos = []
    if probation:
        title = ngettext(
            "Meet {count} student on academic probation", "Meet {count} students on academic probation", probation
        ).format(count=probation)
        clause = clause_of("assessment.probation_form", "due", now.date())
        why = _("They agree their study plan with you.")
        todos.append(Todo(title, address("advising:advisees"), why, clause, action=_("See the students")))
    tiles = [
        Tile(_("Students you advise"), students, "", address("advising:advisees")),
        Tile(_("On academic probation"), probation, "", address("studies:search"), "warn" if probation else "good"),
    ]
    return Part(title=gettext_lazy("Advising"), todos=todos, tiles=tiles)


def _missing(sheet: Any) -> int:
    """Grades that a sheet still lacks, from the counts that its query brought."""
    missing: int = sheet.lines - sheet.graded
    return missing
