"""One student's grade on a sheet."""

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models

CLOSED = """
    IF OLD.grade <> 'I' AND (SELECT stage FROM assessment_gradesheet WHERE id = OLD.sheet_id) = 'final' THEN
        RAISE EXCEPTION 'the sheet of line % is final', OLD.id USING ERRCODE = 'check_violation';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
"""


@pghistory.track()
class GradeEntry(models.Model):
    """The grade entered for one registration; an empty grade is one still missing.

    On a final sheet only a pending grade (`I`) can still be replaced: the database refuses everything else.
    """

    sheet = models.ForeignKey("assessment.GradeSheet", on_delete=models.CASCADE, related_name="entries")
    registration = models.OneToOneField(
        "registration.Registration", on_delete=models.PROTECT, related_name="grade_entry"
    )
    grade = models.CharField(max_length=3, blank=True)
    note = models.CharField(
        max_length=500, blank=True, default="", db_default="", help_text="Why the grade is not the proposed one"
    )
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["registration__study__student_number"]
        triggers = [
            pgtrigger.Trigger(
                name="final_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("grade", "registration_id", "sheet_id") | pgtrigger.Delete,
                func=CLOSED,
            )
        ]
