"""How a plan is shown: a card a term, with its load, its subjects and what stands against them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from registrar.areas.advising.queries.degree import Degree
from registrar.areas.advising.queries.plan_ground import PlanGround
from registrar.areas.advising.queries.planning import check_plan, semesters_from
from registrar.areas.advising.web.degree_parts import ShownDegree
from registrar.kernel import Bilingual, Decision, Term
from registrar.ui.parts import Tag, Tile
from registrar.ui.words import term as term_text

# Further semesters that are offered beyond the last one planned.
AHEAD = 1
# A subject can be added so many semesters beyond them.
BEYOND = 4


@dataclass
class ShownSubject:
    """A subject of a term: planned ones can be moved, registered ones can't."""

    code: str
    title: Any
    credits: int
    planned: bool
    earlier: str = ""
    later: str = ""
    findings: list[Any] = field(default_factory=list)


@dataclass
class ShownTerm:
    """A term of the plan."""

    key: str
    credits: int
    ceiling: int
    subjects: list[ShownSubject]
    findings: list[Any]

    @property
    def tag(self) -> Tag | None:
        """What is wrong, if anything."""
        if self.credits > self.ceiling:
            return Tag(_("Too many credits"), "red")
        if any(one.findings for one in self.subjects):
            return Tag(_("Needs a look"), "orange")
        return None


def plan_context(there: PlanGround, degree: Degree, pairs: list[tuple[str, str]], as_of: date) -> dict[str, Any]:
    """Return the plan's terms, its figures, and the requirements that it leaves open."""
    check = check_plan(pairs, there.facts, there.there, as_of)
    result = degree.decision.result
    open_rows: list[Any] = []
    if "requirements" in result:
        tops = ShownDegree(degree, {}, student=True).tops
        open_rows = [
            leaf for top in tops for leaf in top.leaves if leaf.row["state"] == "missing" and leaf.row["wanted"]
        ]
        # A choice may be open as a whole, none of its ways begun.
        open_rows = open_rows or [top for top in tops if top.row["state"] == "missing"]
    terms = _terms(there, check, pairs)
    return {
        "terms": terms,
        "check": check,
        "problems": [one for one in check.findings if one.holds is False],
        "open_rows": open_rows,
        "all_terms": _choice(there, terms),
        "complete": bool(result.get("complete_as_planned")),
        "lacking": _lacking(result),
        "unknown": "requirements" not in result,
        "tiles": _tiles(result, check, terms),
    }


def _lacking(result: Any) -> int:
    """Credits that the award asks for beyond those passed, registered and planned."""
    if "credits_needed" not in result:
        return 0
    there = sum(result[name] for name in ("credits_passed", "credits_in_progress", "credits_planned"))
    return max(0, int(result["credits_needed"] - there))


def _choice(there: PlanGround, terms: list[ShownTerm]) -> list[str]:
    """The terms that a subject can be added to: from the next one to some years beyond the plan, Summer Terms too."""
    first = Term.parse(there.there.when.next_term)
    last = max([first, *(Term.parse(one.key) for one in terms)]).plus_semesters(BEYOND)
    found = [first]
    while found[-1] < last:
        found.append(found[-1].next())
    return [str(one) for one in found]


def _tiles(result: Any, check: Decision, terms: list[ShownTerm]) -> list[Tile]:
    broken = [one for one in check.result.get("problems", ()) if one["kind"] != "unusual"]
    last = next((one.key for one in reversed(terms) if one.subjects), "")
    complete = bool(result.get("complete_as_planned"))
    return [
        Tile(_("Planned"), result.get("credits_planned", 0), _("credits")),
        Tile(_("Plan ends"), term_text(last) if last else "–"),
        Tile(
            _("Requirements"),
            _("All met as planned")
            if complete
            else _("Something is missing")
            if "requirements" in result
            else _("Not known"),
            tone="good" if complete else "warn",
        ),
        Tile(_("Problems"), len(broken), tone="bad" if broken else "good"),
    ]


def _terms(there: PlanGround, check: Decision, pairs: list[tuple[str, str]]) -> list[ShownTerm]:
    registered: dict[str, list[str]] = {}
    for one in there.facts.subjects:
        if one.state == "in_progress" and one.term:
            registered.setdefault(one.term, []).append(one.subject)
    held = {code for codes in registered.values() for code in codes}
    held |= {one.subject for one in there.facts.subjects if one.state in ("passed", "transferred", "exempted")}
    planned: dict[str, list[str]] = {}
    for code, term in pairs:
        if code not in held:
            planned.setdefault(term, []).append(code)
    keys = {*registered, *planned}
    last = max([Term.parse(key) for key in keys], default=Term.parse(there.there.when.next_term))
    row = [key for key in semesters_from(there.there.when.next_term, 24) if Term.parse(key) <= last]
    loads = {one["term"]: one for one in check.result.get("loads", ())}
    none = {"credits": 0, "ceiling": check.result.get("ceiling", 0)}
    further = semesters_from(row[-1] if row else there.there.when.next_term, AHEAD + 1)
    ordered = sorted({*keys, *row, *further}, key=Term.parse)
    semesters = [key for key in ordered if not Term.parse(key).is_summer]
    return [
        ShownTerm(
            key=key,
            credits=loads.get(key, none)["credits"],
            ceiling=loads.get(key, none)["ceiling"],
            subjects=[
                *(_subject(there, code, key, check, None) for code in registered.get(key, ())),
                *(_subject(there, code, key, check, semesters) for code in planned.get(key, ())),
            ],
            findings=[
                one
                for one in check.findings
                if not one.holds
                and one.message.key == "award.plan.over_ceiling"
                and str(one.message.args.get("term")) == key
            ],
        )
        for key in ordered
    ]


def _subject(there: PlanGround, code: str, term: str, check: Decision, semesters: list[str] | None) -> ShownSubject:
    known = there.there.subjects.get(code)
    shown = ShownSubject(
        code=code,
        title=Bilingual(known.title_en, known.title_zh) if known else "",
        credits=known.credits if known else 0,
        planned=semesters is not None,
    )
    if semesters is not None:
        first = Term.parse(there.there.when.next_term)
        before = [key for key in semesters if first <= Term.parse(key) < Term.parse(term)]
        after = [key for key in semesters if Term.parse(key) > Term.parse(term)]
        shown.earlier, shown.later = before[-1] if before else "", after[0] if after else ""
        shown.findings = [
            one for one in check.findings if one.holds is False and one.message.args.get("subject") == code
        ]
    return shown
