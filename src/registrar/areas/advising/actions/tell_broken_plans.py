"""Students are told when their plan to graduation no longer works."""

from datetime import datetime
from typing import Any

from registrar.areas.advising.facts import audit_facts
from registrar.areas.advising.models import DegreePlan
from registrar.areas.advising.queries.audit_data import CHUNK, audit_data
from registrar.areas.advising.queries.degree import Outlook, outlook
from registrar.areas.advising.queries.planning import Ground, check_plan, ground, planned_of
from registrar.areas.platform.clock import HONG_KONG
from registrar.areas.platform.notices import Draft, send
from registrar.kernel import Bilingual, Decision
from registrar.rulebook.messages import both

SUBJECT = Bilingual("Your plan to graduation needs a look", "你的畢業計劃須重新檢視")
# A notice names so many problems; the page has them all.
NAMED = 3


def tell_broken_plans(*, now: datetime) -> int:
    """Check every plan and tell each student once of what is new; return how many were told."""
    today = now.astimezone(HONG_KONG).date()
    when = outlook(today)
    plans = {plan.study_id: plan for plan in DegreePlan.objects.select_related("study__student")}
    keys, told = sorted(plans), 0
    if when is None or not keys:
        return 0
    for start in range(0, len(keys), CHUNK):
        told += _tell([plans[key] for key in keys[start : start + CHUNK]], when, now)
    return told


def _tell(plans: list[DegreePlan], when: Outlook, now: datetime) -> int:
    today = now.astimezone(HONG_KONG).date()
    data = audit_data([plan.study_id for plan in plans], today)
    records = {record.study.key: record for record in data.records}
    planned = planned_of(list(records))
    grounds: dict[str, Ground] = {}
    drafts, changed = [], []
    for plan in plans:
        record = records[plan.study_id]
        programme = record.study.programme
        there = grounds.get(programme) or ground(when, data.subjects, data.curricula[programme])
        grounds[programme] = there
        facts = audit_facts(data, record, when.term)
        decision = check_plan(planned.get(plan.study_id, []), facts, there, today)
        found = sorted([one["kind"], one["subject"], one["term"]] for one in problems_of(decision))
        if [one for one in found if one not in plan.told]:
            drafts.append(_draft(plan.study.student, decision))
        if found != plan.told:
            plan.told = found
            changed.append(plan)
    DegreePlan.objects.bulk_update(changed, ["told"], batch_size=1000)
    send(drafts, now=now)
    return len(drafts)


def problems_of(decision: Decision) -> list[dict[str, Any]]:
    """Return what breaks a plan; a semester that is merely unusual doesn't."""
    return [one for one in decision.result.get("problems", ()) if one["kind"] != "unusual"]


def _draft(student: Any, decision: Decision) -> Draft:
    said = [both(one.message) for one in decision.refusals[:NAMED]]
    return Draft(
        recipient=student,
        kind="advising",
        subject=SUBJECT,
        body=Bilingual(" ".join(one.en for one in said), "".join(one.zh for one in said)),
        link="/my/degree/plan/",
    )
