"""A person on a programme."""

import pghistory
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


@pghistory.track()
class Study(models.Model):
    """One person's study on one programme; the row that every write on a student locks first."""

    class Status(models.TextChoices):
        """Where the study stands."""

        ACTIVE = "active", _("Enrolled")
        DEFERRED = "deferred", _("Deferred")
        ZERO_SUBJECT = "zero_subject", _("Zero-subject enrolment")
        NULLIFIED = "nullified", _("Registration nullified")
        WITHDRAWN = "withdrawn", pgettext_lazy("study", "Withdrawn")
        DEREGISTERED = "deregistered", _("De-registered")
        GRADUAND = "graduand", _("Graduand")
        GRADUATED = "graduated", _("Graduated")

    class Residency(models.TextChoices):
        """Decides the fee table."""

        LOCAL = "local", _("Local")
        NONLOCAL = "nonlocal", _("Non-local")

    student = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="studies")
    student_number = models.CharField(max_length=10, unique=True, help_text="Such as 24012345D")
    programme = models.ForeignKey("catalogue.Programme", on_delete=models.PROTECT, related_name="studies")
    stream = models.CharField(max_length=10, blank=True)
    minor = models.ForeignKey("catalogue.Minor", null=True, on_delete=models.PROTECT, related_name="studies")
    cohort = models.CharField(max_length=7, db_index=True, help_text="Year of admission, such as 2024/25")
    entry_term = models.ForeignKey("catalogue.Term", on_delete=models.PROTECT, related_name="+")
    mode = models.CharField(max_length=12)
    residency = models.CharField(max_length=8, choices=Residency.choices)
    admission = models.CharField(max_length=24, default="first_year", help_text="first_year, senior_year, articulation")
    jupas = models.BooleanField(null=True, help_text="Admitted through JUPAS; empty where it is not known")
    status = models.CharField(max_length=14, choices=Status.choices, default=Status.ACTIVE, db_index=True)
    stage = models.PositiveSmallIntegerField(default=1, help_text="Year of study")
    self_paced = models.BooleanField(default=False)
    advisor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="advisees")

    class Meta:
        ordering = ["student_number"]
        verbose_name_plural = "studies"
