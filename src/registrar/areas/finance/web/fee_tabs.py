"""The public fee pages side by side."""

from django.urls import reverse
from django.utils.translation import gettext as _

from registrar.ui.parts import Tab


def fee_tabs(current: str) -> list[Tab]:
    """Return the tabs of the fee pages; `current` is the url name of the page."""
    names = [
        ("calculator", _("Calculator")),
        ("fees_self_financed", _("Self-financed programmes")),
        ("fees_ugc", _("UGC-funded programmes")),
        ("fees_extension", _("Extension and Study Abroad")),
        ("fees_other", _("Other fees")),
        ("fee_schedule", _("Payment schedule")),
    ]
    return [Tab(label, reverse(f"finance:{name}"), current=name == current) for name, label in names]
