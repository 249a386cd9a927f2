"""The two trails, side by side."""

from django.urls import reverse
from django.utils.translation import gettext as _

from registrar.ui.parts import Tab


def trail_tabs(current: str) -> list[Tab]:
    """Return the tabs; `current` is changes or looks."""
    return [
        Tab(_("Changes"), reverse("platform:audit"), current == "changes"),
        Tab(_("Looks"), reverse("platform:looks"), current == "looks"),
    ]
