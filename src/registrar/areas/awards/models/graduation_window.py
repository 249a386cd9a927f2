"""How long students may apply for graduation in a term."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q


@pghistory.track()
class GraduationWindow(models.Model):
    """The length that the registry set for a term's window; without a row it lasts as long as usual.

    It opens the day after add/drop (polyu-2024-25:6K-05); the rule says how long it may last.
    """

    term = models.OneToOneField(
        "catalogue.Term", primary_key=True, on_delete=models.PROTECT, related_name="graduation_window"
    )
    length_days = models.PositiveSmallIntegerField()
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(length_days__gte=1), name="a_window_lasts_a_day")]
