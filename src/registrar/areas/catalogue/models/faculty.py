"""Faculties and schools of the top level."""

from django.db import models


class Faculty(models.Model):
    """A faculty (or a school that stands on its own)."""

    code = models.CharField(max_length=12, primary_key=True)
    name_en = models.CharField(max_length=120)
    name_zh = models.CharField(max_length=60)

    class Meta:
        ordering = ["code"]
        verbose_name_plural = "faculties"
