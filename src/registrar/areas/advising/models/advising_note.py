"""What an advisor writes down about a student."""

import pghistory
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


@pghistory.track()
class AdvisingNote(models.Model):
    """A note with those who may read it. It is never changed; whoever wrote it may take it back."""

    class Readers(models.TextChoices):
        """Who may read a note beside its author."""

        AUTHOR = "author", _("Nobody else")
        STAFF = "staff", _("Advisors and the department")
        STUDENT = "student", _("Advisors, the department and the student")

    study = models.ForeignKey("studies.Study", on_delete=models.PROTECT, related_name="advising_notes")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    readers = models.CharField(max_length=8, choices=Readers.choices)
    text = models.CharField(max_length=2000)
    written_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-written_at", "-id"]
        indexes = [models.Index(fields=["study", "readers"])]
