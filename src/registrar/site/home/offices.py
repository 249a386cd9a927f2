"""The homes of a department, the Academic Registry, the Finance Office and the board."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from registrar.areas.assessment.queries.board_runs import runs_at_work
from registrar.areas.assessment.queries.sheet_stages import sheet_stages
from registrar.areas.assessment.queries.unfinished_terms import unfinished_terms
from registrar.areas.finance.queries.collections import Share, by_state
from registrar.areas.finance.queries.questions import open_questions
from registrar.areas.people.policies import Role, roles_of
from registrar.areas.platform.queries.job_runs import jobs_by_state
from registrar.areas.platform.queries.refusals_since import decisions_since, refusals_since
from registrar.areas.registration.queries.term_figures import term_figures
from registrar.areas.studies.queries.study_counts import on_probation, status_counts
from registrar.kernel import Citation
from registrar.site.home.charges import charge_todos
from registrar.site.home.citing import clause_of
from registrar.site.home.grades import change_todos, pending_todos
from registrar.site.home.graduation import department_graduation, registry_graduation
from registrar.site.home.payments import payment_todos
from registrar.site.home.records import Part, Todo, address
from registrar.site.home.refunds import finance_refunds
from registrar.site.home.reinstatement import department_reinstatements
from registrar.site.home.subject_requests import subject_todos
from registrar.ui import wording, words
from registrar.ui.joining import bracketed
from registrar.ui.parts import Point, Tile

DAY = timedelta(days=1)


def department_part(user: Any, now: datetime, terms: list[Any]) -> Part:
    """Return the figures of a department's office; eleven queries."""
    held = roles_of(user)
    departments = held.get(Role.DEPARTMENT, set()) | held.get(Role.HEAD, set())
    where = None if "" in departments else departments
    term = terms[0] if terms else None
    probation = on_probation(departments=where)
    tiles = [Tile(_("Enrolled students"), status_counts(where).get("active", 0), "", address("studies:search"))]
    todos = [*department_reinstatements(where), *department_graduation(where), *subject_todos(where, now)]
    if term is not None:
        figures = term_figures(term.key, where)
        offerings = address("registration:offerings")
        tiles += [
            Tile(_("Places taken"), figures.taken, _of(figures.places), offerings),
            Tile(_("Full groups"), figures.full, _of(figures.groups), offerings, "warn" if figures.full else ""),
        ]
        if figures.full and now <= term.add_drop_to:
            todos.append(
                Todo(
                    ngettext("Look at {count} full group", "Look at {count} full groups", figures.full).format(
                        count=figures.full
                    ),
                    offerings,
                    _("Students are turned away while a group is full; you can raise its quota."),
                    clause_of("registration.seat", "seat", term.key),
                    term.add_drop_to,
                    _("See the offerings"),
                )
            )
    todos += [*_sheets_behind(now, where), *pending_todos(user, now.date())]
    if probation:
        title = ngettext(
            "{count} student on academic probation", "{count} students on academic probation", probation
        ).format(count=probation)
        todos.append(
            Todo(title, address("studies:search"), _("Record the load that was agreed with each."), waits=True)
        )
    tiles.append(
        Tile(_("On academic probation"), probation, "", address("studies:search"), "warn" if probation else "")
    )
    return Part(title=gettext_lazy("Department"), todos=todos, tiles=tiles)


def registry_part(user: Any, now: datetime, terms: list[Any]) -> Part:
    """Return the state of the term for the Academic Registry; eleven queries at most."""
    term = terms[0] if terms else None
    todos = [*_boards(now, release=True), *registry_graduation(user)]
    tiles = [Tile(_("Enrolled students"), status_counts().get("active", 0), "", address("studies:search"))]
    if term is not None:
        figures = term_figures(term.key)
        tiles += [
            Tile(_("Registered this term"), figures.students, words.term(term.key), address("registration:offerings")),
            Tile(_("Places taken"), figures.taken, _of(figures.places), address("registration:offerings")),
        ]
    todos += [*_sheets_behind(now, None), *change_todos(user)]
    decided = decisions_since(now - DAY)
    refused = decided.get("REFUSED", 0)
    tiles.append(
        Tile(
            _("Decisions in 24 hours"),
            sum(decided.values()),
            ngettext("{n} refusal", "{n} refusals", refused).format(n=f"{refused:,}"),
        )
    )
    todos += _failed_jobs()
    return Part(
        title=gettext_lazy("Academic Registry"),
        todos=todos,
        tiles=tiles,
        bars_title=gettext_lazy("Refusals in the last 24 hours, by clause"),
        bars=[Point(_cited(clause), (count,)) for clause, count in refusals_since(now - DAY)],
    )


