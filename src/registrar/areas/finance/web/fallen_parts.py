"""What the pages of fees show of a registration that fell away."""

from contextlib import suppress
from datetime import date
from typing import Any

from django.conf import settings
from django.urls import NoReverseMatch, reverse

from registrar.areas.finance.models import RaisedCharge
from registrar.areas.studies.queries.nullifications import nullification_of
from registrar.kernel import Decision
from registrar.rulebook import decide


def fallen_part(study: Any, today: date) -> dict[str, Any] | None:
    """Return when and why a registration ended, until when it can be asked back and what that costs; two queries.

    None for a study that stands. `asked` once an application has been charged.
    """
    fallen = nullification_of(study)
    if fallen is None:
        return None
    facts = {"nullified_on": fallen.on}
    window = decide("enrolment.reinstatement_window", facts, as_of=today, university=settings.UNIVERSITY)
    url = ""
    # The page belongs to a higher area: it is known by its address alone.
    with suppress(NoReverseMatch):
        url = reverse("registration:my-reinstatement")
    asked = RaisedCharge.objects.filter(study=study, kind="reinstatement", raised_at__gte=fallen.at)
    return {
        "asked": asked.exclude(state=RaisedCharge.State.VOID).exists(),
        "on": fallen.on,
        "why": Decision.from_json(fallen.decision.body) if fallen.decision else None,
        "window": window,
        "open": bool(window.result.get("considered")),
        "url": url,
    }
