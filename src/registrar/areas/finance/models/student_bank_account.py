"""Bank accounts to which refunds go."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q


class StudentBankAccount(models.Model):
    """A Hong Kong bank account of a student; one is on file at a time, and those before stay on record.

    Nothing of it is ever edited: a change ends one and enters another. `replaced` says that another account stood
    before it; either way refunds wait out the days of cooling off. Refunds to a holder of another name wait until
    somebody of the Finance Office, never the student, has accepted the name.
    """

    student = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="bank_accounts")
    bank_code = models.CharField(max_length=3)
    branch_code = models.CharField(max_length=3)
    number = models.CharField(max_length=9)
    holder_name = models.CharField(max_length=70, help_text="In Latin letters, as the bank has it")
    holder_differs = models.BooleanField(default=False, help_text="The holder's name is not the student's")
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    accepted_at = models.DateTimeField(null=True)
    replaced = models.BooleanField(default=False)
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-entered_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["student"], condition=Q(ended_at=None), name="one_bank_account_on_file"),
            models.CheckConstraint(
                condition=Q(bank_code__regex=r"^\d{3}$")
                & Q(branch_code__regex=r"^\d{3}$")
                & Q(number__regex=r"^\d{6,9}$"),
                name="bank_account_of_digits",
            ),
            models.CheckConstraint(
                condition=Q(accepted_by=None, accepted_at=None)
                | (Q(accepted_by__isnull=False, accepted_at__isnull=False) & ~Q(accepted_by=F("student"))),
                name="holder_accepted_by_somebody_else",
            ),
            models.CheckConstraint(condition=Q(holder_name__regex=r"[A-Za-z]"), name="holder_in_latin_letters"),
        ]
        triggers = [
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="only_ended", exclude=["ended_at", "accepted_by", "accepted_at"]),
        ]

    @property
    def full(self) -> str:
        """Bank, branch and number, as a bank prints them."""
        return f"{self.bank_code}-{self.branch_code}-{self.number}"

    @property
    def masked(self) -> str:
        """The same with all but the bank and the last three digits hidden."""
        return f"{self.bank_code}-•••-{'•' * (len(self.number) - 3)}{self.number[-3:]}"
