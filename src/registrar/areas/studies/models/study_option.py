"""What is studied beside the Major: a Minor, a Second Major, a Secondary Major."""

import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

ONLY_GIVEN_UP = """
    IF OLD.given_up_at IS NOT NULL OR NEW.given_up_at IS NULL
        OR (OLD.study_id, OLD.kind, OLD.code, OLD.form, OLD.filed_on, OLD.reference, OLD.entered_by_id, OLD.entered_at)
            IS DISTINCT FROM
           (NEW.study_id, NEW.kind, NEW.code, NEW.form, NEW.filed_on, NEW.reference, NEW.entered_by_id, NEW.entered_at)
        OR (OLD.taken_from_id, OLD.decision_id, OLD.normal_semesters, OLD.subjects)
            IS DISTINCT FROM (NEW.taken_from_id, NEW.decision_id, NEW.normal_semesters, NEW.subjects) THEN
        RAISE EXCEPTION 'option % stays as it is on record; it can only be given up, once', OLD.id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


@pghistory.track(pghistory.UpdateEvent(), pghistory.DeleteEvent())
class StudyOption(models.Model):
    """One option that a student took up, with the decision behind it (polyu-2024-25:4M-01 to 4M-13).

    Once on record it is part of what graduation asks for, until it is given up; the row stays for ever and changes
    once, when that happens. A study has at most one of each kind at a time: the database holds to it. `code` is that of
    the Minor or Major as requirement documents name it.
    """

    class Kind(models.TextChoices):
        """What it is."""

        MINOR = "minor", _("Minor")
        SECOND_MAJOR = "second_major", _("Second Major")
        SECONDARY_MAJOR = "secondary_major", _("Secondary Major")

    study = models.ForeignKey("studies.Study", on_delete=models.PROTECT, related_name="options")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    code = models.CharField(max_length=24)
    form = models.CharField(max_length=10, blank=True, help_text="AR147, AR164")
    filed_on = models.DateField(null=True, help_text="Day of the application; null: it came with the record")
    taken_from = models.ForeignKey("catalogue.Term", null=True, on_delete=models.PROTECT, related_name="+")
    normal_semesters = models.PositiveSmallIntegerField(
        null=True, help_text="Normal duration of the Double Major in semesters; null: the programme's own"
    )
    subjects = ArrayField(
        models.CharField(max_length=10),
        default=list,
        help_text="What counts towards a further Major",
    )
    decision = models.ForeignKey("platform.StoredDecision", null=True, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=400, blank=True, help_text="Who approved it, and where that is kept")
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    given_up_from = models.ForeignKey("catalogue.Term", null=True, on_delete=models.PROTECT, related_name="+")
    given_up_at = models.DateTimeField(null=True)
    given_up_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    given_up_decision = models.ForeignKey(
        "platform.StoredDecision", null=True, on_delete=models.PROTECT, related_name="+"
    )
    given_up_reason = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ["-entered_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["study", "kind"], condition=Q(given_up_at=None), name="one_option_of_each_kind"
            ),
            models.CheckConstraint(
                condition=Q(
                    given_up_at=None, given_up_from=None, given_up_by=None, given_up_decision=None, given_up_reason=""
                )
                | Q(given_up_at__gte=F("entered_at"), given_up_by__isnull=False, given_up_decision__isnull=False),
                name="given_up_by_decision",
            ),
            models.CheckConstraint(
                condition=Q(normal_semesters=None) | Q(kind="second_major", normal_semesters__gt=0),
                name="only_double_major_lasts_longer",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="only_given_up", when=pgtrigger.Before, operation=pgtrigger.Update, func=ONLY_GIVEN_UP
            ),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
        ]
