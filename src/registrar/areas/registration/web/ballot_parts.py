"""How ballots and wishes are shown."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from registrar.areas.registration.models import Ballot, BallotWish
from registrar.areas.registration.web import registration_parts as parts
from registrar.kernel import Decision
from registrar.ui import wording
from registrar.ui.parts import Link, Tag
from registrar.ui.words import moment

STATE_COLOURS = {
    "planned": "grey",
    "open": "green",
    "closed": "orange",
    "entering": "orange",
    "drawn": "purple",
    "published": "blue",
}
OUTCOME_COLOURS = {"granted": "green", "refused": "red", "skipped": "grey"}


def state_tag(ballot: Ballot, now: datetime) -> Tag:
    """Return where a round stands, as a tag."""
    state = ballot.state(now)
    return Tag(state.label, STATE_COLOURS[state.value])


def outcome_tag(wish: BallotWish) -> Tag:
    """Return what became of a wish, as a tag."""
    return Tag(wish.get_outcome_display(), OUTCOME_COLOURS[wish.outcome])


def class_line(need: Decision) -> dict[str, Any]:
    """Return a class of need: its number as a tag, its reason in a sentence, and the clause."""
    finding = need.findings[0]
    number = need.result.get("class")
    return {
        "tag": Tag(_("Class {number}").format(number=number if number else "–"), "blue"),
        "text": wording.message(finding.message),
        "clause": finding.clause,
    }


def group_line(group: Any) -> dict[str, Any]:
    """Return a group as it stands in a list of wishes."""
    subject = group.offering.subject
    return {
        "group": group,
        "subject": subject,
        "title": parts.title_of(subject),
        "meetings": parts.meeting_lines(group),
    }


def round_note(ballot: Ballot, now: datetime) -> str:
    """Return in a sentence what a round asks of a student now."""
    state = ballot.state(now)
    if state is Ballot.State.PLANNED:
        return _("Places of this semester are given by ballot. Wishes can be handed in from {opens}.").format(
            opens=moment(ballot.opens_at)
        )
    if state is Ballot.State.OPEN:
        return _("Places of this semester are given by ballot. Rank your wishes by {closes}.").format(
            closes=moment(ballot.closes_at)
        )
    if state is Ballot.State.PUBLISHED:
        return _("The results of the ballot are out. What is left can be registered directly.")
    return _("The ballot is closed. Its results are announced for {results}.").format(results=moment(ballot.results_at))


def round_link(ballot: Ballot, now: datetime) -> tuple[Any, str]:
    """Return the words and the address of the page that a student needs now."""
    if ballot.state(now) is Ballot.State.OPEN:
        return _("Rank your wishes"), reverse("registration:wishes", args=[ballot.pk])
    return _("The ballot"), reverse("registration:my-ballot", args=[ballot.pk])


def window_note(term: Any, now: datetime, ballot: Ballot | None, phase: Any = None) -> dict[str, Any]:
    """Return what is open in a term now; while a ballot gives its places, that and the way to it as `link`.

    `phase` is the student's own phase of registration, if there is one.
    """
    if ballot is None or now < ballot.opens_at:
        return parts.window_note(term, now, phase)
    text, url = round_link(ballot, now)
    return {"open": False, "text": round_note(ballot, now), "link": Link(text, url)}
