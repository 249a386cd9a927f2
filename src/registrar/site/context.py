"""What the frame shows of the house: the institution, and who has signed in."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from registrar.areas.people.queries.who import Who, who
from registrar.rulebook import load_rulebook
from registrar.ui.policy import permits


def house(request: HttpRequest) -> dict[str, Any]:
    """Return the frame's facts; the database is asked only when a page prints the person."""
    user = getattr(request, "user", None)
    facts: dict[str, Any] = {"institution_name": load_rulebook().university(settings.UNIVERSITY).title}
    if user is not None and user.is_authenticated:
        somebody: Any = SimpleLazyObject(lambda: who(user))
        facts["person_name"] = SimpleLazyObject(lambda: somebody.name)
        facts["person_note"] = SimpleLazyObject(lambda: _offices(somebody))
        facts["clock_url"] = SimpleLazyObject(lambda: reverse("clock") if permits("platform.set_clock", user) else "")
    return facts


def _offices(somebody: Who) -> str:
    return " · ".join(str(office) for office in somebody.offices)
