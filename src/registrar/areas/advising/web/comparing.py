"""Two ways to the award side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from registrar.areas.advising.queries.consequences import Consequences, Price, cannot_tell
from registrar.areas.advising.queries.degree import Degree, credits_missing
from registrar.areas.advising.web.degree_parts import TAGS
from registrar.kernel import Citation, Message, Term
from registrar.ui.joining import bracketed, labelled, sentences
from registrar.ui.parts import Tag
from registrar.ui.wording import message
from registrar.ui.words import day, in_reader_language, money
from registrar.ui.words import term as term_text

Side = tuple[Degree, Consequences | None]
NO_PRICE = {
    "nothing left": gettext_lazy("nothing: no semester is left"),
    "not offered": gettext_lazy("not offered to this student"),
    "not listed": gettext_lazy("not in the fee tables of this year"),
    "unknown": gettext_lazy("not known: the fee tables can't be asked for this programme and year of admission"),
}
# From the best to the worst a requirement can stand.
STATES = ("met", "waived", "in_progress", "planned", "missing")
EFFECTS = {
    "better": Tag(gettext_lazy("Better"), "green"),
    "worse": Tag(gettext_lazy("Worse"), "orange"),
    "other": Tag(gettext_lazy("Different"), "grey"),
}


@dataclass(frozen=True)
class Line:
    """One thing compared. `worth` are figures for both sides, the smaller the better, where there are any."""

    label: Any
    before: Any
    after: Any
    cites: tuple[Citation, ...] = ()
    worth: tuple[Any, Any] | None = None

    @property
    def differs(self) -> bool:
        """Whether the two sides differ."""
        return bool(str(self.before) != str(self.after))

    @property
    def effect(self) -> str:
        """What the change does: "better", "worse", "other", or nothing."""
        if not self.differs:
            return ""
        if self.worth is None or None in self.worth or self.worth[0] == self.worth[1]:
            return "other"
        return "better" if self.worth[1] < self.worth[0] else "worse"

    @property
    def mark(self) -> Tag | None:
        """The same as a tag."""
        return EFFECTS.get(self.effect)


def compared(sides: tuple[Side, Side], visa: list[Line]) -> list[Line]:
    """Return the lines of the comparison: figures first, then time and money, then every requirement of either side."""
    lines = [*_figures(sides), *_limits(sides), *visa]
    before, after = (_states(degree) for degree, _ in sides)
    titles = {key: one.title for side in (before, after) for key, one in side.items()}
    for key, title in titles.items():
        first, second = before.get(key, ABSENT), after.get(key, ABSENT)
        lines.append(Line(title, first, second, worth=(first.worth, second.worth)))
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

    def uncounted(degree: Degree, _more: Any) -> int | None:
        result = degree.decision.result
        return result["credits_needed"] - result["credits_passed"] if "credits_passed" in result else None

    def lacking(degree: Degree, _more: Any) -> int | None:
        return credits_missing(degree.decision) if "requirements" in degree.decision.result else None

    def unused(degree: Degree, _more: Any) -> int:
        return len(degree.decision.result.get("unused", ()))

    lacks, spare, ends = _pair(sides, lacking), _pair(sides, unused), _pair(sides, _soonest)
    first, second = (term_text(str(term)) if term else "–" for term in ends)
    return [
        Line(_("Earliest completion"), first, second, worth=ends),
        Line(_("Credits counted"), *_pair(sides, counted), worth=_pair(sides, uncounted)),
        Line(_("Credits neither passed nor registered"), _or_dash(lacks[0]), _or_dash(lacks[1]), worth=lacks),
        Line(_("Subjects that no requirement needs"), *spare, worth=spare),
    ]


def _or_dash(figure: int | None) -> Any:
    return "–" if figure is None else figure


def _soonest(degree: Degree, _more: Any = None) -> Term | None:
    term = degree.earliest.result.get("earliest_term")
    return Term.parse(str(term)) if term else None


def _limits(sides: tuple[Side, Side]) -> list[Line]:
    def ends(_degree: Degree, more: Consequences | None) -> str:
        last = more.duration.result.get("normal_last_term") if more else None
        return term_text(str(last)) if last else "–"

    def beyond(_degree: Degree, more: Consequences | None) -> Any:
        if more is None or more.beyond is None:
            return Tag(_("Not known"), "grey")
        return Tag(_("Beyond it"), "red") if more.beyond else Tag(_("Within it"), "green")

    def over(_degree: Degree, more: Consequences | None) -> bool | None:
        return more.beyond if more else None

    def price(degree: Degree, more: Consequences | None) -> Any:
        # Without an audit nobody knows how many credits are left: the audit says why there is none.
        return _price(more.price if more else Price(why_not="unknown", unknown=cannot_tell(degree.decision)))

    def amount(_degree: Degree, more: Consequences | None) -> Any:
        return more.price.amount.amount if more and more.price.amount else None

    found = [more.price.cites for _degree, more in sides if more is not None]
    cites = tuple(dict.fromkeys(Citation.parse(cite) for one in found for cite in one))
    return [
        Line(
            _("Tuition still to come, by this year's tables"),
            *_pair(sides, price),
            cites=cites,
            worth=_pair(sides, amount),
        ),
        Line(_("Normal duration ends"), *_pair(sides, ends)),
        Line(_("Earliest completion lies"), *_pair(sides, beyond), worth=_pair(sides, over)),
    ]


@dataclass(frozen=True)
class Told:
    """A value with a remark below it."""

    main: Any
    note: str

    def __str__(self) -> str:
        return f"{self.main} {self.note}"


def _price(price: Price) -> Any:
    """An amount, and what it is for."""
    if price.amount is None and price.why_not == "unknown" and price.unknown:
        return labelled(_("not known"), sentences(*map(_what_is_missing, price.unknown)))
    if price.amount is None:
        return str(NO_PRICE.get(price.why_not, NO_PRICE["unknown"]))
    if price.basis == "credit":
        said = ngettext("for {count} credit", "for {count} credits", price.quantity).format(count=price.quantity)
    else:
        said = ngettext("for {count} semester", "for {count} semesters", price.quantity).format(count=price.quantity)
    text = bracketed(money(price.amount), said)
    if not price.beyond:
        return text
    more = ngettext(
        "{count} of the semesters lies beyond the normal duration, at the fees charged then.",
        "{count} of the semesters lie beyond the normal duration, at the fees charged then.",
        price.beyond,
    )
    return Told(text, more.format(count=price.beyond))


def _what_is_missing(told: Message) -> str:
    """The fact alone where one is missing; else the whole message."""
    fact = told.args.get("meaning")
    return in_reader_language(fact) if fact is not None else message(told)


def visa_lines(sides: tuple[Side, Side], until: date | None, ends: Any) -> list[Line]:
    """Return whether a student visa lasts until the earliest end; `ends` gives the last day of a term, about.

    The university keeps no visas: its last day is what the student says.
    """
    label = _("Student visa, by the last day you gave") if until else _("Student visa: give its last day to compare")

    def covers(degree: Degree, _more: Any) -> Any:
        term = _soonest(degree)
        if until is None or term is None:
            return Tag(_("Not known"), "grey")
        last = ends(str(term))
        tag = Tag(_("Ends before"), "orange") if until < last else Tag(_("Long enough"), "green")
        return Told(tag, _("Study lasts until about {day}.").format(day=day(last, weekday=False)))

    def short(degree: Degree, _more: Any) -> int | None:
        term = _soonest(degree)
        return max(0, (ends(str(term)) - until).days) if until and term else None

    return [Line(label, *_pair(sides, covers), worth=_pair(sides, short))]


@dataclass(frozen=True)
class State:
    """How a requirement stands on one side."""

    title: Any
    tag: Tag
    lacks: int
    worth: tuple[int, int] | None = None

    def __str__(self) -> str:
        return f"{self.tag} {self.lacks}"


ABSENT = State("", Tag(gettext_lazy("not asked for"), "grey"), 0)


def _states(degree: Degree) -> dict[str, State]:
    found = {}
    for row in degree.decision.result.get("requirements", ()):
        if row["wanted"] and row["kind"] not in ("all", "choose"):
            label, colour = TAGS[row["state"]]
            title = in_reader_language(row["title"])
            found[title] = State(title, Tag(label, colour), row["lacks"], (STATES.index(row["state"]), row["lacks"]))
    return found
