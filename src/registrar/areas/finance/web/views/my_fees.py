"""What I owe, by when and why."""

from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from registrar.areas.finance.advice import pay_by
from registrar.areas.finance.models import DebitNote
from registrar.areas.finance.queries.held import due_on
from registrar.areas.finance.queries.notes_of_study import notes_of_study
from registrar.areas.finance.queries.raised_charges import advised_charges
from registrar.areas.finance.web import note_parts as parts
from registrar.areas.finance.web.charge_parts import advised_part, raised_part
from registrar.areas.finance.web.fallen_parts import fallen_part
from registrar.areas.finance.web.hold_parts import holds_part
from registrar.areas.finance.web.transfer_parts import transfer_cards
from registrar.areas.platform import clock
from registrar.areas.studies.queries.study_of_user import study_of_user
from registrar.areas.studies.queries.transfers_of import transfers_of_study
from registrar.kernel import Money
from registrar.ui.parts import Link
from registrar.ui.views import Page

OPEN = (DebitNote.State.OUTSTANDING, DebitNote.State.OVERDUE)


class MyFees(Page):
    """The student's debit notes: those to be paid with their lines and clauses, then those settled."""

    policy = "finance.view_own"
    template_name = "finance/my_fees.html"

    def get_title(self) -> str:
        """The heading."""
        return _("My fees")

    def get_lead(self) -> str:
        """One sentence."""
        return _("What you owe, by when and why. Every line names the clause of the handbook that raises it.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Notes to pay and notes settled."""
        study = study_of_user(self.request.user)
        if study is None:
            return super().get_context_data(study=None, **kwargs)
        notes = notes_of_study(study.pk)
        advised = advised_charges(study.pk)
        to_pay = sorted((note for note in notes if note.state in OPEN), key=lambda note: (note.deadline, note.number))
        payable = [note for note in to_pay if not parts.past_paying(note, clock.today())]
        return super().get_context_data(
            study=study,
            advised=[advised_part(row) for row in advised],
            owed=Money(sum((due_on(note) for note in to_pay), Decimal(0))),
            fallen=fallen_part(study, clock.today()),
            transfers=transfer_cards(transfers_of_study(study.pk), own=True),
            holds=holds_part(study.pk, clock.today()),
            payable=len(payable),
            next_deadline=min((note.deadline for note in payable), default=None),
            goes_back=parts.goes_back_part(notes, clock.now()),
            to_pay=[self._open(note) for note in to_pay],
            settled=[
                {"note": n, "state": parts.state_tag(n), "receipt": _receipt(n)} for n in notes if n.state not in OPEN
            ],
            page_actions=[
                Link(_("Statement of account"), reverse("finance:my_statement")),
                Link(_("How to pay"), reverse("finance:how_to_pay")),
            ],
            today=clock.today(),
            **kwargs,
        )

    def _open(self, note: DebitNote) -> dict[str, Any]:
        """One note to be paid, as the page shows it."""
        return {
            "note": note,
            "amount": Money(due_on(note)),
            "held": Money(note.amount - due_on(note)) if due_on(note) != note.amount else None,
            "state": parts.state_tag(note),
            "lines": parts.lines_of(note),
            "raised": raised_part(getattr(note, "raised_charge", None)),
            "advice": pay_by(note),
            "late": parts.past_paying(note, clock.today()),
            "over": parts.deadline_over(note, clock.now()),
            "under_way": parts.under_way_part(note, clock.now()),
            "days_left": (note.deadline - clock.today()).days,
        }


def _receipt(note: DebitNote) -> Any:
    """The receipt of a settled note, once it may be seen (polyu-2024-25:8C-05)."""
    found = [item.receipt for item in note.payments.all() if item.state == "accepted" and hasattr(item, "receipt")]
    return found[0] if found else None
