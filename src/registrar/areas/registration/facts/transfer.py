"""Facts of an approved credit transfer or exemption that is to be put on record."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from registrar.areas.platform.clock import HONG_KONG
from registrar.areas.studies.queries.latest_results import LatestResult
from registrar.areas.studies.queries.transfers_of import Recognised

CREDIT_TRANSFER, EXEMPTION, EXCHANGE = "credit_transfer", "exemption", "exchange"
GUR = "gur"
ON_A_LATER_YEAR = ("senior_year", "articulation", "advanced_standing")
EXTERNAL = "external"


@dataclass(frozen=True)
class WishedSubject:
    """One subject of an application: its code here, the grade that comes with it ("" for none), its name there."""

    subject: str
    grade: str = ""
    source_subject: str = ""


@dataclass(frozen=True)
class TransferWish:
    """An application as the department approved it.

    `passed` and `declared` are about the last attempt at the source subjects; `late_reason` is exchange, other or "".
    `exception` is the department's reason where credits count for a second award or beyond the share on entry.
    `offered_limit` is the figure of the Notice of Offer, where it names one.
    """

    study: int
    kind: str
    source: str
    institution: str
    lines: tuple[WishedSubject, ...]
    filed_on: date
    approved_on: date
    award: str = ""
    used_before: bool = False
    exception: str = ""
    completed_in: str = ""
    late_reason: str = ""
    passed: bool = True
    declared: bool = False
    offered_limit: int | None = None


@dataclass(frozen=True)
class TransferPicture:
    """What the decision rests on besides the application: study, subjects, their categories, and the record."""

    study: Any
    term: Any
    subjects: Mapping[str, Any]
    categories: Mapping[str, str]
    latest: Mapping[str, LatestResult]
    recognised: Collection[Recognised]


def transfer_facts(wish: TransferWish, seen: TransferPicture) -> dict[str, Any]:
    """Return the facts of `registration.credit_transfer`."""
    study = seen.study
    common = {"term": seen.term.pk, "cohort": study.cohort}
    facts: dict[str, Any] = {
        **common,
        "kind": wish.kind,
        "recognised_already": [line.subject for line in wish.lines if _passed(line.subject, seen)],
    }
    if wish.kind == EXEMPTION:
        return facts | _exemption(wish, seen, common)
    first = study.entry_term
    facts |= {
        "window": {
            "filed_on": wish.filed_on,
            "first_add_drop_ends_on": first.add_drop_to.astimezone(HONG_KONG).date(),
            "reason": wish.late_reason or None,
        },
        "validity": {"completed_in": wish.completed_in, "applied_on": wish.filed_on} if wish.completed_in else None,
        "reuse": {
            "credits": _asked(wish, seen),
            "graded": any(line.grade for line in wish.lines),
            "used_for_another_award": wish.used_before,
            "exception_recorded": bool(wish.exception),
        },
        "limit": _limit(wish, seen),
        "attempts": [_attempt(wish, line.subject, seen, common) for line in wish.lines],
        "effect": {**common, "first_term": first.pk},
    }
    if seen.term.ordinal <= first.ordinal:
        facts["entry_limit"] = {
            **common,
            "level": study.programme.level,
            "funding": study.programme.funding,
            "required_credits": study.programme.credits_required,
            "entry_credits": _asked(wish, seen) + sum(one.credits for one in seen.recognised),
            "exception_recorded": bool(wish.exception),
        }
    if study.admission in ON_A_LATER_YEAR:
        facts["short_curriculum"] = _short(wish, seen, common)
    return facts


def _passed(subject: str, seen: TransferPicture) -> bool:
    known = seen.latest.get(subject)
    return known is not None and known.passed


def _asked(wish: TransferWish, seen: TransferPicture) -> int:
    return sum(seen.subjects[line.subject].credits for line in wish.lines)


def _limit(wish: TransferWish, seen: TransferPicture) -> dict[str, Any]:
    """Credits without a known source came with admission: they are waived on entry, from elsewhere (5B-11)."""
    known = {"internal": 0, EXTERNAL: 0, EXCHANGE: 0, None: 0}
    for one in seen.recognised:
        known[one.source] += one.credits
    known[wish.source] += _asked(wish, seen)
    return {
        "required_credits": seen.study.programme.credits_required,
        "internal_credits": known["internal"],
        "external_credits": known[EXTERNAL],
        "exchange_credits": known[EXCHANGE],
        "waived_external": known[None],
        "offered_limit": wish.offered_limit,
    }


def _short(wish: TransferWish, seen: TransferPicture, common: dict[str, Any]) -> dict[str, Any]:
    """The curriculum is what the award asks for beyond what was waived on entry."""
    waived = sum(one.credits for one in seen.recognised if one.source is None)
    transferred = sum(one.credits for one in seen.recognised if one.source is not None)
    return {
        **common,
        "admission_type": seen.study.admission,
        "curriculum_credits": seen.study.programme.credits_required - waived,
        "transferred_credits": transferred + _asked(wish, seen),
        "required_gur": any(seen.categories[line.subject] == GUR for line in wish.lines),
    }


def _attempt(wish: TransferWish, subject: str, seen: TransferPicture, common: dict[str, Any]) -> dict[str, Any]:
    known = seen.latest.get(subject)
    return {
        **common,
        "subject": subject,
        "source": "internal" if wish.source == "internal" else EXTERNAL,
        "last_attempt_passed": wish.passed,
        "declared_last": wish.declared,
        "failed_in_current_study": known is not None and not known.passed,
        "own_exchange": wish.source == EXCHANGE,
    }


def _exemption(wish: TransferWish, seen: TransferPicture, common: dict[str, Any]) -> dict[str, Any]:
    return {
        "deadline": {
            **common,
            "request": EXEMPTION,
            "filed_on": wish.filed_on,
            "add_drop_ends_on": seen.term.add_drop_to.astimezone(HONG_KONG).date(),
        },
        "exemptions": [
            {
                **common,
                "subject": line.subject,
                "credits": seen.subjects[line.subject].credits,
                "similar_passed": wish.passed,
                "approved": True,
            }
            for line in wish.lines
        ],
    }
