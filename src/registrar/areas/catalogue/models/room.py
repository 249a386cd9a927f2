"""Teaching rooms."""

from django.db import models


class Room(models.Model):
    """A room with its seats."""

    code = models.CharField(max_length=12, primary_key=True)
    building_en = models.CharField(max_length=80)
    building_zh = models.CharField(max_length=40)
    capacity = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["code"]
