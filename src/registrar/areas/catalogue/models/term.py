"""Terms with every date that a deadline can hang on."""

from django.db import models
from django.db.models import F, Q


class Term(models.Model):
    """A semester or Summer Term; a term cannot open without these dates (polyu-2024-25:GAP-06)."""

    key = models.CharField(max_length=10, primary_key=True, help_text="Such as 2024/25-S1")
    ordinal = models.PositiveIntegerField(unique=True, help_text="Sorts terms by time")
    starts_on = models.DateField()
    ends_on = models.DateField()
    timetable_on = models.DateField()
    registration_from = models.DateTimeField()
    registration_to = models.DateTimeField()
    add_drop_from = models.DateTimeField()
    add_drop_to = models.DateTimeField()
    fee_deadline = models.DateField()
    teaching_to = models.DateField()
    exams_from = models.DateField()
    exams_to = models.DateField()
    results_final_on = models.DateField()
    board_meets_on = models.DateField(null=True, help_text="When the Board of Examiners decides; null: not fixed yet")

    class Meta:
        ordering = ["ordinal"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on__lt=F("ends_on"))
                & Q(registration_from__lt=F("registration_to"))
                & Q(add_drop_from__lt=F("add_drop_to"))
                & Q(registration_to__lte=F("add_drop_from"))
                & Q(teaching_to__lt=F("exams_from"))
                & Q(exams_from__lte=F("exams_to"))
                & Q(exams_to__lte=F("results_final_on")),
                name="term_dates_in_order",
            )
        ]
