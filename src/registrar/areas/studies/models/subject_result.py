"""The record: every attempt at every subject, for ever."""

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

DECIDED = """
    IF NOT EXISTS (
        SELECT 1 FROM studies_resultchange c WHERE c.result_id = OLD.id AND c.old_grade = OLD.grade
        AND c.new_grade = NEW.grade AND c.transaction = txid_current()
        AND (OLD.study_id, OLD.subject_id, OLD.term_id, OLD.credits, OLD.origin)
            = (NEW.study_id, NEW.subject_id, NEW.term_id, NEW.credits, NEW.origin)) THEN
        RAISE EXCEPTION 'result % is final; it changes by a recorded decision only', OLD.id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


@pghistory.track(pghistory.UpdateEvent(), pghistory.DeleteEvent())
class SubjectResult(models.Model):
    """One final result. Which codes fail, earn credits or enter the GPA is data (grade scales), copied here.

    What it says changes only together with a `ResultChange`, and it is never deleted: the database holds to both.
    """

    class Origin(models.TextChoices):
        """How the result came to be."""

        TAKEN = "taken", _("Taken here")
        TRANSFERRED = "transferred", _("Credit transfer")
        EXEMPTED = "exempted", _("Exempted")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    study = models.ForeignKey("studies.Study", on_delete=models.PROTECT, related_name="results")
    subject = models.ForeignKey("catalogue.Subject", on_delete=models.PROTECT, related_name="+")
    term = models.ForeignKey("catalogue.Term", on_delete=models.PROTECT, related_name="+")
    attempt = models.PositiveSmallIntegerField(default=1)
    origin = models.CharField(max_length=12, choices=Origin.choices, default=Origin.TAKEN)
    category = models.CharField(max_length=14, default="compulsory", help_text="As CurriculumSubject, or additional")
    credits = models.PositiveSmallIntegerField()
    grade = models.CharField(max_length=3)
    points = models.DecimalField(max_digits=3, decimal_places=1, null=True, help_text="Null: not in the GPA")
    failed = models.BooleanField()
    credits_earned = models.PositiveSmallIntegerField()
    released_on = models.DateField(help_text="Nobody but staff sees it before this day")
    void_on = models.DateField(null=True, help_text="A transfer or exemption that was not paid for counts no longer")

    class Meta:
        ordering = ["term__ordinal", "subject"]
        constraints = [
            models.UniqueConstraint(
                fields=["study", "subject", "attempt"], condition=Q(origin="taken"), name="attempt_once"
            ),
            models.UniqueConstraint(
                fields=["study", "subject"],
                condition=Q(origin__in=["transferred", "exempted"], void_on=None),
                name="recognised_once",
            ),
            models.CheckConstraint(
                condition=Q(void_on=None) | Q(origin__in=["transferred", "exempted"]), name="only_recognised_is_void"
            ),
        ]
        indexes = [models.Index(fields=["study", "subject"]), models.Index(fields=["term"])]
        triggers = [
            pgtrigger.Trigger(
                name="final_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(
                    "study", "subject", "term", "credits", "grade", "points", "failed", "credits_earned", "origin"
                ),
                func=DECIDED,
            ),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
        ]
