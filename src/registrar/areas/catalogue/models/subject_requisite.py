"""What a subject asks for before, or rules out."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SubjectRequisite(models.Model):
    """One requisite. Rows with the same `alternative` number satisfy each other (or); the numbers add up (and).

    A subject that runs over several terms is one subject a term; each `continues` the one before it.
    """

    class Kind(models.TextChoices):
        """Kinds of requisite."""

        PREREQUISITE = "prerequisite", _("Pre-requisite")
        COREQUISITE = "corequisite", _("Co-requisite")
        EXCLUSION = "exclusion", _("Exclusion")
        CONTINUES = "continues", _("Follow-on term of")

    subject = models.ForeignKey("catalogue.Subject", on_delete=models.CASCADE, related_name="requisites")
    kind = models.CharField(max_length=14, choices=Kind.choices)
    other = models.ForeignKey("catalogue.Subject", on_delete=models.PROTECT, related_name="required_by")
    alternative = models.PositiveSmallIntegerField(default=1)
    minimum_grade = models.CharField(max_length=3, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject", "kind", "other"], name="requisite_once"),
            models.UniqueConstraint(
                fields=["subject"], condition=models.Q(kind="continues"), name="continues_one_subject"
            ),
            models.CheckConstraint(condition=~models.Q(subject=models.F("other")), name="no_requisite_of_itself"),
        ]
