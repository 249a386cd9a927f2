"""How a student stood at the end of a term."""

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _


@pghistory.track(pghistory.UpdateEvent(), pghistory.DeleteEvent())
class TermStanding(models.Model):
    """Semester GPA, GPA and standing after one term, as the board decided them."""

    class Standing(models.TextChoices):
        """What the board recorded."""

        PROGRESSING = "progressing", _("Progressing")
        PROBATION = "probation", _("Academic probation")
        DEREGISTERED = "deregistered", _("De-registered")

    study = models.ForeignKey("studies.Study", on_delete=models.PROTECT, related_name="standings")
    term = models.ForeignKey("catalogue.Term", on_delete=models.PROTECT, related_name="+")
    semester_gpa = models.DecimalField(max_digits=3, decimal_places=2, null=True)
    gpa = models.DecimalField(max_digits=3, decimal_places=2, null=True)
    credits_taken = models.PositiveSmallIntegerField(default=0)
    credits_earned_total = models.PositiveSmallIntegerField(default=0)
    standing = models.CharField(max_length=14, choices=Standing.choices)
    counts = models.BooleanField(default=True, help_text="False: an optional Summer Term, which breaks no run")
    decision = models.ForeignKey("platform.StoredDecision", null=True, on_delete=models.PROTECT, related_name="+")
    released_on = models.DateField()

    class Meta:
        ordering = ["study", "term__ordinal"]
        constraints = [models.UniqueConstraint(fields=["study", "term"], name="one_standing_per_term")]
