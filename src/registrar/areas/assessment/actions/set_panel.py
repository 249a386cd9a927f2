"""A panel is put together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction

from registrar.areas.assessment.models import PanelMember, ReviewPanel


@dataclass(frozen=True)
class PanelSet:
    """The panel, and the NetIDs that nobody has, by their line; then nothing was written."""

    panel: ReviewPanel | None
    unknown: tuple[tuple[int, str], ...] = ()


@transaction.atomic
def set_panel(
    department: str, term: str, *, meets_on: date, members: Sequence[str], actor: Any, now: datetime
) -> PanelSet:
    """Set the meeting day and the members (NetIDs) of a department's panel for a term, new or as it stands.

    A NetID that nobody has refuses the whole, with its line. Members who left are taken off.
    """
    wanted = [one.strip().lower() for one in members]
    known = {user.username: user for user in get_user_model().objects.filter(username__in=wanted, is_active=True)}
    unknown = tuple((line, one) for line, one in enumerate(wanted, start=1) if one and one not in known)
    if unknown:
        return PanelSet(None, unknown)
    panel, _made = ReviewPanel.objects.update_or_create(
        department_id=department,
        term_id=term,
        defaults={"meets_on": meets_on, "changed_by": actor, "changed_at": now},
    )
    panel.members.exclude(user__in=known.values()).delete()
    sitting = set(panel.members.values_list("user", flat=True))
    PanelMember.objects.bulk_create(
        [PanelMember(panel=panel, user=user) for user in known.values() if user.pk not in sitting]
    )
    return PanelSet(panel)
