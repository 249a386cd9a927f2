"""Deferral of tuition: who asked, on what ground, and the later deadline where one was granted."""

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

# A granted deferral is true only if the note that carries the deferred part really has the later deadline.
MOVES_THE_DEADLINE = """
    IF NEW.state = 'granted' AND NOT EXISTS (
        SELECT 1 FROM finance_debitnote n JOIN finance_debitnote o ON o.id = NEW.debit_note_id
        WHERE n.id = NEW.deferred_note_id AND n.study_id = o.study_id AND n.deadline = NEW.deferred_to
        AND n.amount = NEW.deferred) THEN
        RAISE EXCEPTION 'deferral % is not what its debit note says', NEW.id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
"""


@pghistory.track(pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Deferral(models.Model):
    """One application to pay a debit note's tuition later (polyu-2024-25:8E-01 to 8E-05).

    `debit_note` is the note asked about. Where a part of it can't be deferred the note is cancelled and charged again
    on two: `deferred_note` carries what may wait. Otherwise that is the note itself, with a later deadline.
    """

    class State(models.TextChoices):
        """What became of it."""

        ASKED = "asked", _("Waits for an answer")
        GRANTED = "granted", _("Deferral granted")
        DECLINED = "declined", _("Deferral declined")
        TAKEN_BACK = "taken_back", _("Taken back by the student")

    class Ground(models.TextChoices):
        """Why payment can't be made in time."""

        AID_APPLIED = "aid_applied", _("Government financial aid applied for")
        DIFFICULTY = "difficulty", _("Genuine difficulty in paying on time")
        SPECIAL_APPROVAL = "special_approval", _("Special approval of the department")

    debit_note = models.ForeignKey("finance.DebitNote", on_delete=models.PROTECT, related_name="deferrals")
    ground = models.CharField(max_length=16, choices=Ground.choices)
    statement = models.CharField(max_length=1000, help_text="In the words of whoever asked")
    deadline = models.DateField(help_text="Of the note when deferral was asked for")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED, db_index=True)
    decision = models.ForeignKey("platform.StoredDecision", on_delete=models.PROTECT, related_name="+")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=1000, blank=True, help_text="Reason that the student is given")
    deferred = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    deferred_to = models.DateField(null=True)
    deferred_note = models.ForeignKey("finance.DebitNote", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["debit_note"], condition=Q(state__in=["asked", "granted"]), name="one_deferral_for_a_note"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["asked", "taken_back"], decided_by__isnull=True, decided_at__isnull=True)
                | (
                    Q(state__in=["granted", "declined"], decided_by__isnull=False, decided_at__isnull=False)
                    & ~Q(answer="")
                ),
                name="an_answered_deferral_says_by_whom_and_why",
            ),
            models.CheckConstraint(
                condition=Q(
                    state="granted",
                    deferred__gt=0,
                    deferred__isnull=False,
                    deferred_to__gt=F("deadline"),
                    deferred_note__isnull=False,
                )
                | (~Q(state="granted") & Q(deferred__isnull=True, deferred_to=None, deferred_note=None)),
                name="a_granted_deferral_moves_the_deadline",
            ),
            models.CheckConstraint(
                condition=Q(ground="special_approval") | Q(decided_by__isnull=True) | ~Q(decided_by=F("asked_by")),
                name="nobody_answers_an_own_deferral",
            ),
            models.CheckConstraint(condition=~Q(statement=""), name="a_deferral_says_why"),
        ]
        triggers = [
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="as_it_was_asked",
                fields=["debit_note", "ground", "statement", "deadline", "asked_by", "asked_at"],
            ),
            pgtrigger.Protect(
                name="answered_for_ever", operation=pgtrigger.Update, condition=~pgtrigger.Q(old__state="asked")
            ),
            pgtrigger.Trigger(
                name="moves_the_deadline",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update,
                timing=pgtrigger.Deferred,
                func=MOVES_THE_DEADLINE,
            ),
        ]
