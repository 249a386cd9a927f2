"""One student's mark in one component."""

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

FITS = """
    SELECT c.maximum, s.stage, e.grade, x.offering_id = s.offering_id AS fits INTO found
    FROM assessment_schemecomponent c JOIN assessment_assessmentscheme x ON x.id = c.scheme_id,
        assessment_gradeentry e JOIN assessment_gradesheet s ON s.id = e.sheet_id
    WHERE c.id = NEW.component_id AND e.id = NEW.entry_id;
    IF NOT found.fits THEN
        RAISE EXCEPTION 'component % is not of the offering of line %', NEW.component_id, NEW.entry_id
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.mark > found.maximum THEN
        RAISE EXCEPTION 'mark % is above the maximum of %', NEW.mark, found.maximum USING ERRCODE = 'check_violation';
    END IF;
    IF found.stage = 'final' AND found.grade <> 'I' THEN
        RAISE EXCEPTION 'the sheet of line % is final', NEW.entry_id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class ComponentMark(models.Model):
    """A mark, or the absence. Never above the component's maximum, never changed once the grade is final."""

    entry = models.ForeignKey("assessment.GradeEntry", on_delete=models.CASCADE, related_name="marks")
    component = models.ForeignKey("assessment.SchemeComponent", on_delete=models.PROTECT, related_name="marks")
    mark = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    absent = models.BooleanField(default=False)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "component"], name="one_mark_a_component"),
            models.CheckConstraint(
                condition=Q(absent=True, mark=None) | Q(absent=False, mark__gte=0), name="mark_or_absent"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="fits_the_scheme",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                declare=[("found", "record")],
                func=FITS,
            )
        ]
