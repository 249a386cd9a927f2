"""Subject groups: the classes that seats belong to."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class SubjectGroup(models.Model):
    """A class of an offering. `seats_taken` is kept by a trigger on registrations and can never pass `quota`."""

    offering = models.ForeignKey("registration.Offering", on_delete=models.CASCADE, related_name="groups")
    code = models.CharField(max_length=6, help_text="1001, 1002, ...")
    quota = models.PositiveIntegerField()
    seats_taken = models.PositiveIntegerField(default=0)
    teacher = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="groups_taught"
    )

    class Meta:
        ordering = ["offering", "code"]
        constraints = [
            models.UniqueConstraint(fields=["offering", "code"], name="group_code_once"),
            models.CheckConstraint(condition=Q(seats_taken__lte=F("quota")), name="never_oversold"),
        ]
