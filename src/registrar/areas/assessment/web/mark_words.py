"""Why a mark was not taken, in words; and marks as people write them."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from registrar.areas.assessment.actions.enter_marks import BadMark
from registrar.areas.assessment.models import ComponentMark
from registrar.ui.words import in_reader_language

ABSENT = "ABS"
WHY: dict[str, Any] = {
    "not_a_mark": _("{component}: “{text}” is no mark. Enter a number, or ABS for absent."),
    "negative": _("{component}: “{text}” is below zero."),
    "too_fine": _("{component}: “{text}” has more than two decimal places."),
    "overtaken": _(
        "{component}: somebody else has changed this to “{stored}” meanwhile. Save again if yours is right."
    ),
    "above": _("{component}: {text} is above the full mark of {maximum}."),
}


def why_bad_mark(bad: BadMark) -> str:
    """The reason in a sentence that names the component."""
    mark, absent = bad.stored or (None, False)
    return str(WHY[bad.problem]).format(
        component=in_reader_language(bad.title),
        text=bad.text,
        maximum=plain(bad.maximum),
        stored=ABSENT if absent else plain(mark) or "–",
    )


def plain(value: Decimal | None) -> str:
    """A mark without zeros that say nothing: 30, 29.5."""
    if value is None:
        return ""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def share(value: Decimal) -> int | Decimal:
    """A weight for a picture: whole where it is whole."""
    return int(value) if value == value.to_integral_value() else value.normalize()


def shown_mark(mark: ComponentMark | None) -> str:
    """A mark as it is typed; ABS where the student was absent."""
    if mark is None:
        return ""
    return ABSENT if mark.absent else plain(mark.mark)
