"""Refunds: what goes back to a student, by which clause, and how far it has come."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from registrar.areas.platform.locking import in_trigger

# One truth about a refund, asked wherever a part of it changes: `{refund}` is the row's key.
TRUE_STATE = """
    IF EXISTS (
        SELECT 1 FROM finance_refund r
        LEFT JOIN finance_refundline l
            ON l.refund_id = r.id AND l.dropped_at IS NULL AND l.returned_at IS NULL
        LEFT JOIN finance_refundbatch b ON b.id = l.batch_id
        WHERE r.id = {refund} AND (
            (r.state = 'in_batch') <> COALESCE(b.state = 'prepared', FALSE)
            OR (r.state = 'paid') <> COALESCE(b.state = 'released', FALSE)
            OR (b.state = 'released') <> (l.transaction_id IS NOT NULL)
            OR (r.transaction_id IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM finance_entry e JOIN finance_account a ON a.id = e.account_id
                WHERE e.transaction_id = r.transaction_id AND e.side = 'credit'
                AND a.study_id = r.study_id AND e.amount = r.amount)))) THEN
        RAISE EXCEPTION 'refund % is not what its batch and the books say', {refund}
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
"""

# What goes back for a charge, or for a term's tuition, is at most what was paid for it when it was granted. The row of
# the study is locked (as every action has done before), so that two sessions never add up without seeing each other.
NEVER_MORE_THAN_PAID = """
    {lock}
    IF NEW.kind = 'appeal_upheld' AND NOT EXISTS (
        SELECT 1 FROM finance_raisedcharge c JOIN finance_debitnote n ON n.id = c.debit_note_id
        WHERE c.id = NEW.charge_id AND c.kind = 'appeal' AND c.study_id = NEW.study_id AND n.state = 'paid'
        AND n.amount >= (SELECT SUM(r.amount) FROM finance_refund r
                         WHERE r.charge_id = c.id AND r.state <> 'cancelled')) THEN
        RAISE EXCEPTION 'refund % is more than was paid for its charge', NEW.id USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.kind IN ('before_semester', 'fewer_credits', 'programme_cancelled', 'transfer_excess') AND (
        SELECT COALESCE(SUM(r.amount), 0) FROM finance_refund r
        WHERE r.study_id = NEW.study_id AND r.term_id = NEW.term_id AND r.state <> 'cancelled'
        AND r.kind IN ('before_semester', 'fewer_credits', 'programme_cancelled', 'transfer_excess')
    ) > (
        SELECT COALESCE(SUM(c.amount), 0) FROM finance_charge c JOIN finance_debitnote n ON n.id = c.debit_note_id
        WHERE c.study_id = NEW.study_id AND c.term_id = NEW.term_id AND c.reversed_at IS NULL AND n.state = 'paid'
        AND (c.kind LIKE 'tuition%' OR c.kind = 'initial_fee')) THEN
        RAISE EXCEPTION 'refund % is more than was paid for the term', NEW.id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
"""

# What rests on one officer's word alone is proposed first: a form that was typed, an amount that was typed.
ON_ONE_WORD = """
    IF NOT NEW.two_persons AND (
        (NEW.kind = 'transfer_excess' AND NEW.granted_by_id IS NOT NULL)
        OR (NEW.kind = 'before_semester' AND EXISTS (
            SELECT 1 FROM platform_storeddecision d
            WHERE d.id = NEW.decision_id AND COALESCE(d.body->'facts'->>'approval', '') <> ''))) THEN
        RAISE EXCEPTION 'refund % rests on one person''s word', NEW.id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
