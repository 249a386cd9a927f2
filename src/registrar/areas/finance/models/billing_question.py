"""Bills that no rule could price."""

from django.db import models
from django.db.models import Q


class BillingQuestion(models.Model):
    """A student who could not be billed for a term, for the Finance Office to settle; `decision` says what is missing.

    Nothing is ever charged on a guess: the question stays open until a later run can price the bill.
    """

    study = models.ForeignKey("studies.Study", on_delete=models.PROTECT, related_name="+")
    term = models.ForeignKey("catalogue.Term", on_delete=models.PROTECT, related_name="+")
    decision = models.ForeignKey("platform.StoredDecision", on_delete=models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["raised_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["study", "term"], condition=Q(settled_at=None), name="one_open_question_a_term"
            )
        ]
