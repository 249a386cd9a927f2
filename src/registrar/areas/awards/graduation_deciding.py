"""Asking the rules about windows, forms and parchments of graduation."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.conf import settings

from registrar.areas.awards.models import CertificationHold, GraduationPenalty, GraduationWindow
from registrar.areas.catalogue.queries.term import current_term
from registrar.areas.finance.queries.holds import holds_of
from registrar.areas.platform.clock import HONG_KONG
from registrar.areas.studies.queries.options_of import options_of
from registrar.kernel import Decision
from registrar.rulebook import decide


def decide_window(
    study: Any, term: Any, today: date, *, expected: bool | None = None, days: int | None = None
) -> Decision:
    """Return whether a study may apply for graduation in a term today (polyu-2024-25:6K-04, 6K-05, 4M-13)."""
    length = days or GraduationWindow.objects.filter(pk=term.key).values_list("length_days", flat=True).first()
    facts = {
        "term": term.key,
        "cohort": study.cohort,
        "level": study.programme.level,
        "has_option": bool(options_of([study.pk], today).get(study.pk)),
        "add_drop_ends": term.add_drop_to.astimezone(HONG_KONG).date(),
        "length_days": length,
        "expects_to_finish": expected,
    }
    return decide("award.graduation_application", facts, as_of=today, university=settings.UNIVERSITY)


def window_of(term: Any, today: date, *, days: int | None = None) -> Decision:
    """Return when the window of a term opens and closes, for a degree student without options."""
    length = days or GraduationWindow.objects.filter(pk=term.key).values_list("length_days", flat=True).first()
    facts = {
        "term": term.key,
        "level": "bachelor",
        "has_option": True,
        "add_drop_ends": term.add_drop_to.astimezone(HONG_KONG).date(),
        "length_days": length,
    }
    return decide("award.graduation_application", facts, as_of=today, university=settings.UNIVERSITY)


def decide_specific_award(study: Any, term: Any, today: date, *, filed_on: date | None = None) -> Decision:
    """Return whether AR84c is for a study, whether it is late, and by when the answer comes (polyu-2024-25:6K-01)."""
    facts = {
        "term": term.key,
        "cohort": study.cohort,
        "level": study.programme.level,
        "awards": max(1, study.programme.streams.count()),
        "teaching_ends": term.teaching_to,
        "applied_on": filed_on,
    }
    return decide("award.nested_award_application", facts, as_of=today, university=settings.UNIVERSITY)


def decide_parchment(term: str, confirmed_on: date, deferred_until: date | None) -> Decision:
    """Return which date the parchment bears, and when it is handed out (polyu-2024-25:7C-01, 7C-02)."""
    facts = {"term": term, "confirmed_on": confirmed_on, "deferred_until": deferred_until}
    return decide("award.parchment", facts, as_of=confirmed_on, university=settings.UNIVERSITY)


def decide_release(award: Any, today: date, *, override: bool = False) -> Decision:
    """Return whether the parchment of an award may be handed over today (polyu-2024-25:7C-08); some six queries.

    With `override` the registry has given a reason to release it although a matter is open.
    """
    withheld = list(
        GraduationPenalty.objects.filter(
            study_id=award.study_id, kind=GraduationPenalty.Kind.WITHHOLD, lifted_at=None
        ).values_list("ends_on", flat=True)
    )
    grounds = set(
        CertificationHold.objects.filter(study_id=award.study_id, ended_at=None).values_list("ground", flat=True)
    )
    facts = {
        "term": _term_of_day(award, today),
        "conferred": award.state == "conferred",
        "withheld": bool(withheld),
        "withheld_until": None if None in withheld else max((day for day in withheld if day), default=None),
        "unsettled": "unsettled" in grounds or holds_of(award.study_id, today) is not None,
        "disciplinary": "discipline" in grounds,
        "override": override,
    }
    return decide("award.parchment_release", facts, as_of=today, university=settings.UNIVERSITY)


def decide_collection(award: Any, seen: Mapping[str, Any], today: date) -> Decision:
    """Return whether who came brought what the clause asks for (polyu-2024-25:7C-04)."""
    facts = {"term": _term_of_day(award, today), **seen}
    return decide("award.parchment_collection", facts, as_of=today, university=settings.UNIVERSITY)


def decide_disposal(award: Any, today: date, *, collected: bool) -> Decision:
    """Return whether the parchment of an award may be destroyed today (polyu-2024-25:7C-05)."""
    facts = {"term": _term_of_day(award, today), "dated": award.conferred_on or award.confer_on, "collected": collected}
    return decide("award.parchment_disposal", facts, as_of=today, university=settings.UNIVERSITY)


def decide_electronic(award: Any, today: date) -> Decision:
    """Return whether an electronic parchment may be had beside the paper one (polyu-2024-25:7C-07)."""
    facts = {"dated": award.conferred_on or award.confer_on, "retracted": award.state == "retracted"}
    return decide("award.electronic_parchment", facts, as_of=today, university=settings.UNIVERSITY)


def _term_of_day(award: Any, today: date) -> str:
    """The law of the day at the counter binds, not that of the last term of the study."""
    term = current_term(today)
    return str(term.key if term is not None else award.term_id)