"""


class Refund(models.Model):
    """One refund. `reference` names its cause: for one cause there is one refund that was not cancelled.

    `transaction` books it to the student's account (out of `source`); a refund of caution money that waits for debts
    or for the student card is not booked before they are settled. What was booked never changes; a bank that returns
    the money reverses the payout, and the refund waits again. One that rests on an officer's word (`two_persons`) is
    proposed, and booked when another officer has confirmed it.
    """

    class State(models.TextChoices):
        """How far it has come."""

        PROPOSED = "proposed", _("Waits for a second person")
        HELD = "held", pgettext_lazy("refund", "Held")
        DUE = "due", _("Due, in the next batch")
        IN_BATCH = "in_batch", _("In a batch")
        PAID = "paid", _("Paid to the bank account")
        CANCELLED = "cancelled", _("Cancelled")

    class Kind(models.TextChoices):
        """The exception that opened it."""

        BEFORE_SEMESTER = "before_semester", _("Deferred or withdrew before the semester")
        FEWER_CREDITS = "fewer_credits", _("Fewer credits than paid for")
        PROGRAMME_CANCELLED = "programme_cancelled", _("Programme cancelled")
        TRANSFER_EXCESS = "transfer_excess", _("Transfer of study")
        APPEAL_UPHELD = "appeal_upheld", _("Appeal upheld")
        DEPOSIT = "deposit", _("Caution money")
        HALL_DEPOSIT = "hall_deposit", _("Hall caution money")

    class HeldFor(models.TextChoices):
        """Why it waits."""

        NO_ACCOUNT = "no_account", _("No bank account on file")
        COOLING_OFF = "cooling_off", _("Bank account entered lately")
        RETURNED = "returned", _("Returned by the bank")
        HOLDER = "holder", _("The account holder's name differs")
        DEBTS = "debts", _("Something is still owed")
        CARD = "card", _("Student identity card not returned")

    study = models.ForeignKey("studies.Study", on_delete=models.PROTECT, related_name="refunds")
    term = models.ForeignKey("catalogue.Term", null=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    charge = models.ForeignKey(
        "finance.RaisedCharge",
        null=True,
        on_delete=models.PROTECT,
        related_name="refunds",
    )
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    clause = models.CharField(max_length=60)
    reference = models.CharField(max_length=60)
    source = models.CharField(max_length=30, help_text="Account that it is booked from: income:tuition:ugc, ...")
    decision = models.ForeignKey("platform.StoredDecision", on_delete=models.PROTECT, related_name="+")
    transaction = models.OneToOneField(
        "finance.Transaction", null=True, on_delete=models.PROTECT, related_name="refund"
    )
    state = models.CharField(max_length=10, choices=State.choices, db_index=True)
    held_for = models.CharField(max_length=12, choices=HeldFor.choices, blank=True)
    payable_from = models.DateField(null=True, help_text="Where the bank account was entered lately")
    granted_at = models.DateTimeField()
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    two_persons = models.BooleanField(default=False, help_text="Rests on an officer's word: another one confirms it")
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-granted_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="refund_amount_positive"),
            models.UniqueConstraint(
                fields=["reference"], condition=~Q(state="cancelled"), name="one_refund_for_one_cause"
            ),
            models.CheckConstraint(
                condition=Q(state="held", held_for__gt="") | (~Q(state="held") & Q(held_for="")),
                name="held_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["proposed", "held", "cancelled"]) | Q(transaction__isnull=False),
                name="booked_before_paid",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None, confirmed_at=None)
                | (
                    Q(two_persons=True, confirmed_by__isnull=False, confirmed_at__isnull=False)
                    & ~Q(confirmed_by=F("granted_by"))
                ),
                name="refund_confirmed_by_somebody_else",
            ),
            models.CheckConstraint(
                condition=Q(two_persons=False) & ~Q(state="proposed")
                | Q(two_persons=True, granted_by__isnull=False)
                & (Q(state__in=["proposed", "cancelled"]) | Q(confirmed_by__isnull=False)),
                name="refund_of_two_persons",
            ),
            models.CheckConstraint(
                condition=~Q(state="proposed") | Q(transaction=None, confirmed_by=None),
                name="proposed_is_not_booked",
            ),
            models.UniqueConstraint(
                fields=["charge"],
                condition=Q(charge__isnull=False) & ~Q(state="cancelled"),
                name="one_refund_for_one_charge",
            ),
            models.CheckConstraint(
                condition=Q(state="cancelled", cancelled_at__isnull=False)
                | (~Q(state="cancelled") & Q(cancelled_at__isnull=True)),
                name="refund_cancelled_once",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="cause_and_amount_stay",
                fields=[
                    *("study", "term", "kind", "charge", "amount", "reference", "source"),
                    *("granted_at", "granted_by", "two_persons"),
                ],
            ),
            pgtrigger.Protect(
                name="booked_for_ever",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__transaction__isnull=False)
                & (
                    pgtrigger.Q(old__transaction__df=pgtrigger.F("new__transaction"))
                    | pgtrigger.Q(old__decision__df=pgtrigger.F("new__decision"))
                    | pgtrigger.Q(old__clause__df=pgtrigger.F("new__clause"))
                ),
            ),
            pgtrigger.Protect(
                name="cancelled_for_ever", operation=pgtrigger.Update, condition=pgtrigger.Q(old__state="cancelled")
            ),
            pgtrigger.Trigger(
                name="never_more_than_paid",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                func=NEVER_MORE_THAN_PAID.format(lock=in_trigger("studies_study", "NEW.study_id")),
            ),
            pgtrigger.Protect(
                name="confirmed_for_ever",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__confirmed_by__isnull=False)
                & (
                    pgtrigger.Q(old__confirmed_by__df=pgtrigger.F("new__confirmed_by"))
                    | pgtrigger.Q(old__confirmed_at__df=pgtrigger.F("new__confirmed_at"))
                ),
            ),
            pgtrigger.Trigger(
                name="not_on_one_word", when=pgtrigger.After, operation=pgtrigger.Insert, func=ON_ONE_WORD
            ),
            pgtrigger.Trigger(
                name="state_is_true",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("state", "transaction_id"),
                timing=pgtrigger.Deferred,
                func=TRUE_STATE.format(refund="NEW.id"),
            ),
        ]
