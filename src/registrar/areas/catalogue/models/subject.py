"""Subjects: what is taught and examined."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Subject(models.Model):
    """A subject with its credits; offerings of it live in the registration area."""

    class Kind(models.TextChoices):
        """Kinds that registration treats differently."""

        ORDINARY = "ordinary", _("Subject")
        GUR = "gur", _("General University Requirement")
        WORK_INTEGRATED = "work_integrated", _("Work-integrated education")
        PRACTICUM = "practicum", _("Practicum or clinical placement")

    code = models.CharField(max_length=10, primary_key=True)
    department = models.ForeignKey("catalogue.Department", on_delete=models.PROTECT, related_name="subjects")
    title_en = models.CharField(max_length=200)
    title_zh = models.CharField(max_length=120)
    credits = models.PositiveSmallIntegerField()
    level = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=16, choices=Kind.choices, default=Kind.ORDINARY)
    graded = models.BooleanField(default=True, help_text="False: pass or fail only")
    max_retakes = models.PositiveSmallIntegerField(null=True, help_text="A departmental limit below the general one")

    class Meta:
        ordering = ["code"]
        indexes = [models.Index(fields=["department", "level"])]
