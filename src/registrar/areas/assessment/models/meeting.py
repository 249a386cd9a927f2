"""Meetings of a board."""

import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

# What a meeting's state may become. The chair may hand a closed meeting back; what is confirmed stays.
STATES = """
    IF NOT ((OLD.state, NEW.state) IN (('open', 'closed'), ('closed', 'open'), ('closed', 'confirmed'),
                                       ('confirmed', 'released')) OR OLD.state = NEW.state) THEN
        RAISE EXCEPTION 'a % meeting of a board can''t become %', OLD.state, NEW.state
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


@pghistory.track()
class Meeting(models.Model):
    """One meeting of a board on a term: decisions are taken, closed by the secretary and confirmed by the chair.

    A board meets again on the same term for those whose grades came later; meetings of a term are numbered.
    """

    class State(models.TextChoices):
        """How far the meeting has come."""

        OPEN = "open", pgettext_lazy("meeting", "Being prepared or held")
        CLOSED = "closed", pgettext_lazy("meeting", "Closed, minutes with the chair")
        CONFIRMED = "confirmed", _("Confirmed by the chair")
        RELEASED = "released", pgettext_lazy("meeting", "Released")

    board = models.ForeignKey("assessment.Board", on_delete=models.PROTECT, related_name="meetings")
    run = models.ForeignKey("assessment.BoardRun", on_delete=models.PROTECT, related_name="meetings")
    number = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    held_at = models.DateTimeField()
    room = models.CharField(max_length=80)
    minutes = models.TextField(blank=True, help_text="What the secretary adds to the decisions")
    called_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    left_open = ArrayField(
        models.BigIntegerField(), default=list, help_text="Studies left undecided at its close: a grade was missing"
    )
    released_at = models.DateTimeField(null=True)
    appeals_until = models.DateField(null=True, help_text="Last day of an appeal against its decisions")

    class Meta:
        ordering = ["-run", "board", "number"]
        constraints = [
            models.UniqueConstraint(fields=["board", "run", "number"], name="meetings_are_numbered"),
            models.UniqueConstraint(
                fields=["board", "run"], condition=Q(state__in=["open", "closed"]), name="one_meeting_at_a_time"
            ),
            models.CheckConstraint(condition=~Q(confirmed_by=F("closed_by")), name="minutes_signed_by_somebody_else"),
            models.CheckConstraint(
                condition=Q(state="open", closed_at=None, confirmed_at=None, released_at=None)
                | Q(state="closed", closed_at__isnull=False, confirmed_at=None, released_at=None)
                | Q(state="confirmed", closed_at__isnull=False, confirmed_at__isnull=False, released_at=None)
                | Q(
                    state="released",
                    closed_at__isnull=False,
                    confirmed_at__isnull=False,
                    released_at__isnull=False,
                ),
                name="meeting_moments_fit_its_state",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="states_in_order",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__state__df=pgtrigger.F("new__state")),
                func=STATES,
            )
        ]
