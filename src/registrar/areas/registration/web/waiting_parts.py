"""How places in waiting lists are shown."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from registrar.areas.registration.models import WaitingEntry
from registrar.areas.registration.queries.waiting_lists import time_left
from registrar.areas.registration.web import registration_parts as parts
from registrar.kernel import Finding
from registrar.ui.parts import Tag
from registrar.ui.words import in_chinese

COLOURS = {
    "waiting": "blue",
    "offered": "green",
    "accepted": "green",
    "declined": "grey",
    "expired": "orange",
    "left": "grey",
    "closed": "grey",
    "placed": "green",
    "gone": "red",
}
# How a full group is refused, whoever its places are kept for.
FULL = frozenset({"registration.seat.full", "registration.seat.held", "registration.seat.waiting"})
A_DAY = 24
TEENS = range(11, 14)
HUNDRED = 100
TEN = 10
SUFFIXES = {1: "st", 2: "nd", 3: "rd"}


def state_tag(entry: WaitingEntry) -> Tag:
    """Return what became of an entry."""
    return Tag(entry.get_state_display(), COLOURS[entry.state])


def position_text(entry: Any) -> str:
    """Return the place in the queue: "3rd of 12"."""
    text = _("{place} of {count}")
    return text.format(place=ordinal(entry.position), count=max(entry.group.waiting, entry.position))


def ordinal(number: int) -> str:
    """Return a number as English counts places (1st, 2nd); in Chinese the sentence around says so."""
    if in_chinese():
        return str(number)
    suffix = "th" if number % HUNDRED in TEENS else SUFFIXES.get(number % TEN, "th")
    return f"{number}{suffix}"


def left_text(until: datetime, now: datetime) -> str:
    """Return how long an offer is still open, in hours while there are any."""
    hours, minutes = time_left(until, now)
    if hours >= A_DAY:
        days = hours // A_DAY
        return ngettext("{count} day left", "{count} days left", days).format(count=days)
    if hours:
        return ngettext("{count} hour left", "{count} hours left", hours).format(count=hours)
    return ngettext("{count} minute left", "{count} minutes left", minutes).format(count=minutes)


def need_of(entry: WaitingEntry) -> Finding | None:
    """Return the finding that put the entry into its class of need, from the decision that was kept."""
    found = entry.decision.body["findings"] if entry.decision else ()
    return Finding.from_json(found[0]) if found else None


def shown_entry(entry: WaitingEntry, now: datetime) -> dict[str, Any]:
    """Return a live entry as the student's page shows it."""
    subject = entry.group.offering.subject
    return {
        "key": entry.pk,
        "offering": entry.group.offering_id,
        "subject": subject.pk,
        "title": parts.title_of(subject),
        "group": entry.group.code,
        "meetings": parts.meeting_lines(entry.group),
        "position": position_text(entry) if entry.state == WaitingEntry.State.WAITING else "",
        "joined_at": entry.joined_at,
        "until": entry.offer_ends_at,
        "left": left_text(entry.offer_ends_at, now) if entry.offer_ends_at else "",
        "late": entry.offer_ends_at is not None and entry.offer_ends_at < now,
        "need": need_of(entry),
        "decision": entry.decision_id,
    }
