"""Accounts of the double-entry books."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Account(models.Model):
    """One account; a student's receivable carries the study, the university's own accounts carry none."""

    class Kind(models.TextChoices):
        """Side on which the account grows: assets by debit, the others by credit."""

        ASSET = "asset", _("Asset")
        LIABILITY = "liability", _("Liability")
        INCOME = "income", _("Income")

    code = models.CharField(max_length=30, unique=True, help_text="receivable:24012345D, bank, income:tuition, ...")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    name_en = models.CharField(max_length=120)
    name_zh = models.CharField(max_length=80)
    study = models.OneToOneField("studies.Study", null=True, on_delete=models.PROTECT, related_name="account")

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(study__isnull=True) | Q(kind="asset"), name="student_account_is_receivable"
            )
        ]
