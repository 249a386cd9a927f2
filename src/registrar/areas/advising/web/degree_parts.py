"""How a degree audit is shown: the wheel, and each requirement with what fills it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from registrar.areas.advising.queries.degree import Degree
from registrar.areas.advising.web.requirement_links import filler_url, search_url
from registrar.kernel import Bilingual, Citation
from registrar.rulebook.requirements import Requirement
from registrar.rules.award._audit_facts import AuditException
from registrar.ui.joining import listed
from registrar.ui.parts import Link, Sector, Slice, Tag
from registrar.ui.words import day, in_reader_language
from registrar.ui.words import term as term_text

TAGS = {
    "met": (gettext_lazy("Met"), "green"),
    "in_progress": (gettext_lazy("In progress"), "blue"),
    "planned": (gettext_lazy("Planned"), "purple"),
    "missing": (gettext_lazy("Not met yet"), "orange"),
    "waived": (gettext_lazy("Waived"), "green"),
}
USES = {
    "passed": gettext_lazy("passed"),
    "transferred": gettext_lazy("credits transferred"),
    "exempted": gettext_lazy("exempted"),
    "in_progress": gettext_lazy("registered"),
    "planned": gettext_lazy("planned"),
}
PASSED = ("passed", "transferred", "exempted")


@dataclass
class ShownUse:
    """A subject that counts for a requirement, and why it counts there."""

    code: str
    title: Any
    credits: int
    state: Tag
    term: str
    grade: str
    why: str = ""


@dataclass
class ShownRequirement:
    """A requirement as the page lists it."""

    row: dict[str, Any]
    number: str
    title: Any
    tag: Tag
    figures: str
    citation: Citation
    note: Any = ""
    ways: list[Link] = field(default_factory=list)
    needs: list[str] = field(default_factory=list)
    uses: list[ShownUse] = field(default_factory=list)
    floors: list[str] = field(default_factory=list)
    children: list[ShownRequirement] = field(default_factory=list)
    exceptions: list[Any] = field(default_factory=list)

    @property
    def anchor(self) -> str:
        """The id of its place on the page."""
        return str(self.row["id"]).replace(":", "-")

    @property
    def leaves(self) -> Iterator[ShownRequirement]:
        """What is to be filled, itself or below it; options that aren't picked are left out."""
        if not self.children:
            yield self
        for child in self.children:
            if child.row["wanted"]:
                yield from child.leaves


class ShownDegree:
    """An audit laid out for reading. `student` says whose search the links lead to."""

    def __init__(self, degree: Degree, documents: dict[str, Any], *, student: bool) -> None:
        """Lay out every requirement."""
        self.degree, self.student = degree, student
        result = degree.decision.result
        self.rows: list[dict[str, Any]] = list(result.get("requirements", ()))
        self.own_document = next(iter(result.get("documents", ())), "")
        self.titles = {row["id"]: row["title"] for row in self.rows}
        self.requirements = {
            str(one.citation): one
            for document in result.get("documents", ())
            for one in (documents[document].walk() if document in documents else ())
        }
        self.facts = {one.subject: one for one in degree.facts.subjects}
        self.tops = [
            self._shown(row, str(number))
            for number, row in enumerate([row for row in self.rows if not row["parent"]], start=1)
        ]

    @property
    def sectors(self) -> list[Sector]:
        """The wheel."""
        return [
            Sector(int(top.number), top.title, tuple(Slice(leaf.title, _parts(leaf.row)) for leaf in top.leaves))
            for top in self.tops
        ]

    @property
    def unused(self) -> list[ShownUse]:
        """Subjects on record that no requirement needs."""
        return [self._use({"subject": code, **self._known(code)}, "") for code in self.degree.decision.result["unused"]]

    def _known(self, code: str) -> dict[str, Any]:
        return {"state": self.facts[code].state, "credits": self.facts[code].credits}

    def _shown(self, row: dict[str, Any], number: str) -> ShownRequirement:
        requirement = self.requirements.get(row["id"])
        below = [one for one in self.rows if one["parent"] == row["id"]]
        label, colour = TAGS[row["state"]] if row["wanted"] else (_("Another option is taken"), "grey")
        return ShownRequirement(
            row=row,
            number=number,
            title=row["title"],
            tag=Tag(label, colour),
            figures=_figures(row),
            citation=Citation.parse(row["id"]),
            note=requirement.note if requirement and requirement.note else "",
            ways=self._ways(row, requirement),
            needs=[listed_choice(codes) for codes in row.get("missing", ())],
            uses=[self._use(use, row["id"]) for use in row.get("subjects", ())],
            floors=_floors(row, requirement),
            children=[self._shown(one, f"{number}.{place}") for place, one in enumerate(below, start=1)],
            exceptions=[
                _exception(one)
                for one in self.degree.facts.exceptions
                if row["id"] in (one.requirement, f"{self.own_document}:{one.requirement}")
            ],
        )

    def _ways(self, row: dict[str, Any], requirement: Requirement | None) -> list[Link]:
        """Where to find what would fill it."""
        if row["state"] != "missing" or not row["wanted"]:
            return []
        if row.get("missing"):
            codes = [code for one in row["missing"] for code in one]
            return [Link(code, search_url({"q": code}, student=self.student)) for code in codes]
        if row["kind"] == "take":
            return [Link(_("Find subjects that count here"), filler_url(requirement, student=self.student))]
        return []

    def _use(self, use: dict[str, Any], requirement: str) -> ShownUse:
        code = use["subject"]
        known, particulars = self.facts.get(code), self.degree.data.subjects.get(code)
        colour = "green" if use["state"] in PASSED else "blue" if use["state"] == "in_progress" else "purple"
        return ShownUse(
            code=code,
            title=Bilingual(particulars.title_en, particulars.title_zh) if particulars else code,
            credits=use["credits"],
            state=Tag(USES[use["state"]], colour),
            term=term_text(known.term) if known and known.term else "",
            grade=known.grade if known else "",
            why=self._why(use, requirement),
        )

    def _why(self, use: dict[str, Any], requirement: str) -> str:
        """Why a subject that fits elsewhere too counts here."""
        if not use.get("also_fits"):
            return ""
        others = listed(self.titles[one] for one in use["also_fits"])
        here = in_reader_language(self.titles[requirement])
        without = use.get("without", 0)
        if without:
            text = ngettext(
                "Also fits {others}; without it {here} would lack {count} credit.",
                "Also fits {others}; without it {here} would lack {count} credits.",
                without,
            )
            return text.format(others=others, here=here, count=without)
        return _("Also fits {others}; wherever it counts, no less is missing.").format(others=others)


