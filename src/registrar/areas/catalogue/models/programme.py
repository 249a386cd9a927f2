"""Programmes of study."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Programme(models.Model):
    """A programme that leads to an award; the fee tables name it by `code`."""

    class Level(models.TextChoices):
        """Levels that rules and fees tell apart."""

        BACHELOR = "bachelor", _("Bachelor's degree")
        HIGHER_DIPLOMA = "higher_diploma", _("Higher Diploma")
        TAUGHT_POSTGRADUATE = "taught_postgraduate", _("Taught postgraduate")
        POSTGRADUATE_DIPLOMA = "postgraduate_diploma", _("Postgraduate diploma")
        PROFESSIONAL_DOCTORATE = "professional_doctorate", _("Professional doctorate")

    class Funding(models.TextChoices):
        """Who pays for the place."""

        UGC = "ugc", _("UGC-funded")
        SELF_FINANCED = "self_financed", _("Self-financed")

    class Mode(models.TextChoices):
        """Mode of study of the programme."""

        FULL_TIME = "full_time", _("Full-time")
        PART_TIME = "part_time", _("Part-time")
        MIXED = "mixed", _("Mixed-mode")

    code = models.CharField(max_length=10, primary_key=True)
    department = models.ForeignKey("catalogue.Department", on_delete=models.PROTECT, related_name="programmes")
    title_en = models.CharField(max_length=200)
    title_zh = models.CharField(max_length=120)
    level = models.CharField(max_length=24, choices=Level.choices)
    funding = models.CharField(max_length=16, choices=Funding.choices)
    mode = models.CharField(max_length=12, choices=Mode.choices)
    normal_duration = models.PositiveSmallIntegerField(help_text="Semesters One and Two, so 8 for four years")
    credits_required = models.PositiveSmallIntegerField()
    has_pattern = models.BooleanField(default=True, help_text="Has a specified progression pattern")
    summer_term_mandatory = models.BooleanField(default=False)
    demonstration = models.BooleanField(default=False)

    class Meta:
        ordering = ["code"]
