"""Two ways to the award side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.advising.queries.consequences import Consequences
from registrar.areas.advising.queries.degree import Degree, credits_missing
from registrar.areas.advising.web.degree_parts import TAGS
from registrar.kernel import Citation
from registrar.ui.joining import bracketed
from registrar.ui.parts import Tag
from registrar.ui.words import in_reader_language, money
from registrar.ui.words import term as term_text

Side = tuple[Degree, Consequences | None]
BASES = {
    "credit": gettext_lazy("for {count} credits"),
    "semester": gettext_lazy("for {count} semesters"),
    "year": gettext_lazy("a year; semesters still to come: {count}"),
    "2_semesters": gettext_lazy("for two semesters; semesters still to come: {count}"),
}
NO_PRICE = {
    "not offered": gettext_lazy("not offered to this student"),
    "not listed": gettext_lazy("not in the fee tables of this year"),
    "unknown": gettext_lazy("not known: a fact is missing"),
}


@dataclass(frozen=True)
class Line:
    """One thing compared; `differs` marks what the change does."""

    label: Any
    before: Any
    after: Any
    cites: tuple[Citation, ...] = ()
    heading: bool = False

    @property
    def differs(self) -> bool:
        """Whether the two sides differ."""
        return bool(str(self.before) != str(self.after))


def compared(sides: tuple[Side, Side], *, nonlocal_student: bool) -> list[Line]:
    """Return the lines of the comparison: figures first, then every requirement of either side."""
    lines = [*_figures(sides), *_limits(sides)]
    if nonlocal_student:
        unknown = Tag(_("Not known"), "grey")
        lines.append(Line(_("Student visa (its dates are not on record here)"), unknown, unknown))
    before, after = (_states(degree) for degree, _ in sides)
    titles = {key: title for side in (before, after) for key, (title, _tag, _lacks) in side.items()}
    lines += [Line(title, _state(before.get(key)), _state(after.get(key))) for key, title in titles.items()]
    return lines


def _pair(sides: Sequence[Side], read: Any) -> tuple[Any, Any]:
    first, second = (read(*side) for side in sides)
    return first, second


def _figures(sides: tuple[Side, Side]) -> list[Line]:
    def counted(degree: Degree, _more: Any) -> str:
        result = degree.decision.result
        if "credits_passed" not in result:
            return "–"
        return _("{passed} of {needed}").format(passed=result["credits_passed"], needed=result["credits_needed"])

    def lacking(degree: Degree, _more: Any) -> Any:
        return credits_missing(degree.decision) if "requirements" in degree.decision.result else "–"

    def unused(degree: Degree, _more: Any) -> Any:
        return len(degree.decision.result.get("unused", ()))

    def soonest(degree: Degree, _more: Any) -> str:
        term = degree.earliest.result.get("earliest_term")
        return term_text(str(term)) if term else "–"

    return [
        Line(_("Earliest completion"), *_pair(sides, soonest)),
        Line(_("Credits counted"), *_pair(sides, counted)),
        Line(_("Credits neither passed nor registered"), *_pair(sides, lacking)),
        Line(_("Subjects that no requirement needs"), *_pair(sides, unused)),
    ]


def _limits(sides: tuple[Side, Side]) -> list[Line]:
    def ends(_degree: Degree, more: Consequences | None) -> str:
        last = more.duration.result.get("normal_last_term") if more else None
        return term_text(str(last)) if last else "–"

    def beyond(_degree: Degree, more: Consequences | None) -> Any:
        if more is None or more.beyond is None:
            return Tag(_("Not known"), "grey")
        return Tag(_("Beyond it"), "red") if more.beyond else Tag(_("Within it"), "green")

    def price(_degree: Degree, more: Consequences | None) -> str:
        if more is None or more.price is None:
            return str(NO_PRICE.get(more.why_no_price if more else "unknown", NO_PRICE["unknown"]))
        said = str(BASES.get(more.basis, "")).format(count=more.quantity)
        return bracketed(money(more.price), said)

    cites = tuple(
        dict.fromkeys(Citation.parse(one) for _degree, more in sides if more is not None for one in more.cites)
    )
    return [
        Line(_("Tuition still to come, by this year's tables"), *_pair(sides, price), cites=cites),
        Line(_("Normal duration ends"), *_pair(sides, ends)),
        Line(_("Earliest completion lies"), *_pair(sides, beyond)),
    ]


def _states(degree: Degree) -> dict[str, tuple[str, Tag, int]]:
    rows = degree.decision.result.get("requirements", ())
    found = {}
    for row in rows:
        if row["wanted"] and row["kind"] not in ("all", "choose"):
            label, colour = TAGS[row["state"]]
            title = in_reader_language(row["title"])
            found[title] = (title, Tag(label, colour), row["lacks"])
    return found


@dataclass(frozen=True)
class State:
    """How a requirement stands on one side."""

    tag: Tag
    lacks: int

    def __str__(self) -> str:
        return f"{self.tag} {self.lacks}"


def _state(one: tuple[str, Tag, int] | None) -> State:
    if one is None:
        return State(Tag(_("not asked for"), "grey"), 0)
    return State(one[1], one[2])
