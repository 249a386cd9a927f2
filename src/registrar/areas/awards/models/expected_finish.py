"""Who is expected to meet the requirements in a term."""

from django.db import models


class ExpectedFinish(models.Model):
    """A study that meets its requirements once what it has registered in a term is passed, as found by the job.

    `announced_at` and `reminded_at` are when its student was told; they keep the job from telling twice. Who is no
    longer expected when the window closes stays with `expected` false.
    """

    study = models.ForeignKey("studies.Study", on_delete=models.PROTECT, related_name="expected_finishes")
    term = models.ForeignKey("catalogue.Term", on_delete=models.PROTECT, related_name="+")
    expected = models.BooleanField(default=True)
    found_at = models.DateTimeField()
    announced_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["term", "study"]
        constraints = [models.UniqueConstraint(fields=["study", "term"], name="expected_once_a_term")]
        indexes = [models.Index(fields=["term", "expected"])]
