"""Who waits for a place in a group."""

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registrar.areas.registration.models.statement_trigger import statement_trigger

# The states in which an entry still stands in the queue.
LIVE = ("waiting", "offered")

# An open offer holds a place, unless it is one that a reserve holds already; those who wait are counted, so that nobody
# passes the queue.
COUNT_WAITING = """
    UPDATE registration_subjectgroup g SET waiting = g.waiting + d.waits, held = g.held + d.offers
    FROM (
        SELECT group_id, sum(waits) AS waits, sum(offers) AS offers FROM (
            {moves}
        ) moves GROUP BY group_id HAVING sum(waits) <> 0 OR sum(offers) <> 0
    ) d
    WHERE g.id = d.group_id;
    RETURN NULL;
"""
COUNTS = """
    SELECT group_id, {sign}(state = 'waiting')::int AS waits,
           {sign}(state = 'offered' AND reserve_id IS NULL)::int AS offers
    FROM {rows}
"""
NEW, OLD = COUNTS.format(sign="", rows="new_values"), COUNTS.format(sign="-", rows="old_values")
BOTH = f"{NEW} UNION ALL {OLD}"


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class WaitingEntry(models.Model):
    """One student's place in the queue for one group. Ended rows stay: they show that nobody was passed over.

    The queue is ordered by `need_class` (the rule registration.need_class, its decision kept), then by `joined_at`.
    """

    class State(models.TextChoices):
        """What became of it."""

        WAITING = "waiting", _("In the queue")
        OFFERED = "offered", _("Place offered")
        ACCEPTED = "accepted", _("Place taken")
        DECLINED = "declined", _("Offer declined")
        EXPIRED = "expired", _("Offer ran out")
        LEFT = "left", _("Left the list")
        CLOSED = "closed", _("List closed")
        PLACED = "placed", _("Has a place in the subject")
        GONE = "gone", _("No longer enrolled")

    study = models.ForeignKey("studies.Study", on_delete=models.PROTECT, related_name="waiting")
    group = models.ForeignKey("registration.SubjectGroup", on_delete=models.PROTECT, related_name="queue")
    need_class = models.PositiveSmallIntegerField()
    joined_at = models.DateTimeField()
    reserve = models.ForeignKey(
        "registration.ReservedPlaces", null=True, on_delete=models.PROTECT, related_name="offers"
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    offered_at = models.DateTimeField(null=True)
    offer_ends_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    decision = models.ForeignKey("platform.StoredDecision", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["group", "need_class", "joined_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["study", "group"], condition=Q(state__in=["waiting", "offered"]), name="waits_once"
            ),
            models.CheckConstraint(
                condition=~Q(state="offered") | Q(offered_at__isnull=False, offer_ends_at__isnull=False),
                name="offer_has_an_end",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "offered"]) | Q(ended_at__isnull=False), name="wait_end_has_a_day"
            ),
        ]
        indexes = [
            models.Index(
                fields=["group", "need_class", "joined_at"],
                condition=Q(state__in=["waiting", "offered"]),
                name="queue_of_group",
            ),
            models.Index(fields=["offer_ends_at"], condition=Q(state="offered"), name="open_offers"),
        ]
        triggers = [
            statement_trigger("waiting_inserted", pgtrigger.Insert, COUNT_WAITING.format(moves=NEW), new="new_values"),
            statement_trigger(
                "waiting_updated",
                pgtrigger.Update,
                COUNT_WAITING.format(moves=BOTH),
                old="old_values",
                new="new_values",
            ),
            statement_trigger("waiting_deleted", pgtrigger.Delete, COUNT_WAITING.format(moves=OLD), old="old_values"),
        ]
