"""How credit transfers and exemptions are shown: to their students, and to those who record them."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from registrar.areas.finance.models import RaisedCharge
from registrar.areas.finance.queries.transfer_charges import transfer_charges
from registrar.areas.finance.transfers import RESTORING
from registrar.areas.finance.web.charge_parts import charge_tag
from registrar.kernel import Bilingual, Decision, Money
from registrar.ui.joining import labelled
from registrar.ui.parts import Link, Row, Tag
from registrar.ui.words import day, term

COLOURS = {"standing": "green", "void": "red"}


def transfer_cards(transfers: Sequence[Any], *, own: bool) -> list[dict[str, Any]]:
    """Return each transfer with its subjects, state and charges; `own` where the reader pays them. One query."""
    charges = transfer_charges(transfers)
    return [_card(one, charges.get(one.pk, []), own) for one in transfers]


def _card(transfer: Any, charges: list[RaisedCharge], own: bool) -> dict[str, Any]:
    live = [one for one in charges if one.state != RaisedCharge.State.VOID]
    restoring = [one for one in live if one.kind == RESTORING]
    void = transfer.state == transfer.State.VOID
    standing = transfer.standing_decision
    return {
        "transfer": transfer,
        "title": labelled(transfer.get_kind_display(), transfer.form),
        "tag": Tag(transfer.get_state_display(), COLOURS[transfer.state]),
        "rows": transfer_rows(transfer),
        "lines": [_line(one) for one in transfer.lines.all()],
        "charges": [_charge(one, own) for one in live],
        "standing": Decision.from_json(standing.body) if standing is not None else None,
        "may_ask": own and void and not restoring,
        "waits": void and bool(restoring),
    }


def transfer_rows(transfer: Any) -> list[Row]:
    """Return where a transfer came from and from when it counts."""
    rows = [
        Row(_("Earned at"), labelled(transfer.get_source_display(), transfer.institution)),
        Row(_("Approved"), day(transfer.approved_on)),
        Row(_("Counts from"), term(transfer.term_id)),
    ]
    if transfer.award:
        rows.insert(1, Row(_("Earned for"), transfer.award))
    if transfer.used_before:
        rows.append(Row(_("Counted for another award before"), transfer.exception or _("Yes")))
    if transfer.void_on is not None:
        rows.append(Row(_("Void since"), day(transfer.void_on)))
    return rows


def _line(line: Any) -> dict[str, Any]:
    subject = line.subject
    return {
        "code": line.subject_id,
        "title": Bilingual(subject.title_en, subject.title_zh),
        "source": line.source_subject or "–",
        "credits": line.result.credits_earned,
        "grade": line.result.grade or "–",
    }


def _charge(charge: RaisedCharge, own: bool) -> dict[str, Any]:
    note = charge.debit_note
    title = _("Restoring it") if charge.kind == RESTORING else _("Its fee")
    url = reverse("finance:note", args=[note.number]) if own and note is not None else ""
    return {
        "title": title,
        "amount": Money(charge.amount) if charge.amount is not None else None,
        "tag": charge_tag(charge),
        "note": Link(note.number, url) if url and note is not None else (note.number if note is not None else ""),
        "by": note.deadline if note is not None and note.state == "outstanding" else None,
    }
