"""Subject groups: the classes that seats belong to."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class SubjectGroup(models.Model):
    """A class of an offering: places taken and places held for others never pass `quota`, whoever writes.

    Triggers keep the counts: `seats_taken` on registrations, `held` on reserved places that are still free and on open
    offers to the waiting list, `waiting` on the waiting list.
    """

    offering = models.ForeignKey("registration.Offering", on_delete=models.CASCADE, related_name="groups")
    code = models.CharField(max_length=6, help_text="1001, 1002, ...")
    quota = models.PositiveIntegerField()
    seats_taken = models.PositiveIntegerField(default=0)
    held = models.PositiveIntegerField(default=0, db_default=0)
    waiting = models.PositiveIntegerField(default=0, db_default=0)
    teacher = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="groups_taught"
    )

    class Meta:
        ordering = ["offering", "code"]
        constraints = [
            models.UniqueConstraint(fields=["offering", "code"], name="group_code_once"),
            models.CheckConstraint(condition=Q(quota__gte=F("seats_taken") + F("held")), name="never_oversold"),
        ]
