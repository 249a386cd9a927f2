"""The parts that a subject is assessed by."""

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q

ADDS_UP = """
    SELECT COALESCE(SUM(weight), 100) INTO whole FROM assessment_schemecomponent
    WHERE scheme_id = COALESCE(NEW.scheme_id, OLD.scheme_id);
    IF whole <> 100 THEN
        RAISE EXCEPTION 'the weights of scheme % add up to %', COALESCE(NEW.scheme_id, OLD.scheme_id), whole
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
"""


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class SchemeComponent(models.Model):
    """One component of a scheme. The weights of a scheme add up to a hundred, which the database holds to."""

    scheme = models.ForeignKey("assessment.AssessmentScheme", on_delete=models.CASCADE, related_name="components")
    place = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=12)
    title_en = models.CharField(max_length=80)
    title_zh = models.CharField(max_length=80)
    weight = models.DecimalField(max_digits=5, decimal_places=2, help_text="Percentage of the total")
    maximum = models.DecimalField(max_digits=6, decimal_places=2)
    pass_mark = models.DecimalField(max_digits=6, decimal_places=2, null=True)

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["scheme", "code"], name="component_code_once"),
            models.CheckConstraint(condition=Q(weight__gt=0, weight__lte=100), name="component_weight_in_range"),
            models.CheckConstraint(condition=Q(maximum__gt=0), name="component_maximum_positive"),
            models.CheckConstraint(
                condition=Q(pass_mark=None) | Q(pass_mark__gte=0, pass_mark__lte=F("maximum")),
                name="component_pass_mark_in_range",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="weights_add_up",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                timing=pgtrigger.Deferred,
                declare=[("whole", "numeric")],
                func=ADDS_UP,
            )
        ]
