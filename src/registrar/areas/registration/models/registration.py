"""Registrations: who has a seat in which group."""

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registrar.areas.registration.models.statement_trigger import statement_trigger

# A place that was reserved is counted with its reserve as well, and no longer held for anybody.
COUNT = """
    IF EXISTS (SELECT FROM ({moves}) moves WHERE reserve_id IS NOT NULL) THEN
        UPDATE registration_reservedplaces r SET taken = r.taken + m.seats
        FROM (SELECT reserve_id, sum(seats) AS seats FROM ({moves}) moves GROUP BY reserve_id) m
        WHERE r.id = m.reserve_id AND m.seats <> 0;
    END IF;
    UPDATE registration_subjectgroup g SET seats_taken = g.seats_taken + d.seats, held = g.held - d.kept
    FROM (
        SELECT moves.group_id, sum(seats) AS seats, coalesce(sum(seats) FILTER (WHERE r.id IS NOT NULL), 0) AS kept
        FROM ({moves}) moves
        LEFT JOIN registration_reservedplaces r ON r.id = moves.reserve_id AND r.released_at IS NULL
        GROUP BY moves.group_id HAVING sum(seats) <> 0 OR count(r.id) <> 0
    ) d
    WHERE g.id = d.group_id;
    RETURN NULL;
"""
NEW = "SELECT group_id, reserve_id, 1 AS seats FROM new_values WHERE state = 'registered'"
OLD = "SELECT group_id, reserve_id, -1 FROM old_values WHERE state = 'registered'"
BOTH = f"{NEW} UNION ALL {OLD}"
OLD_ONLY = "SELECT group_id, reserve_id, -1 AS seats FROM old_values WHERE state = 'registered'"


@pghistory.track(pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Registration(models.Model):
    """One student's place in one offering. Ended rows stay: they are the history."""

    class State(models.TextChoices):
        """What became of the place."""

        REGISTERED = "registered", _("Registered")
        DROPPED = "dropped", _("Dropped")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        NULLIFIED = "nullified", _("Nullified")
        REMOVED = "removed", _("Removed")

    class Kind(models.TextChoices):
        """How the student came to take it."""

        NORMAL = "normal", _("Normal")
        RETAKE = "retake", _("Retake")
        ADDITIONAL = "additional", _("Additional")
        ASSIGNED = "assigned", _("Assigned by the department")

    study = models.ForeignKey("studies.Study", on_delete=models.PROTECT, related_name="registrations")
    offering = models.ForeignKey("registration.Offering", on_delete=models.PROTECT, related_name="registrations")
    group = models.ForeignKey("registration.SubjectGroup", on_delete=models.PROTECT, related_name="registrations")
    reserve = models.ForeignKey(
        "registration.ReservedPlaces", null=True, on_delete=models.PROTECT, related_name="registrations"
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.REGISTERED)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.NORMAL)
    category = models.CharField(max_length=14, default="compulsory", help_text="As CurriculumSubject, or additional")
    credits = models.PositiveSmallIntegerField()
    registered_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    decision = models.ForeignKey("platform.StoredDecision", null=True, on_delete=models.PROTECT, related_name="+")
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["study", "offering"]
        constraints = [
            models.UniqueConstraint(
                fields=["study", "offering"], condition=Q(state="registered"), name="one_live_registration"
            ),
            models.CheckConstraint(condition=Q(state="registered") | Q(ended_at__isnull=False), name="ended_has_a_day"),
        ]
        indexes = [models.Index(fields=["offering", "state"])]
        triggers = [
            statement_trigger("count_inserted", pgtrigger.Insert, COUNT.format(moves=NEW), new="new_values"),
            statement_trigger(
                "count_updated", pgtrigger.Update, COUNT.format(moves=BOTH), old="old_values", new="new_values"
            ),
            statement_trigger("count_deleted", pgtrigger.Delete, COUNT.format(moves=OLD_ONLY), old="old_values"),
        ]
