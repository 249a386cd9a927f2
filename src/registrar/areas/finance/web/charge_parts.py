"""What the pages show of charges outside tuition."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.finance.charge_file import HEADS
from registrar.areas.finance.models import RaisedCharge
from registrar.areas.finance.offices import Desk, kind_title, office_title, whom_to_ask
from registrar.areas.finance.web.note_parts import state_tag
from registrar.areas.finance.web.refund_parts import person_name
from registrar.kernel import Message, Money
from registrar.ui import wording
from registrar.ui.joining import bracketed, listed
from registrar.ui.parts import Link, Row, Tag
from registrar.ui.policy import permits
from registrar.ui.words import day, in_reader_language, moment, term

COLOURS = {
    RaisedCharge.State.CHARGED.value: "blue",
    RaisedCharge.State.FREE.value: "grey",
    RaisedCharge.State.ADVISED.value: "purple",
    RaisedCharge.State.ASKED.value: "orange",
    RaisedCharge.State.WAIVED.value: "grey",
    RaisedCharge.State.VOID.value: "grey",
}
ROOM_TITLES = {
    "hung_hom_double": gettext_lazy("Hung Hom, double room"),
    "homantin_double": gettext_lazy("Homantin, double room"),
    "homantin_triple": gettext_lazy("Homantin, triple room"),
}
WRONG = {
    "unknown_student": gettext_lazy("No enrolled student has this number."),
    "unknown_kind": gettext_lazy("This is not a kind of charge that your office raises."),
    "needs_more": gettext_lazy("This kind needs more than a file can say. Raise it by itself."),
    "amount": gettext_lazy("Expected is an amount in Hong Kong dollars, such as 45.50."),
    "quantity": gettext_lazy("Expected is a whole number from 1 to 1000."),
    "once": gettext_lazy("This kind is charged once: write 1, and the whole amount."),
    "formula": gettext_lazy("The cell holds a formula. Replace it by its value."),
    "reference": gettext_lazy("Every charge has your own reference, of at most 60 characters."),
    "reason": gettext_lazy("Every charge has a reason, of at most 400 characters."),
    "twice": gettext_lazy("The reference stands in an earlier row."),
    "taken": gettext_lazy("This reference was charged to another student before."),
    "rule": gettext_lazy("The rules don't price this charge."),
}


def charge_tag(row: RaisedCharge) -> Tag:
    """Return what has become of a charge: its note's state where it is owed."""
    if row.state == RaisedCharge.State.CHARGED and row.debit_note is not None:
        return state_tag(row.debit_note)
    return Tag(row.get_state_display(), COLOURS[row.state])


def desk_title(desk: Desk) -> str:
    """Return an office's name; a department with its code."""
    return bracketed(office_title(desk.office), desk.department)


def raised_by(row: RaisedCharge) -> str:
    """Return the office that raised a charge; a department with its code."""
    return desk_title(Desk(row.office, row.department))


def charge_rows(row: RaisedCharge, user: Any) -> list[Row]:
    """Return the particulars of a charge for staff."""
    study, note = row.study, row.debit_note
    number: Any = note.number if note else "–"
    if note and permits("finance.view_note", user, note):
        number = Link(note.number, reverse("finance:note", args=[note.number]))
    who = getattr(row.raised_by, "person", None)
    rows = [
        Row(_("Student"), bracketed(person_name(study.student.person), study.student_number)),
        Row(_("Kind of charge"), in_reader_language(kind_title(row.kind))),
        Row(_("Reason"), row.reason or "–"),
        Row(_("Reference"), row.reference),
        Row(_("Raised by"), raised_by(row)),
        Row(_("Person"), str(who) if who else _("The system")),
        Row(_("Raised"), moment(row.raised_at)),
        Row(_("Term"), term(row.term_id)),
        Row(_("Quantity"), row.quantity),
        Row(_("Amount"), Money(row.amount) if row.amount is not None else "–"),
        Row(_("Debit note"), number),
        Row(_("State"), charge_tag(row)),
    ]
    return [*rows, Row(_("Last day of payment"), day(note.deadline))] if note else rows


def raised_part(row: RaisedCharge | None) -> dict[str, Any] | None:
    """Return what a student reads of a charge: who raised it, why, under which record, and whom to ask."""
    if row is None:
        return None
    return {
        "office": raised_by(row),
        "reason": row.reason,
        "reference": row.reference,
        "ask": in_reader_language(whom_to_ask(row.office)),
    }


def advised_part(row: RaisedCharge) -> dict[str, Any]:
    """Return what a student reads of something that isn't owed: voluntary, or without an amount yet."""
    return {
        "title": in_reader_language(kind_title(row.kind) or row.kind),
        "amount": Money(row.amount) if row.amount is not None else None,
        "voluntary": row.state == RaisedCharge.State.ADVISED,
        "raised": raised_part(row),
    }


def column_title(column: str) -> str:
    """Return a column of the file in the reader's language."""
    english, chinese = HEADS[column]
    return in_reader_language({"en": english, "zh": chinese})


def problem_words(problem: Mapping[str, Any]) -> str:
    """Return what is wrong with a line of a file."""
    if "message" in problem:
        return wording.message(Message.from_json(problem["message"]))
    if problem["code"] == "room":
        return _("No hall has such a room. Write one of these: %(rooms)s.") % {"rooms": listed(ROOM_TITLES)}
    return str(WRONG[problem["code"]])
