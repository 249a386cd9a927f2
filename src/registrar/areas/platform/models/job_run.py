"""What a long job is doing: shown on its page and in the terminal."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class JobRun(models.Model):
    """One run of a job, with its progress and its outcome."""

    class State(models.TextChoices):
        """Where a run stands."""

        WAITING = "waiting", _("Waiting")
        RUNNING = "running", _("Running")
        DONE = "done", _("Done")
        FAILED = "failed", _("Failed")

    name = models.CharField(max_length=80, db_index=True)
    arguments = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    result = models.JSONField(default=dict)
    reference = models.CharField(
        max_length=12, blank=True, help_text="Of a failure: names it to the people who can read the log"
    )
    result_page = models.JSONField(default=dict, help_text="Where the result stands, as ResultPage.to_json() gives it")
    repeat_policy = models.CharField(
        max_length=60, blank=True, help_text="Whoever has this permission may try again; empty: nobody"
    )
    again_of = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="again", help_text="The failed run that this repeats"
    )
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    queued_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-queued_at", "-id"]
