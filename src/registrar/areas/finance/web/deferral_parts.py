"""What the pages show of a deferral."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from registrar.areas.finance.deferring import is_tuition
from registrar.areas.finance.models import DebitNote, Deferral, DeferralChange
from registrar.areas.finance.queries.debts import OPEN
from registrar.areas.finance.web.refund_parts import person_name
from registrar.kernel import AcademicYear, Money
from registrar.ui.joining import bracketed
from registrar.ui.parts import Link, Row, Tag
from registrar.ui.words import day, moment

# Of an academic year: the end of August.
LAST_DAY = (8, 31)
TONES = {"asked": "orange", "granted": "green", "declined": "red", "taken_back": "grey", "withdrawn": "red"}


def end_of_year(note: DebitNote) -> date:
    """Return the last day of the academic year that a note belongs to, its Summer Term included."""
    return date(AcademicYear.parse(note.term_id.partition("-")[0]).start + 1, *LAST_DAY)


def deferral_tag(item: Deferral) -> Tag:
    """Return the state as a tag."""
    return Tag(item.get_state_display(), TONES[item.state])


def deferral_rows(item: Deferral, *, staff: bool, links: bool = True) -> list[Row]:
    """Return the particulars of an application: of its student too, for staff; `links` for those who see notes."""
    note = item.debit_note
    study = note.study
    rows: list[Row] = []
    if staff:
        rows.append(Row(_("Student"), bracketed(person_name(study.student.person), study.student_number)))
    rows += [
        Row(_("Debit note"), _number(note, links=links)),
        Row(_("Amount"), Money(note.amount)),
        Row(_("Deadline when it was asked for"), day(item.deadline)),
        Row(_("State"), deferral_tag(item)),
        Row(_("Ground"), item.get_ground_display()),
        Row(_("Statement"), item.statement),
        Row(_("Asked"), moment(item.asked_at)),
    ]
    return rows + _answer(item, staff=staff, links=links)


def _number(note: DebitNote, *, links: bool) -> Any:
    number: str = note.number
    return Link(number, reverse("finance:note", args=[number])) if links else number


def _answer(item: Deferral, *, staff: bool, links: bool) -> list[Row]:
    """Return what was answered, if anything was."""
    rows: list[Row] = []
    if item.deferred is not None and item.deferred_to is not None and item.deferred_note is not None:
        later = item.deferred_note
        rows.append(Row(_("Deferred amount"), Money(item.deferred)))
        rows.append(Row(_("Deferred deadline"), day(item.deferred_to)))
        if later.pk != item.debit_note_id:
            rows.append(Row(_("Deferred on"), _number(later, links=links)))
    if item.decided_at is not None:
        rows.append(Row(_("Reason"), item.answer))
        rows.append(Row(_("Answered"), moment(item.decided_at)))
    if staff and item.decided_by is not None:
        rows.append(Row(_("Answered by"), str(item.decided_by.person)))
    return rows + [row for change in item.changes.all() for row in _changed(change, staff=staff)]


def _changed(change: DeferralChange, *, staff: bool) -> list[Row]:
    """Return one correction or withdrawal: the days, why, and for staff by whom."""
    done = _("Withdrawn") if change.withdrawn else _("Corrected")
    said = {"before": day(change.deadline_before), "after": day(change.deadline)}
    rows = [
        Row(done, moment(change.changed_at)),
        Row(_("Deadline"), _("%(before)s, now %(after)s") % said),
        Row(_("Reason"), change.reason),
    ]
    return [*rows, Row(_("Changed by"), str(change.changed_by.person))] if staff else rows


def deferral_links(note: DebitNote, item: Deferral | None, *, own: bool, keeps: bool) -> list[Link]:
    """Return where deferral of a note is asked for, or entered by the Finance Office; none where it can't be."""
    stands = item is not None and item.state in (Deferral.State.ASKED, Deferral.State.GRANTED)
    if keeps and item is not None and may_change(item):
        return [Link(_("Correct or withdraw the deferral"), reverse("finance:change_deferral", args=[item.pk]))]
    if stands or note.state != DebitNote.State.OUTSTANDING or not any(map(is_tuition, note.lines.all())):
        return []
    if own:
        return [Link(_("Ask to pay later"), reverse("finance:ask_deferral", args=[note.number]))]
    if keeps and note.study.programme.funding == "self_financed":
        return [Link(_("Enter a special approval"), reverse("finance:special_deferral", args=[note.number]))]
    return []


def may_change(item: Deferral) -> bool:
    """Whether a granted deferral can still be corrected or withdrawn: while its note is open."""
    note = item.deferred_note
    return item.state == Deferral.State.GRANTED and note is not None and note.state in OPEN


def note_deferral(item: Deferral | None, *, own: bool) -> dict[str, Any] | None:
    """Return what the page of a note shows of its deferral."""
    if item is None:
        return None
    waits = item.state == Deferral.State.ASKED
    back = reverse("finance:take_back_deferral", args=[item.pk]) if own and waits else ""
    return {"rows": deferral_rows(item, staff=False), "take_back": back}
