"""How applications for reinstatement are shown."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from registrar.areas.registration.models import Reinstatement
from registrar.areas.registration.queries.reinstatements import fee_paid, nullified_registrations, restored_of
from registrar.areas.registration.web import registration_parts as parts
from registrar.kernel import Bilingual, Decision, Money
from registrar.ui.joining import labelled
from registrar.ui.parts import Link, Row, Tag
from registrar.ui.words import day, in_reader_language, moment

FEE = {"enrolment.reinstatement.fee_due", "enrolment.reinstatement.fee_paid"}
COLOURS = {
    "open": "orange",
    "approved": "blue",
    "reinstated": "green",
    "refused": "red",
    "taken_back": "grey",
    "lapsed": "grey",
}


def state_tag(row: Reinstatement) -> Tag:
    """Return what became of an application; an open one says whether its fee is awaited."""
    if row.state == Reinstatement.State.OPEN and not processed(row):
        return Tag(_("Waits for its fee"), "orange")
    if row.state == Reinstatement.State.OPEN:
        return Tag(_("With the department"), "blue")
    return Tag(row.get_state_display(), COLOURS[row.state])


def processed(row: Reinstatement) -> bool:
    """Return whether the department may decide: nothing is due beforehand, or it is paid."""
    return row.charge is None or fee_paid(row)


def fee_row(row: Reinstatement, *, linked: bool) -> list[Row]:
    """Return the fee of an application: how much, by when, paid or not; none while nothing is charged."""
    charge = row.charge
    if charge is None:
        return []
    if charge.debit_note is None:
        return [Row(_("Fee"), _("The Finance Office has yet to set its amount."))]
    note = charge.debit_note
    amount: Any = Money(note.amount)
    said = Tag(_("Paid"), "green") if fee_paid(row) else Tag(note.get_state_display(), "orange")
    rows = [Row(_("Fee"), amount), Row(_("State of the fee"), said)]
    if linked:
        rows.insert(1, Row(_("Debit note"), Link(note.number, reverse("finance:note", args=[note.number]))))
    if not fee_paid(row) and note.state == "outstanding":
        rows.append(Row(_("Pay the fee by"), day(note.deadline)))
    return rows


def fee_clause(row: Reinstatement | None) -> Any:
    """Return the clause that charges for the application, as its decision cites it; None where it charges nothing."""
    found = Decision.from_json(row.decision.body).findings if row is not None else ()
    return next((one.clause for one in found if one.message.key in FEE), None)


def application_rows(row: Reinstatement, *, linked: bool) -> list[Row]:
    """Return an application in rows; `linked` where the reader may open its debit note."""
    rows = [Row(_("Application"), labelled(row.form, moment(row.filed_at))), Row(_("State"), state_tag(row))]
    rows += fee_row(row, linked=linked)
    if row.decided_at is not None:
        rows.append(Row(_("Decided"), moment(row.decided_at)))
    return rows


def programme_of(row: Reinstatement) -> str:
    """Return code and title of the programme that the application is about."""
    programme = row.study.programme
    return f"{programme.pk} {in_reader_language(Bilingual(programme.title_en, programme.title_zh))}"


def lost_subjects(study: int, term: str, at: Any) -> list[dict[str, Any]]:
    """Return what a study lost by the nullification of that moment: code, title, group, and whether that is full."""
    return [
        {
            "code": one.offering.subject_id,
            "title": parts.title_of(one.offering.subject),
            "group": one.group.code,
            "full": one.group.seats_taken >= one.group.quota,
        }
        for one in nullified_registrations(study, term, at)
    ]


def subjects_of(row: Reinstatement) -> list[dict[str, Any]]:
    """Return each subject of a reinstated student: back in its group, or the decision that says why not."""
    return [
        {
            "code": one.code,
            "title": parts.title_of(one.nullified.offering.subject),
            "group": one.nullified.group.code,
            "back": one.restored_id is not None,
            "findings": Decision.from_json(one.decision.body).refusals,
        }
        for one in restored_of(row)
    ]
