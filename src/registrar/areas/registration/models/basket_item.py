"""What a student plans to register."""

from django.db import models


class BasketItem(models.Model):
    """One subject group in a student's basket: a plan that holds no place; it can be made before the window opens."""

    study = models.ForeignKey("studies.Study", on_delete=models.CASCADE, related_name="basket")
    group = models.ForeignKey("registration.SubjectGroup", on_delete=models.CASCADE, related_name="+")
    offering = models.ForeignKey("registration.Offering", on_delete=models.CASCADE, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["study", "offering"], name="planned_once")]
