"""Boards of Examiners."""

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


@pghistory.track()
class Board(models.Model):
    """The board of a department that offers programmes, or of one programme alone (polyu-2024-25:6I-01).

    A programme with a board of its own is decided on there; every other one by the board of its department. Without a
    name it is called as its department or programme is.
    """

    department = models.OneToOneField("catalogue.Department", null=True, on_delete=models.PROTECT, related_name="+")
    programme = models.OneToOneField("catalogue.Programme", null=True, on_delete=models.PROTECT, related_name="+")

    name_en = models.CharField(_("Name in English"), max_length=120, blank=True)
    name_zh = models.CharField(_("Name in Chinese"), max_length=120, blank=True)

    class Meta:
        ordering = ["department", "programme"]
        constraints = [
            models.CheckConstraint(
                condition=Q(department__isnull=False, programme=None) | Q(department=None, programme__isnull=False),
                name="board_of_department_or_programme",
            ),
            models.CheckConstraint(
                condition=Q(name_en="", name_zh="") | ~Q(name_en="") & ~Q(name_zh=""),
                name="board_named_in_both_languages",
            ),
        ]
