"""What a basket would do if it were submitted now; nothing is locked or written."""

from collections.abc import Sequence
from datetime import datetime

from registrar.areas.registration.actions.judge_basket import Judged, judge_basket
from registrar.areas.registration.facts.picture import picture
from registrar.areas.registration.facts.request import Request


def preview_basket(study_id: int, group_ids: Sequence[int], *, now: datetime) -> list[Judged]:
    """Decide every choice as `submit_basket` would, in the same order, from the same facts.

    Raises UnknownGroups and UnknownStudy like it; an empty basket gives an empty list.
    """
    keys = list(dict.fromkeys(group_ids))
    if not keys:
        return []
    seen = picture([study_id], keys, now.date())
    return judge_basket(seen, seen.students[study_id], [seen.groups[key] for key in keys], Request(now))