def finance_part(user: Any, now: datetime, terms: list[Any]) -> Part:
    """Return what has come in and what has not; eight queries."""
    todos, tiles, bars = [*charge_todos(user), *finance_refunds(user)], [], []
    unpriced = open_questions().count()
    if terms:
        term = terms[0]
        states = by_state(term.key)
        paid, outstanding, overdue = (states.get(state, Share()) for state in ("paid", "outstanding", "overdue"))
        there = address("finance:collections")
        tiles = [
            Tile(_("Collected"), words.money(paid.amount), _notes(paid.notes), there, "good"),
            Tile(_("Outstanding"), words.money(outstanding.amount), _notes(outstanding.notes), there),
            Tile(
                _("Overdue"), words.money(overdue.amount), _notes(overdue.notes), there, "bad" if overdue.notes else ""
            ),
        ]
        bars = [
            Point(_("Collected"), (paid.amount, 1)),
            Point(_("Outstanding"), (outstanding.amount, 3)),
            Point(_("Overdue"), (overdue.amount, 2)),
        ]
        if outstanding.notes:
            title = ngettext(
                "{count} debit note of {term} is outstanding",
                "{count} debit notes of {term} are outstanding",
                outstanding.notes,
            ).format(count=f"{outstanding.notes:,}", term=words.term(term.key))
            why = _("Registrations that are not paid for end after the deadline.")
            clause = clause_of("enrolment.nullification", "unpaid", term.key)
            todos.append(Todo(title, address("finance:notes"), why, clause, term.fee_deadline, waits=True))
    todos += payment_todos(user, now)
    if unpriced:
        title = ngettext(
            "Settle {count} bill that no rule could price", "Settle {count} bills that no rule could price", unpriced
        ).format(count=unpriced)
        todos.append(
            Todo(title, address("finance:questions"), _("Nothing is charged on a guess; each says what is missing."))
        )
    return Part(gettext_lazy("Finance Office"), todos, tiles, None, gettext_lazy("Debit notes of the term"), bars, True)


def board_part(user: Any, now: datetime, terms: list[Any]) -> Part:
    """Return the runs that wait for the boards; four queries."""
    todos = list(_boards(now, release=False))
    tiles = []
    if terms:
        stages = sheet_stages(terms[0].key)
        tiles = [
            Tile(_("Final sheets"), stages["final"], _of(sum(stages.values())), address("assessment:sheets")),
            Tile(_("With the panels"), stages["submitted"], "", address("assessment:sheets")),
            Tile(_("Not handed in"), stages["open"], "", address("assessment:sheets")),
        ]
    return Part(gettext_lazy("Board of Examiners"), todos, tiles)


def _boards(now: datetime, *, release: bool) -> Iterator[Todo]:
    """Runs to decide on, and for the registry decisions to release."""
    for work in runs_at_work():
        run = work.run
        term = words.term(run.term_id)
        link = address("assessment:board", run.pk)
        if work.undecided:
            title = _("The boards decide on {term}").format(term=term)
            clause = clause_of("assessment.result_release", "order", run.term_id)
            yield Todo(
                title,
                link,
                _("Proposals are computed and wait for the boards."),
                clause,
                run.term.board_meets_on or run.term.results_final_on,
            )
        if release and work.to_release:
            title = _("Release the overall results of {term}").format(term=term)
            why = _("The board has confirmed them; on their day they are released by a job as well.")
            clause = clause_of("assessment.overall_result", "board", run.term_id)
            # What a board confirms after the subject results are out isn't late for that.
            due = max(run.releases_on, run.term.board_meets_on or run.releases_on)
            yield Todo(title, link, why, clause, due, waits=run.releases_on > now.date())


def _sheets_behind(now: datetime, where: Collection[str] | None) -> list[Todo]:
    """Sheets that nobody handed in although the examinations are over, of terms long gone too; two queries."""
    terms = unfinished_terms(where)
    return [
        _open_sheets(stages["open"], term) for term, stages in terms if stages["open"] and now.date() > term.exams_to
    ]


def _open_sheets(count: int, term: Any) -> Todo:
    return Todo(
        ngettext(
            "{count} grade sheet of {term} is not handed in", "{count} grade sheets of {term} are not handed in", count
        ).format(count=count, term=words.term(term.key)),
        address("assessment:sheets"),
        _("Results cannot be final without them."),
        clause_of("assessment.result_release", "order", term.key),
        term.results_final_on,
        _("See the sheets"),
    )


def _failed_jobs() -> Iterator[Todo]:
    failed = jobs_by_state().get("failed", 0)
    if failed:
        title = ngettext("Look at {count} failed job", "Look at {count} failed jobs", failed).format(count=failed)
        yield Todo(title, address("platform:jobs", query="?state=failed"), _("Each says what went wrong."))


def _cited(clause: str) -> str:
    return bracketed(wording.citation_text(Citation.parse(clause)), clause.partition(":")[2])


def _of(number: int) -> str:
    return _("of {number}").format(number=f"{number:,}")


def _notes(number: int) -> str:
    return ngettext("{number} debit note", "{number} debit notes", number).format(number=f"{number:,}")
