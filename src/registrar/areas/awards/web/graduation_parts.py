"""What the pages on graduation print alike."""

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from registrar.areas.awards.models import Award, GraduationApplication, SpecificAwardApplication
from registrar.ui.joining import bracketed
from registrar.ui.parts import Row, Tag

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


def application_tag(row: GraduationApplication) -> Tag:
    """Return how far an application has come."""
    return Tag(row.get_state_display(), APPLICATION_COLOURS[row.state])


def form_tag(row: SpecificAwardApplication) -> Tag:
    """Return how far an AR84c has come."""
    return Tag(row.get_state_display(), FORM_COLOURS[row.state])


def chinese() -> bool:
    """Whether the reader reads Chinese."""
    return (get_language() or "").startswith("zh")


def title_of(award: Award) -> str:
    """Return the title of an award in the reader's language."""
    return award.title_zh if chinese() else award.title_en


def class_of(award: Award) -> str:
    """Return the class of an award in the reader's language."""
    return award.class_zh if chinese() else award.class_en


def stream_title(stream: Any) -> str:
    """Return the title of a stream's award in the reader's language, with its code."""
    title = stream.title_zh if chinese() else stream.title_en
    return bracketed(title, stream.code) if title else stream.code


def student_rows(study: Any) -> list[Row]:
    """Return who a page is about."""
    return [Row(_("Student"), f"{study.student_number} {study.student.person.in_full}")]
