"""The day that a demonstration or a rehearsal believes it is."""

from django.db import models


class ClockSetting(models.Model):
    """At most one row: since `set_at` (real time) the clock has been running from `set_to`."""

    set_to = models.DateTimeField()
    set_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_clock")]
