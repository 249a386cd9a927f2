"""Write what a timetable file changes, and tell the students whose classes move."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from registrar.areas.platform import notices
from registrar.areas.platform.jobs import Progress, do_now, start
from registrar.areas.platform.locking import lock
from registrar.areas.platform.queries.job_runs import job_run, running
from registrar.areas.platform.result_page import ResultPage
from registrar.areas.registration.actions.check_timetable import Source, check_timetable
from registrar.areas.registration.actions.queue_offers import queue_offers
from registrar.areas.registration.actions.upload_timetable import AT_ONCE
from registrar.areas.registration.facts.timetable_file import Slot
from registrar.areas.registration.facts.timetable_now import TimetableNow
from registrar.areas.registration.facts.timetable_plan import GroupPlan, Plan
from registrar.areas.registration.models import Meeting, Offering, Registration, SubjectGroup
from registrar.kernel import Bilingual
from registrar.rulebook.message_values import said

APPLY = "registration.apply_timetable"
PAGE = ResultPage("registration:timetable-upload", args=("check",))
BATCH = 2000
SUBJECT = Bilingual("Your timetable for {term} has changed", "你在{term}的上課時間表有更改")
BODY = Bilingual(
    "The times or rooms of these classes of yours have changed: {groups}. Please look at your timetable.",
    "你以下科目的上課時間或課室已更改：{groups}。請查閱你的時間表。",
)


@dataclass(frozen=True)
class Applied:
    """What became of it: rows written, students told; `moved` when the term is no longer as the check saw it."""

    counts: dict[str, int]
    told: int = 0
    moved: bool = False


@transaction.atomic
def apply_timetable(
    source: Source, fingerprint: str | None, *, now: datetime, progress: Progress | None = None
) -> Applied:
    """Write the rows that nothing stands against, or nothing where the term has changed since it was checked.

    `fingerprint` is the check's; None applies whatever is right now. The groups are locked, so nobody registers in one
    while it moves; the number of statements is fixed but for batches of two thousand rows. A file that is applied
    twice changes nothing the second time. Raises UnreadableSheet and Term.DoesNotExist.
    """
    plan, _seen = check_timetable(source)
    concerned = [one.known for one in plan.accepted() if one.known] + plan.removals
    lock(
        {
            "registration.Offering": {one.offering for one in concerned},
            "registration.SubjectGroup": {one.pk for one in concerned},
        }
    )
    # What was read before the locks may be stale by now.
    plan, seen = check_timetable(source, progress)
    if fingerprint is not None and plan.fingerprint() != fingerprint:
        return Applied(plan.counts(), moved=True)
    changed = [one for one in plan.accepted() if one.known is None or one.traits_changed or any(one.meetings())]
    _write(changed, plan, seen)
    queue_offers([one.known.pk for one in changed if one.known and one.quota > one.known.quota])
    return Applied(plan.counts(), _tell(changed, seen.term, now))


def apply_check(check: Any, *, actor: Any, now: datetime) -> Any:
    """Apply what the run of a check found, at once or, where the file is long, as a job; return the run of it."""
    arguments = {"check": check.pk, "term": check.arguments["term"]}
    if check.result["rows"] <= AT_ONCE:
        return do_now(APPLY, arguments, lambda progress: applying(progress, now), actor=actor, now=now)
    return running(APPLY, check=check.pk) or start(
        APPLY, arguments, actor=actor, now=now, result_page=PAGE, repeat_policy="registration.manage_timetable"
    )


def applying(progress: Progress, now: datetime) -> dict[str, Any]:
    """Do the work of an application whose job names its check. Raises RuntimeError where the check is gone."""
    run = progress.job()
    check = job_run(run.arguments["check"])
    if check is None:
        raise RuntimeError("the check of this upload is gone")
    source = Source.of(check.arguments)
    done = apply_timetable(source, check.result["fingerprint"], now=now, progress=progress)
    return {**({"moved": True} if done.moved else done.counts), "told": done.told}


def _write(changed: Sequence[GroupPlan], plan: Plan, seen: TimetableNow) -> None:
    new = [one for one in changed if one.known is None]
    offerings = dict(seen.offerings)
    missing = sorted({one.key[0] for one in new} - set(offerings))
    made = Offering.objects.bulk_create([Offering(subject_id=code, term_id=seen.term) for code in missing], BATCH)
    offerings |= {one.subject_id: one.pk for one in made}
    groups = SubjectGroup.objects.bulk_create(
        [
            SubjectGroup(
                offering_id=offerings[one.key[0]],
                code=one.key[1],
                quota=one.quota,
                teacher_id=seen.teachers.get(one.teacher),
            )
            for one in new
        ],
        BATCH,
    )
    keys = {one.key: row.pk for one, row in zip(new, groups, strict=True)}
    keys |= {one.key: one.known.pk for one in changed if one.known}
    SubjectGroup.objects.bulk_update(
        [
            SubjectGroup(pk=one.known.pk, quota=one.quota, teacher_id=seen.teachers.get(one.teacher))
            for one in changed
            if one.known and one.traits_changed
        ],
        ["quota", "teacher"],
        BATCH,
    )
    going, coming = [], []
    for one in changed:
        gone, come = one.meetings()
        going += gone
        coming += [_meeting(keys[one.key], slot) for slot in come]
    Meeting.objects.filter(pk__in=going).delete()
    Meeting.objects.bulk_create(coming, BATCH)
    SubjectGroup.objects.filter(pk__in=[one.pk for one in plan.removals]).delete()


def _meeting(group: int, slot: Slot) -> Meeting:
    return Meeting(
        group_id=group,
        kind=slot.kind,
        weekday=slot.weekday,
        starts_at=slot.start,
        ends_at=slot.end,
        weeks=list(slot.weeks),
        room_id=slot.room or None,
    )


def _tell(changed: Sequence[GroupPlan], term: str, now: datetime) -> int:
    """Tell each student in a group whose meetings changed, once; return how many."""
    moved = [one.known.pk for one in changed if one.known and one.times_changed]
    live = Registration.objects.filter(group__in=moved, state=Registration.State.REGISTERED)
    of_student: dict[Any, list[str]] = defaultdict(list)
    for row in live.select_related("study__student", "offering", "group").order_by("offering__subject_id"):
        of_student[row.study.student].append(f"{row.offering.subject_id} ({row.group.code})")
    notices.send((_draft(student, term, groups) for student, groups in of_student.items()), now=now)
    return len(of_student)


def _draft(student: Any, term: str, groups: list[str]) -> notices.Draft:
    texts = {
        language: (
            getattr(SUBJECT, language).format(term=said(term, language)),
            getattr(BODY, language).format(groups=said(groups, language)),
        )
        for language in ("en", "zh")
    }
    return notices.Draft(
        recipient=student,
        kind="timetable_changed",
        subject=Bilingual(texts["en"][0], texts["zh"][0]),
        body=Bilingual(texts["en"][1], texts["zh"][1]),
        link="/my/timetable/",
    )
