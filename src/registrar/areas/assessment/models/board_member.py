"""Who sits on a board."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


@pghistory.track()
class BoardMember(models.Model):
    """One person's seat on a board, from a day until another; a board has one chair and one secretary at a time."""

    class Office(models.TextChoices):
        """What somebody does on the board; the secretary writes and doesn't count for the quorum."""

        CHAIR = "chair", pgettext_lazy("board", "Chair")
        SECRETARY = "secretary", pgettext_lazy("board", "Secretary")
        MEMBER = "member", pgettext_lazy("board", "Member")

    board = models.ForeignKey("assessment.Board", on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="board_seats")
    office = models.CharField(max_length=10, choices=Office.choices, default=Office.MEMBER, verbose_name=_("Office"))
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        ordering = ["board", "office", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["board", "user"], condition=Q(until=None), name="one_seat_on_a_board"),
            models.UniqueConstraint(
                fields=["board", "office"],
                condition=Q(until=None, office__in=["chair", "secretary"]),
                name="one_chair_and_one_secretary",
            ),
        ]
