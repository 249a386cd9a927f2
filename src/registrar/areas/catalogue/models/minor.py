"""Minors: what is taken beside a Major."""

from django.db import models


class Minor(models.Model):
    """A Minor with the subjects that count towards it, compulsory or chosen."""

    code = models.CharField(max_length=12, primary_key=True)
    department = models.ForeignKey("catalogue.Department", on_delete=models.PROTECT, related_name="minors")
    title_en = models.CharField(max_length=200)
    title_zh = models.CharField(max_length=120)
    subjects = models.ManyToManyField("catalogue.Subject", related_name="minors")

    class Meta:
        ordering = ["code"]
