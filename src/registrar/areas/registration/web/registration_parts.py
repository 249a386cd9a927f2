"""How groups, meetings and registrations are shown."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from registrar.areas.registration.facts.offered_group import week_text
from registrar.areas.registration.queries.fee_effect import FeeEffect
from registrar.kernel import Money
from registrar.ui.joining import phrase
from registrar.ui.parts import Meeting, Part, Tag
from registrar.ui.pictures.week_grid import tone_of
from registrar.ui.words import clock_time, edge, in_chinese, moment, money, weekday

STATE_COLOURS = {
    "registered": "green",
    "dropped": "grey",
    "withdrawn": "grey",
    "nullified": "red",
    "removed": "orange",
}
KIND_COLOURS = {"retake": "orange", "additional": "purple", "assigned": "blue"}
CATEGORIES = {
    "compulsory": gettext_lazy("Compulsory"),
    "elective": gettext_lazy("Elective"),
    "free_elective": gettext_lazy("Free elective"),
    "gur": gettext_lazy("General University Requirement"),
    "gur_fixed": gettext_lazy("General University Requirement at a fixed time"),
    "minor": gettext_lazy("Minor"),
    "additional": gettext_lazy("Additional"),
}
NEARLY_FULL = 5
# A meeting of fewer weeks tells them.
FULL_TERM = 13
MINUTES = 60
# A meeting shorter than this has room for three lines in the grid.
ROOMY = 90


def title_of(subject: Any) -> str:
    """Return a subject's title in the reader's language."""
    return str(subject.title_zh if in_chinese() else subject.title_en)


def meeting_text(meeting: Any, all_weeks: int = FULL_TERM) -> str:
    """Return a meeting in a line: "Mon 09:30–11:20, Z205"; the weeks are told where it skips some."""
    text = f"{weekday(meeting.weekday - 1, short=True)} {clock_time(meeting.starts_at)}–{clock_time(meeting.ends_at)}"
    if meeting.room_id:
        text = phrase(text, meeting.room_id)
    if len(meeting.weeks) < all_weeks:
        text += " · " + _("weeks {weeks}").format(weeks=week_text(meeting.weeks))
    return text


def meeting_lines(group: Any) -> list[dict[str, str]]:
    """Return a group's meetings in lines, each with its kind."""
    ordered = sorted(group.meetings.all(), key=lambda one: (one.weekday, one.starts_at))
    return [{"kind": one.get_kind_display(), "text": meeting_text(one)} for one in ordered]


def week_meetings(groups: Iterable[tuple[Any, Any, bool]], url: str = "") -> list[Meeting]:
    """Return the meetings of (group, subject, only planned) for the week grid."""
    shown = []
    for group, subject, draft in groups:
        for one in group.meetings.all():
            start, end = _minutes(one.starts_at), _minutes(one.ends_at)
            kind, room = f"{one.get_kind_display()} {group.code}", one.room_id or ""
            short = end - start < ROOMY
            note = kind if short else f"{title_of(subject)} · {kind}"
            if len(one.weeks) < FULL_TERM:
                note += " · " + _("weeks {weeks}").format(weeks=week_text(one.weeks))
            shown.append(
                Meeting(
                    weekday=one.weekday - 1,
                    start=start,
                    end=end,
                    title=f"{subject.pk} · {room}" if short and room else subject.pk,
                    note=note,
                    room="" if short else room,
                    url=url,
                    tone=tone_of(subject.pk),
                    draft=draft,
                )
            )
    return shown


def _minutes(moment: Any) -> int:
    return int(moment.hour * MINUTES + moment.minute)


def places_left(group: Any) -> int:
    """Return the places of a group that nobody has, is kept or waits for."""
    return max(group.quota - group.seats_taken - group.held - group.waiting, 0)


def places_tag(group: Any) -> Tag:
    """Return the places of a group as a tag that nobody has, is kept or waits for."""
    left = places_left(group)
    if left <= 0:
        return Tag(_("Full"), "red")
    text = ngettext("{left} place left", "{left} places left", left).format(left=left)
    return Tag(text, "orange" if left <= NEARLY_FULL else "green")


def fee_words(effect: FeeEffect) -> str:
    """Return in words what a choice would do to the tuition of the term."""
    difference = effect.difference
    if difference is None:
        return _("The Finance Office tells the fee")
    if not difference:
        return _("No change in your tuition")
    if difference < Money.zero():
        return _("Tuition falls by {amount}").format(amount=money(abs(difference)))
    return _("Tuition rises by {amount}").format(amount=money(difference))


def fee_note(effect: FeeEffect) -> str:
    """Return the same for one choice among many; a flat fee, which no choice changes, is worth no word there."""
    return "" if effect.unchanged or effect.first_flat else fee_words(effect)


def places_parts(group: Any) -> list[Part]:
    """Return what the places of a group are made of: taken, kept for others, waited for, free."""
    left = max(group.quota - group.seats_taken - group.held, 0)
    waited = min(group.waiting, left)
    return [
        Part(_("taken"), group.seats_taken, 1),
        Part(_("kept"), group.held, 4),
        Part(_("waited for"), waited, 3),
        Part(_("free"), left - waited, 0),
    ]


def category_of(name: str) -> Any:
    """Return a category in words."""
    return CATEGORIES.get(name, name)


def window_note(term: Any, now: Any, own: tuple[Any, Any] | None = None) -> dict[str, Any]:
    """Return what is open in a term now, or when it opens: a sentence and whether submitting makes sense.

    `own` is the phase in which registration is open to the reader, where it differs from the general period.
    """
    opens_at, until = own or (term.registration_from, term.registration_to)
    if opens_at <= now <= until:
        return {"open": True, "text": _("Registration is open until {until}.").format(until=moment(until))}
    if term.add_drop_from <= now <= term.add_drop_to:
        return {"open": True, "text": _("Add/drop is open until {until}.").format(until=moment(term.add_drop_to))}
    if own and now < opens_at:
        text = _("Registration opens to your programme and cohort on {opens}. Until then you can plan.")
        return {"open": False, "text": text.format(opens=moment(opens_at))}
    if now < opens_at:
        opens = moment(opens_at)
        return {"open": False, "text": _("Registration opens on {opens}. Until then you can plan.").format(opens=opens)}
    if now < term.add_drop_from:
        opens = moment(term.add_drop_from)
        return {"open": False, "text": _("Add/drop opens on {opens}. Until then you can plan.").format(opens=opens)}
    ended = edge(term.add_drop_to)
    return {"open": False, "text": _("Add/drop ended on {ended}.").format(ended=ended)}


def teacher_of(group: Any) -> str:
    """Return the name of a group's teacher."""
    person = getattr(group.teacher, "person", None) if group.teacher_id else None
    if person is None:
        return "–"
    return person.name_zh if in_chinese() and person.name_zh else str(person)
