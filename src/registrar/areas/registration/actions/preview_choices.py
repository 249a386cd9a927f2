"""What each of many groups would do, were it added to what a student has and plans; nothing is locked or written."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings

from registrar.areas.registration.actions.judge_basket import judge_basket
from registrar.areas.registration.facts.add_subject import add_facts
from registrar.areas.registration.facts.picture import picture
from registrar.areas.registration.facts.request import Request
from registrar.kernel import Decision
from registrar.rulebook import decide


def preview_choices(
    study_id: int, group_ids: Sequence[int], planned: Sequence[int], *, now: datetime
) -> dict[int, Decision]:
    """Decide each group by itself, counting what is planned and could be registered as taken.

    Groups of offerings that are taken or planned are left out. The same queries as `preview_basket`, however many
    groups there are. Raises UnknownGroups and UnknownStudy.
    """
    if not group_ids:
        return {}
    seen = picture([study_id], [*planned, *group_ids], now.date())
    student, request = seen.students[study_id], Request(now)
    judge_basket(seen, student, [seen.groups[key] for key in planned], request)
    settled = {one.offering for one in student.taken} | {seen.groups[key].offering for key in planned}
    answers = {}
    for key in group_ids:
        group = seen.groups[key]
        if group.offering in settled:
            continue
        beside = seen.corequisites(group.subject) & {one.subject for one in student.taken}
        facts = add_facts(seen, student, group, request, beside)
        answers[key] = decide("registration.add_subject", facts, as_of=now.date(), university=settings.UNIVERSITY)
    return answers
