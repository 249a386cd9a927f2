"""When and where a subject group meets."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Meeting(models.Model):
    """A weekly meeting of a group; `weeks` are the teaching weeks in which it really takes place."""

    class Kind(models.TextChoices):
        """What happens there."""

        LECTURE = "lecture", _("Lecture")
        TUTORIAL = "tutorial", _("Tutorial")
        LABORATORY = "laboratory", _("Laboratory")

    group = models.ForeignKey("registration.SubjectGroup", on_delete=models.CASCADE, related_name="meetings")
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.LECTURE)
    weekday = models.PositiveSmallIntegerField(help_text="ISO: Monday is 1")
    starts_at = models.TimeField()
    ends_at = models.TimeField()
    weeks = ArrayField(models.PositiveSmallIntegerField())
    room = models.ForeignKey("catalogue.Room", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["weekday", "starts_at"]
        constraints = [
            models.CheckConstraint(condition=Q(weekday__gte=1) & Q(weekday__lte=7), name="weekday_iso"),
            models.CheckConstraint(condition=Q(starts_at__lt=F("ends_at")), name="meeting_ends_after_start"),
        ]
