"""Runs over a term for its boards."""

import pghistory
from django.db import models


@pghistory.track()
class BoardRun(models.Model):
    """The proposals of a term for every board; run again they follow the record, until a meeting has closed on them."""

    term = models.OneToOneField("catalogue.Term", on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    releases_on = models.DateField(help_text="Day from which the term's subject results are shown")
