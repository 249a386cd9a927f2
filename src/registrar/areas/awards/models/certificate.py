"""Testimonials and certifications of award as issued."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Certificate(models.Model):
    """One issued document that certifies a study or an award; `code` lets a third party check it."""

    class Kind(models.TextChoices):
        """What it certifies."""

        TESTIMONIAL = "testimonial", _("Testimonial")
        CERTIFICATION = "certification", _("Certification of award")

    number = models.CharField(max_length=12, unique=True)
    code = models.CharField(max_length=24, unique=True)
    kind = models.CharField(max_length=14, choices=Kind.choices)
    order = models.ForeignKey("awards.DocumentOrder", on_delete=models.PROTECT, related_name="certificates")
    issued_at = models.DateTimeField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey("platform.StoredFile", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
