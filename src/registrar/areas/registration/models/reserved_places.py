"""Places of a group that are kept for some students first."""

from typing import Any

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q

# The group keeps what is still free for others in `held`. Places taken come with the registrations' own trigger.
KEEP_HELD = """
    UPDATE registration_subjectgroup g SET held = g.held + {change} WHERE g.id = {row}.group_id;
    RETURN NULL;
"""
LEFT = "(CASE WHEN {row}.released_at IS NULL THEN {row}.places - {row}.taken ELSE 0 END)"
NEW, OLD = LEFT.format(row="NEW"), LEFT.format(row="OLD")


def _keeper(name: str, operation: pgtrigger.Operation, change: str, row: str = "NEW", **when: Any) -> pgtrigger.Trigger:
    func = KEEP_HELD.format(change=change, row=row)
    return pgtrigger.Trigger(name=name, when=pgtrigger.After, operation=operation, func=func, **when)


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent(), exclude=["taken"])
class ReservedPlaces(models.Model):
    """Places that a programme, a cohort, or a cohort of a programme has first; an empty field fits everybody.

    `taken` is kept by the trigger on registrations that were given one of them. From `released_at` on what is free is
    anybody's.
    """

    group = models.ForeignKey("registration.SubjectGroup", on_delete=models.CASCADE, related_name="reserves")
    programme = models.ForeignKey("catalogue.Programme", null=True, on_delete=models.PROTECT, related_name="+")
    cohort = models.CharField(max_length=7, blank=True, default="", help_text='Year of admission, such as "2024/25"')
    places = models.PositiveIntegerField()
    taken = models.PositiveIntegerField(default=0)
    released_at = models.DateTimeField(null=True)
    release_on = models.DateField(null=True, help_text="Released by itself when this day begins")

    class Meta:
        ordering = ["group", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "programme", "cohort"], nulls_distinct=False, name="reserved_once_for_whom"
            ),
            models.CheckConstraint(condition=Q(taken__lte=F("places")), name="reserve_never_oversold"),
            models.CheckConstraint(condition=Q(programme__isnull=False) | ~Q(cohort=""), name="reserved_for_somebody"),
        ]
        triggers = [
            _keeper("held_inserted", pgtrigger.Insert, NEW),
            _keeper(
                "held_updated",
                pgtrigger.Update,
                f"{NEW} - {OLD}",
                condition=pgtrigger.AnyChange("places", "released_at"),
            ),
            _keeper("held_deleted", pgtrigger.Delete, f"-{OLD}", row="OLD"),
        ]

    @property
    def remaining(self) -> int:
        """Places that are neither taken nor released."""
        return 0 if self.released_at else self.places - self.taken
