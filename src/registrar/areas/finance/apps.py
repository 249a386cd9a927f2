"""Django's handle on the area."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FinanceConfig(AppConfig):
    """The student account: double-entry books, charges, debit notes, payments, receipts."""

    name = "registrar.areas.finance"
    label = "finance"
    verbose_name = _("Finance")