@dataclass(frozen=True)
class ShownException:
    """An exception on record, with who allowed it."""

    tag: str
    text: str
    clause: Any


def _exception(one: AuditException) -> ShownException:
    """Say what an exception does."""
    if one.kind == "lower":
        text = ngettext("{count} credit less", "{count} credits less", one.credits).format(count=one.credits)
    elif one.kind == "substitute":
        text = _("{by} instead of {subject}").format(by=one.by, subject=one.subject or _("another subject"))
    else:
        text = _("{subject} is not asked for").format(subject=one.subject) if one.subject else _("not asked for")
    said = _("{what}, by {authority}").format(what=text, authority=one.authority)
    if one.ends_on:
        said = _("{what}, until {day}").format(what=said, day=day(one.ends_on, weekday=False))
    return ShownException(_("Exception"), said, one.clause)


def listed_choice(codes: list[str]) -> str:
    """One subject, or several of which one will do."""
    return _(" or ").join(codes)


def _figures(row: dict[str, Any]) -> str:
    """How much of it is there."""
    if row["state"] == "waived" or row["kind"] == "element":
        return ""
    if row["kind"] == "average":
        return _("average {average}, asked for {line}").format(
            average="–" if row["average"] is None else f"{row['average']:.2f}", line=row["line"]
        )
    if "need" in row:
        text = _("{have} of {need} credits") if row["unit"] == "credits" else _("{have} of {need} subjects")
        return text.format(have=row["passed"], need=row["need"])
    if row["of"] == 1:
        return ""
    return _("{met} of {of} parts").format(met=row["met"], of=row["of"])


def _floors(row: dict[str, Any], requirement: Requirement | None) -> list[str]:
    found = []
    for floor in row.get("floors", ()):
        text = (
            _("Within it a floor of {need} credits: {have} so far")
            if floor["unit"] == "credits"
            else _("Within it a floor of {need} subjects: {have} so far")
        )
        found.append(text.format(need=floor["need"], have=floor["have"]))
    for cap in row.get("ceilings", ()):
        text = (
            _("Together at most {most} credits of one sort count: {have} so far")
            if cap["unit"] == "credits"
            else _("Together at most {most} subjects of one sort count: {have} so far")
        )
        found.append(text.format(most=cap["most"], have=cap["have"]))
    return found


def _parts(row: dict[str, Any]) -> tuple[tuple[str, int], ...]:
    """The credits of a requirement by state, for the wheel; an exempted subject takes room too."""
    if row["state"] == "waived" or "subjects" not in row:
        return ()
    by_state = {"met": 0, "in_progress": 0, "planned": 0}
    for use in row["subjects"]:
        state = "met" if use["state"] in PASSED else use["state"]
        by_state[state] += max(use["credits"], 1)
    return (*by_state.items(), ("missing", row["lacks"]))
