"""A student asks the department for what only it can allow: a removed subject back, or dropping an assigned one."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


@pghistory.track(pghistory.UpdateEvent(), pghistory.DeleteEvent())
class SubjectRequest(models.Model):
    """One request about one registration, to the department of the student's programme."""

    class Kind(models.TextChoices):
        """What is asked for; also the name of the request in the rule on deadlines."""

        SPECIAL_APPROVAL = "special_approval", _("Special approval")
        DROP_ASSIGNED = "drop_assigned", _("Dropping an assigned subject")

    class State(models.TextChoices):
        """What became of it."""

        OPEN = "open", _("With the department")
        GRANTED = "granted", _("Granted")
        REFUSED = "refused", _("Refused")
        TAKEN_BACK = "taken_back", _("Taken back")
        LAPSED = "lapsed", _("Not decided in time")

    registration = models.ForeignKey(
        "registration.Registration", on_delete=models.PROTECT, related_name="subject_requests"
    )
    kind = models.CharField(max_length=16, choices=Kind.choices)
    reason = models.CharField(max_length=1000)
    filed_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    words = models.CharField(max_length=400, blank=True, help_text="What the department says to it")
    ended_at = models.DateTimeField(null=True)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decision = models.ForeignKey("platform.StoredDecision", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-filed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration"], condition=Q(state="open"), name="one_open_subject_request"
            ),
            models.CheckConstraint(condition=Q(state="open") | Q(ended_at__isnull=False), name="answer_has_a_day"),
        ]
