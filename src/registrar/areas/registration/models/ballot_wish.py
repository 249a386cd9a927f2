"""What a student wishes for in a ballot, and what became of it."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class BallotWish(models.Model):
    """One group wished for: its rank in the student's own list and its class of need, with the decision behind it.

    The draw fills in the rest: the class and turn in which it came up, the student's `place` in the lottery of that
    turn, its `sequence` in the whole draw, the outcome with its decision, and the registration once it is entered.
    """

    class Outcome(models.TextChoices):
        """What became of it."""

        GRANTED = "granted", _("Place given")
        REFUSED = "refused", _("Not given")
        SKIPPED = "skipped", _("Not needed")

    entry = models.ForeignKey("registration.BallotEntry", on_delete=models.CASCADE, related_name="wishes")
    group = models.ForeignKey("registration.SubjectGroup", on_delete=models.PROTECT, related_name="wishes")
    rank = models.PositiveSmallIntegerField()
    need_class = models.PositiveSmallIntegerField()
    need_decision = models.ForeignKey("platform.StoredDecision", on_delete=models.PROTECT, related_name="+")
    drawn_class = models.PositiveSmallIntegerField(null=True)
    turn = models.PositiveSmallIntegerField(null=True)
    place = models.PositiveIntegerField(null=True)
    sequence = models.PositiveIntegerField(null=True)
    outcome = models.CharField(max_length=8, choices=Outcome.choices, blank=True, default="")
    decision = models.ForeignKey("platform.StoredDecision", null=True, on_delete=models.PROTECT, related_name="+")
    reserve = models.ForeignKey("registration.ReservedPlaces", null=True, on_delete=models.PROTECT, related_name="+")
    registration = models.OneToOneField(
        "registration.Registration", null=True, on_delete=models.PROTECT, related_name="ballot_wish"
    )

    class Meta:
        ordering = ["entry", "rank"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "rank"], name="wish_rank_once"),
            models.UniqueConstraint(fields=["entry", "group"], name="wish_group_once"),
            models.CheckConstraint(condition=Q(rank__gte=1, need_class__gte=1), name="wish_counts_from_one"),
            models.CheckConstraint(
                condition=Q(outcome="", drawn_class=None, turn=None, place=None, sequence=None, decision=None)
                | ~Q(outcome="")
                & Q(drawn_class__isnull=False, turn__isnull=False, place__isnull=False, sequence__isnull=False),
                name="wish_drawn_whole",
            ),
            models.CheckConstraint(
                condition=~Q(outcome__in=["granted", "refused"]) | Q(decision__isnull=False),
                name="wish_has_its_decision",
            ),
            models.CheckConstraint(
                condition=Q(registration=None) | Q(outcome="granted"), name="only_granted_wishes_are_entered"
            ),
        ]
        indexes = [
            models.Index(
                fields=["entry"], condition=Q(outcome="granted", registration=None), name="wishes_to_be_entered"
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="wish_stays", fields=["entry", "group", "rank", "need_class", "need_decision"]),
            pgtrigger.Protect(
                name="drawn_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__sequence__isnull=False)
                & (
                    pgtrigger.Q(old__outcome__df=pgtrigger.F("new__outcome"))
                    | pgtrigger.Q(old__sequence__df=pgtrigger.F("new__sequence"))
                    | pgtrigger.Q(old__turn__df=pgtrigger.F("new__turn"))
                    | pgtrigger.Q(old__place__df=pgtrigger.F("new__place"))
                    | pgtrigger.Q(old__decision__df=pgtrigger.F("new__decision"))
                ),
            ),
        ]
