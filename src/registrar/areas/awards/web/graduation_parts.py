"""What the pages on graduation print alike."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from registrar.areas.awards.models import (
    Award,
    GraduationApplication,
    GraduationPenalty,
    ParchmentEnding,
    SpecificAwardApplication,
)
from registrar.areas.catalogue.queries.subject_particulars import subject_particulars
from registrar.areas.platform import clock
from registrar.rulebook import load_rulebook
from registrar.rulebook.requirements import load_requirements
from registrar.ui.joining import bracketed
from registrar.ui.parts import Row, Tag
from registrar.ui.wording import value

AWARD_COLOURS = {"graduand": "blue", "conferred": "green", "retracted": "red"}
APPLICATION_COLOURS = {
    "recorded": "green",
    "late": "orange",
    "taken_late": "green",
    "declined": "red",
    "settled": "blue",
}
FORM_COLOURS = {"filed": "blue", "forwarded": "blue", "approved": "green", "refused": "red", "taken_back": "grey"}


def award_tag(award: Award) -> Tag:
    """Return where an award stands."""
    return Tag(award.get_state_display(), AWARD_COLOURS[award.state])


def ending_tag(ending: ParchmentEnding | None) -> Tag:
    """Return what became of a parchment."""
    if ending is None:
        return Tag(_("Not collected"), "orange")
    return Tag(ending.get_how_display(), "grey" if ending.how == ParchmentEnding.How.DESTROYED else "green")


def application_tag(row: GraduationApplication) -> Tag:
    """Return how far an application has come."""
    return Tag(row.get_state_display(), APPLICATION_COLOURS[row.state])


def form_tag(row: SpecificAwardApplication) -> Tag:
    """Return how far an AR84c has come."""
    return Tag(row.get_state_display(), FORM_COLOURS[row.state])


def penalty_tag(item: GraduationPenalty) -> Tag:
    """Return whether a penalty is in force, used up, lifted or over."""
    if item.lifted_at:
        return Tag(_("Lifted"), "grey")
    if item.used_on_id:
        return Tag(_("Used up"), "grey")
    if item.ends_on and item.ends_on < clock.today():
        return Tag(_("Over"), "grey")
    if item.flagged_at:
        return Tag(_("No class below: decide"), "red")
    return Tag(_("In force"), "orange")


def chinese() -> bool:
    """Whether the reader reads Chinese."""
    return (get_language() or "").startswith("zh")


def title_of(award: Award) -> str:
    """Return the title of an award in the reader's language."""
    return award.title_zh if chinese() else award.title_en


def class_of(award: Award) -> str:
    """Return the class of an award in the reader's language."""
    return award.class_zh if chinese() else award.class_en


def named(codes: Sequence[str]) -> list[str]:
    """Return subjects by code and title in the reader's language, in the order given; one query."""
    titles = subject_particulars() if codes else {}
    return [phrase_of(code, titles.get(code)) for code in codes]


def phrase_of(code: str, subject: Any) -> str:
    """Return a code with its title behind it; the code alone where the catalogue doesn't know it."""
    if subject is None:
        return code
    return f"{code} {subject.title_zh if chinese() else subject.title_en}"


def programme_title(study: Any) -> str:
    """Return the title of a study's programme in the reader's language."""
    return study.programme.title_zh if chinese() else study.programme.title_en


def minor_title(study: Any) -> str:
    """Return the title of a study's Minor in the reader's language; empty without one."""
    minor = study.minor
    return "" if minor is None else (minor.title_zh if chinese() else minor.title_en)


def class_named(code: str) -> str:
    """Return a class of awards by its code, in the reader's language; empty for none."""
    return value(code, area="award") if code else ""


def every_class() -> list[tuple[str, str]]:
    """Return (code, title) of every class that a requirement document of the university knows."""
    documents = load_requirements(load_rulebook().university(settings.UNIVERSITY).path)
    codes = dict.fromkeys(band.code for document in documents.by_id.values() for band in document.bands)
    return [(code, class_named(code)) for code in codes]


def stream_title(stream: Any) -> str:
    """Return the title of a stream's award in the reader's language, with its code."""
    title = stream.title_zh if chinese() else stream.title_en
    return bracketed(title, stream.code) if title else stream.code


def student_rows(study: Any) -> list[Row]:
    """Return who a page is about."""
    return [Row(_("Student"), f"{study.student_number} {study.student.person.in_full}")]
