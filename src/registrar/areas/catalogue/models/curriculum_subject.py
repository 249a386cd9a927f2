"""Where a subject stands in a programme."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CurriculumSubject(models.Model):
    """A subject of a programme's curriculum, at the stage where the progression pattern puts it.

    A General University Requirement may be taken in any semester (polyu-2024-25:5A-07) unless the programme's document
    fixes year or semester: its category says so, and a stage of 0 or an empty semester leaves that part open.
    """

    class Category(models.TextChoices):
        """What the programme asks of its students."""

        COMPULSORY = "compulsory", _("Compulsory")
        ELECTIVE = "elective", _("Elective")
        FREE_ELECTIVE = "free_elective", _("Free elective")
        GUR = "gur", _("General University Requirement")
        GUR_FIXED = "gur_fixed", _("General University Requirement at a fixed time")

    programme = models.ForeignKey("catalogue.Programme", on_delete=models.CASCADE, related_name="curriculum")
    subject = models.ForeignKey("catalogue.Subject", on_delete=models.PROTECT, related_name="+")
    category = models.CharField(max_length=14, choices=Category.choices)
    stage = models.PositiveSmallIntegerField(help_text="Year of study")
    semester = models.CharField(max_length=2, help_text="S1, S2 or ST")

    class Meta:
        ordering = ["programme", "stage", "semester", "subject"]
        constraints = [models.UniqueConstraint(fields=["programme", "subject"], name="subject_once_in_curriculum")]
