"""A student's home: registration, money, results, standing, classes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from registrar.areas.assessment.queries.pending_overall import pending_overall
from registrar.areas.finance.queries.notes_to_pay import notes_to_pay
from registrar.areas.platform.clock import HONG_KONG
from registrar.areas.registration.queries.ballots import ballots_to_tell
from registrar.areas.registration.queries.classes_of import classes_of_study
from registrar.areas.registration.queries.credits_held import credits_held
from registrar.areas.registration.queries.waiting_lists import open_offers
from registrar.areas.studies.queries.endings import GRADUATING
from registrar.areas.studies.queries.latest_standing import latest_standing, results_since
from registrar.areas.studies.queries.study_of_user import study_of_user
from registrar.kernel import Outcome
from registrar.rulebook import decide
from registrar.site.home.ballot import ballot_todos
from registrar.site.home.citing import clause_of
from registrar.site.home.classes import classes_next
from registrar.site.home.graduation import graduation_todos
from registrar.site.home.records import Part, Todo, address
from registrar.site.home.refunds import student_refunds
from registrar.site.home.reinstatement import reinstatement_todos
from registrar.site.home.subject_requests import cancelled_todos, removed_todos
from registrar.ui import wording, words
from registrar.ui.joining import sentences
from registrar.ui.parts import Tile

#: Results are news for so many days.
NEWS_DAYS = 30


def student_part(user: Any, now: datetime, terms: list[Any]) -> Part:
    """Return what a student has to do; sixteen queries at most, however many subjects and notes."""
    study = study_of_user(user)
    if study is None:
        return Part(gettext_lazy("My study"))
    today = now.date()
    term = terms[0] if terms else None
    held = credits_held(study.pk, [one.key for one in terms])
    notes = notes_to_pay(study.pk)
    standing = latest_standing(study, today)
    rounds = ballots_to_tell(now)
    todos = [
        *reinstatement_todos(study, now),
        *graduation_todos(study, now),
        *_status(study),
        *_offers(open_offers(study.pk), now),
        *removed_todos(study.pk, now),
        *cancelled_todos(study.pk, now),
        *_money(notes),
        *student_refunds(study.pk),
        *ballot_todos(study, rounds, now),
        *_registration(study, terms, held, now, {row.term_id: row for row in rounds if row.published_at is None}),
    ]
    todos += _results(results_since(study, today - timedelta(days=NEWS_DAYS), today), standing, today)
    todos += _probation(standing, today)
    return Part(
        title=gettext_lazy("My study"),
        todos=todos,
        tiles=list(_tiles(study, term, held, notes, standing)),
        classes=classes_next(classes_of_study(study.pk, term.key), term, now) if term else None,
        in_term=study.status not in GRADUATING,
    )


def _status(study: Any) -> Iterator[Todo]:
    if study.status == study.Status.GRADUATED:
        title = _("Your status: {status}").format(status=study.get_status_display())
        why = _("Your award and its class, the day of conferment, and your certificates.")
        yield Todo(title, address("awards:my_award"), why, action=_("See my award"), waits=True)
    elif study.status not in (study.Status.ACTIVE, study.Status.NULLIFIED, study.Status.GRADUAND):
        title = _("Your status: {status}").format(status=study.get_status_display())
        yield Todo(title, address("studies:mine"), _("Your study page says since when and why."), waits=True)


def _offers(entries: list[Any], now: datetime) -> Iterator[Todo]:
    """Places that a waiting list offers: they go to the next student if they are not taken in time."""
    for entry in entries:
        if entry.offer_ends_at >= now:
            subject = entry.group.offering.subject_id
            yield Todo(
                _("A place in {subject} is offered to you").format(subject=subject),
                address("registration:waiting"),
                _("You waited for it. If you don't answer in time, it goes to the next student."),
                clause_of("registration.offer_deadline", "changes", entry.group.offering.term_id),
                entry.offer_ends_at,
                _("Take or decline it"),
                first=True,
            )


def _money(notes: list[Any]) -> Iterator[Todo]:
    for note in notes:
        overdue = note.state == note.State.OVERDUE
        title = _("Debit note {number} is overdue: {amount}") if overdue else _("Pay debit note {number}: {amount}")
        title = title.format(number=note.number, amount=words.money(note.amount))
        why = _("Pay the exact amount, in one payment.")
        if overdue:
            why = _("It was not paid by its deadline; a payment now would be sent back.")
        yield Todo(
            title,
            address("finance:note", note.number) or address("finance:my_fees"),
            why,
            clause_of("finance.payment_acceptance", "exact", note.issued_on)
            if not overdue
            else clause_of("enrolment.nullification", "deemed", note.term_id),
            note.deadline,
            _("See it") if overdue else _("Pay now"),
        )


def _registration(
    study: Any, terms: list[Any], held: dict[str, int], now: datetime, rounds: dict[str, Any]
) -> Iterator[Todo]:
    """What the rule of the registration window says for each term near."""
    if study.status != study.Status.ACTIVE:
        return
    for term in terms:
        if term.key in rounds and now >= rounds[term.key].opens_at:
            # The ballot gives the places; it has a line of its own.
            continue
        facts: dict[str, Any] = {"term": term.key, "action": "add", "at": now}
        for field in ("registration_from", "registration_to", "add_drop_from", "add_drop_to"):
            facts[field] = getattr(term, field).astimezone(HONG_KONG)
        decision = decide("registration.window", facts, as_of=now.date(), university=settings.UNIVERSITY)
        if not decision.findings or now > term.add_drop_to:
            continue
        finding = decision.findings[0]
        credits_ = held.get(term.key, 0)
        said = wording.message(finding.message)
        if decision.allowed:
            ends = term.registration_to if now <= term.registration_to else term.add_drop_to
            title = _("Choose your subjects for {term}") if credits_ == 0 else _("Check your subjects for {term}")
            holding = _("You hold {credits} credits.").format(credits=credits_)
            yield Todo(
                title.format(term=words.term(term.key)),
                address("registration:search" if credits_ == 0 else "registration:subjects"),
                sentences(said, holding),
                finding.clause,
                ends,
                _("Choose subjects") if credits_ == 0 else _("See my subjects"),
                waits=credits_ > 0 and now > term.registration_to,
            )
        else:
            title = _("Registration for {term}").format(term=words.term(term.key))
            yield Todo(title, address("registration:search"), said, finding.clause, waits=True)
            return


def _results(results: list[Any], standing: Any, today: Any) -> Iterator[Todo]:
    """What came out lately: grades on their day, the overall result once the board has confirmed it."""
    pending = pending_overall(results, [standing] if standing else [], today)
    for term in dict.fromkeys(row.term_id for row in results):
        awaited = pending.get(term)
        link, said = address("assessment:my_results"), words.term(term)
        if awaited is None:
            why = _("Your grades, averages and standing, each with the reason behind it.")
            yield Todo(_("Your results for {term} are out").format(term=said), link, why)
        elif awaited.findings:
            finding = awaited.findings[0]
            title = _("Your subject results for {term} are out").format(term=said)
            yield Todo(title, link, wording.message(finding.message), finding.clause)
        else:
            why = _("Your GPA and standing of this term await the Board of Examiners.")
            yield Todo(_("Your subject results for {term} are out").format(term=said), link, why)


def _probation(standing: Any, today: Any) -> Iterator[Todo]:
    if standing is None or standing.standing != standing.Standing.PROBATION:
        return
    announced = standing.released_on
    facts = {"on_probation": True, "announced_on": announced, "asked_on": today}
    decision = decide("assessment.probation_form", facts, as_of=announced, university=settings.UNIVERSITY)
    finding = decision.findings[0]
    said = wording.message(finding.message)
    if decision.outcome is Outcome.UNDETERMINED:
        # Where no verified edition covers the day of the results, the plan is due all the same.
        said = _("Agree it with your academic advisor (form AR150). Your department tells its last day: {why}").format(
            why=said
        )
    yield Todo(
        _("Hand in your study plan for academic probation"),
        address("advising:my-advising"),
        said,
        finding.clause,
        decision.result.get("due_on"),
    )


def _tiles(study: Any, term: Any, held: dict[str, int], notes: list[Any], standing: Any) -> Iterator[Tile]:
    if term is not None and study.status not in GRADUATING:
        yield Tile(
            _("Credits this term"), held.get(term.key, 0), words.term(term.key), address("registration:subjects")
        )
    if standing is not None:
        probation = standing.standing == standing.Standing.PROBATION
        yield Tile(
            _("GPA"),
            str(standing.gpa) if standing.gpa is not None else "–",
            f"{standing.get_standing_display()} · {words.term(standing.term_id)}",
            address("assessment:my_results"),
            "warn" if probation else "",
        )
        earned = _("of {credits} for the award").format(credits=study.programme.credits_required)
        yield Tile(_("Credits earned"), standing.credits_earned_total, earned, address("studies:mine"))
    owed = sum((note.amount for note in notes), start=0)
    yield Tile(
        _("To pay"),
        words.money(owed),
        ngettext("{count} debit note", "{count} debit notes", len(notes)).format(count=len(notes))
        if notes
        else _("nothing is outstanding"),
        address("finance:my_fees"),
        "warn" if notes else "good",
    )
