"""Subject Assessment Review Panels."""

import pghistory
from django.conf import settings
from django.db import models


@pghistory.track()
class ReviewPanel(models.Model):
    """The panel of a department for a term, and the day of its meeting (polyu-2024-25:6I-01)."""

    department = models.ForeignKey("catalogue.Department", on_delete=models.PROTECT, related_name="+")
    term = models.ForeignKey("catalogue.Term", on_delete=models.PROTECT, related_name="+")
    meets_on = models.DateField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["-term__ordinal", "department"]
        constraints = [models.UniqueConstraint(fields=["department", "term"], name="one_panel_a_term")]
