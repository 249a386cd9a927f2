"""Awards: confirmed, conferred, and in rare cases taken back."""

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

FORWARD = """
    IF NOT ((OLD.state = 'graduand' AND NEW.state IN ('graduand', 'conferred'))
        OR (OLD.state = 'conferred' AND NEW.state IN ('conferred', 'retracted'))
        OR (OLD.state = NEW.state)) THEN
        RAISE EXCEPTION 'award % cannot go from % to %', OLD.id, OLD.state, NEW.state USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.state = 'retracted' AND OLD.state <> 'retracted' AND NOT EXISTS (
        SELECT 1 FROM awards_awardretraction r WHERE r.award_id = NEW.id AND r.state = 'carried_out') THEN
        RAISE EXCEPTION 'award % is retracted by two people only', OLD.id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


@pghistory.track()
class Award(models.Model):
    """One award of one study, from the confirmation of eligibility (a graduand) to its conferment.

    The titles and the class are copied as they stood, so that a later edition changes nothing. `award_class` is after
    penalties, `decided_class` what the Board of Examiners decided; both are codes of the requirement document's bands.
    """

    class State(models.TextChoices):
        """Where it stands."""

        GRADUAND = "graduand", _("Graduand")
        CONFERRED = "conferred", pgettext_lazy("award", "Conferred")
        RETRACTED = "retracted", pgettext_lazy("award", "Retracted")

    study = models.ForeignKey("studies.Study", on_delete=models.PROTECT, related_name="awards")
    term = models.ForeignKey("catalogue.Term", on_delete=models.PROTECT, related_name="+", help_text="The last one")
    programme_title_en = models.CharField(max_length=200)
    programme_title_zh = models.CharField(max_length=120)
    title_en = models.CharField(max_length=200, help_text="Of the award: the stream's where it has one")
    title_zh = models.CharField(max_length=120)
    decided_class = models.CharField(max_length=40)
    award_class = models.CharField(max_length=40)
    class_en = models.CharField(max_length=120)
    class_zh = models.CharField(max_length=60)
    award_gpa = models.DecimalField(max_digits=4, decimal_places=2)
    board_met_on = models.DateField()
    eligibility = models.ForeignKey("platform.StoredDecision", on_delete=models.PROTECT, related_name="+")
    classification = models.ForeignKey("platform.StoredDecision", on_delete=models.PROTECT, related_name="+")
    decision = models.ForeignKey("platform.StoredDecision", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=9, choices=State.choices, default=State.GRADUAND, db_index=True)
    confirmed_at = models.DateTimeField()
    confirmed_on = models.DateField()
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    confer_on = models.DateField(db_index=True, help_text="Date of the parchment")
    deferred_until = models.DateField(null=True, help_text="Last day to which a penalty defers it")
    conferred_on = models.DateField(null=True, db_index=True)
    conferred_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["confer_on", "study"]
        constraints = [
            models.UniqueConstraint(fields=["study"], condition=~Q(state="retracted"), name="one_award_a_study"),
            models.CheckConstraint(
                condition=Q(state="graduand", conferred_on__isnull=True)
                | ~Q(state="graduand") & Q(conferred_on__isnull=False),
                name="conferred_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(conferred_on=None) | Q(conferred_on__gte=F("confirmed_on")), name="confirmed_then_conferred"
            ),
            models.CheckConstraint(
                condition=Q(deferred_until=None) | Q(confer_on__gt=F("deferred_until")), name="conferred_after_deferral"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="forward_only", when=pgtrigger.Before, operation=pgtrigger.UpdateOf("state"), func=FORWARD
            ),
            pgtrigger.Protect(
                name="what_was_awarded_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(
                    "study", "title_en", "title_zh", "decided_class", "award_class", "award_gpa", "confirmed_on"
                ),
            ),
        ]
