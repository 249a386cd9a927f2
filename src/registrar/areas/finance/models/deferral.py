"""Deferral of tuition: who asked, on what ground, and the later deadline where one was granted."""

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

# A granted deferral is true only if the note that carries the deferred part really has the later deadline.
MOVES_THE_DEADLINE = """
    IF EXISTS (
        SELECT 1 FROM finance_deferral d WHERE d.id = NEW.id AND d.state = 'granted' AND NOT EXISTS (
            SELECT 1 FROM finance_debitnote n JOIN finance_debitnote o ON o.id = d.debit_note_id
            WHERE n.id = d.deferred_note_id AND n.study_id = o.study_id AND n.deadline = d.deferred_to
            AND n.amount = d.deferred)) THEN
        RAISE EXCEPTION 'deferral % is not what its debit note says', NEW.id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
"""
# A granted deferral changes only as its history tells.
CHANGED_AS_TOLD = """
    IF OLD.state = 'granted' AND (NEW.state <> OLD.state OR NEW.deferred_to <> OLD.deferred_to) AND NOT EXISTS (
        SELECT 1 FROM finance_deferralchange c WHERE c.deferral_id = NEW.id
        AND c.deadline_before = OLD.deferred_to AND c.withdrawn = (NEW.state = 'withdrawn')
        AND (c.withdrawn OR c.deadline = NEW.deferred_to)) THEN
        RAISE EXCEPTION 'deferral % was changed without a trace', NEW.id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
"""


@pghistory.track(pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Deferral(models.Model):
    """One application to pay a debit note's tuition later (polyu-2024-25:8E-01 to 8E-05).

    `debit_note` is the note asked about. Where a part of it can't be deferred the note is cancelled and charged again
    on two: `deferred_note` carries what may wait. Otherwise that is the note itself, with a later deadline. A granted
    deferral is corrected or withdrawn with a reason (`changes`); the rest of the answer stays.
    """

    class State(models.TextChoices):
        """What became of it."""

        ASKED = "asked", _("Waits for an answer")
        GRANTED = "granted", _("Deferral granted")
        DECLINED = "declined", _("Deferral declined")
        TAKEN_BACK = "taken_back", _("Taken back by the student")
        WITHDRAWN = "withdrawn", _("Deferral withdrawn")

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
                    Q(
                        state__in=["granted", "declined", "withdrawn"],
                        decided_by__isnull=False,
                        decided_at__isnull=False,
                    )
                    & ~Q(answer="")
                ),
                name="an_answered_deferral_says_by_whom_and_why",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=["granted", "withdrawn"],
                    deferred__gt=0,
                    deferred__isnull=False,
                    deferred_to__gt=F("deadline"),
                    deferred_note__isnull=False,
                )
                | (
                    ~Q(state__in=["granted", "withdrawn"])
                    & Q(deferred__isnull=True, deferred_to=None, deferred_note=None)
                ),
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
                name="answered_for_ever",
                operation=pgtrigger.Update,
                condition=~pgtrigger.Q(old__state="asked")
                & ~(
                    pgtrigger.Q(old__state="granted")
                    & (pgtrigger.Q(new__state="granted") | pgtrigger.Q(new__state="withdrawn"))
                ),
            ),
            pgtrigger.Protect(
                name="granted_as_answered",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__state="granted")
                & (
                    pgtrigger.Q(old__decided_by__df=pgtrigger.F("new__decided_by"))
                    | pgtrigger.Q(old__decided_at__df=pgtrigger.F("new__decided_at"))
                    | pgtrigger.Q(old__answer__df=pgtrigger.F("new__answer"))
                    | pgtrigger.Q(old__deferred__df=pgtrigger.F("new__deferred"))
                    | pgtrigger.Q(old__deferred_note__df=pgtrigger.F("new__deferred_note"))
                    | pgtrigger.Q(old__decision__df=pgtrigger.F("new__decision"))
                ),
            ),
            pgtrigger.Trigger(
                name="changed_as_told", when=pgtrigger.After, operation=pgtrigger.Update, func=CHANGED_AS_TOLD
            ),
            pgtrigger.Trigger(
                name="moves_the_deadline",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update,
                timing=pgtrigger.Deferred,
                func=MOVES_THE_DEADLINE,
            ),
        ]
