"""Streams (sub-codes) of a programme."""

from django.db import models


class Stream(models.Model):
    """A stream of a programme, the part after the dash of a programme code."""

    programme = models.ForeignKey("catalogue.Programme", on_delete=models.CASCADE, related_name="streams")
    code = models.CharField(max_length=10)
    title_en = models.CharField(max_length=200, blank=True)
    title_zh = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["programme", "code"]
        constraints = [models.UniqueConstraint(fields=["programme", "code"], name="stream_code_once")]
