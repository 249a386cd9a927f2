"""The conditions of the award as a short list beside an audit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from registrar.areas.advising.queries.award_conditions import AwardConditions
from registrar.kernel import Finding
from registrar.ui.parts import Tag
from registrar.ui.words import term as term_text


@dataclass(frozen=True)
class Condition:
    """One condition: what is there of what is asked, and whether it is met."""

    label: Any
    text: str
    tag: Tag


def conditions(found: AwardConditions) -> list[Condition]:
    """Return the conditions that the requirements don't show already; none where the rule can't tell."""
    shown = []
    for name, label, text in _READ:
        finding = found.tests.get(name)
        if finding is not None:
            shown.append(Condition(label(), text(finding.message.args), _tag(finding)))
    if found.limit is not None and "cap" in found.limit.result:
        result = found.limit.result
        text_ = _("{total} of at most {cap} credits").format(total=result["total"], cap=int(result["cap"]))
        over = result["total"] > result["cap"]
        shown.append(Condition(_("Transferred"), text_, Tag(_("Too many"), "red") if over else Tag(_("Met"), "green")))
    return shown


def _tag(finding: Finding) -> Tag:
    return Tag(_("Met"), "green") if finding.holds else Tag(_("Not met yet"), "orange")


def _third(args: Mapping[str, Any]) -> str:
    need = -(-int(args["required"]) // int(args["parts"])) if "parts" in args else args["required"]
    return _("{have} of at least {need} credits").format(have=args["here"], need=need)


def _least(args: Mapping[str, Any]) -> str:
    return _("{have} of at least {need} credits").format(have=args["here"], need=args["least"])


def _gpa(args: Mapping[str, Any]) -> str:
    return _("{gpa}, asked for {line}").format(gpa=args["gpa"], line=args["line"])


def _waits(args: Mapping[str, Any]) -> str:
    return _("from {term}; graduation waits for its end").format(term=term_text(str(args["term"])))


_READ = (
    ("taken_here", lambda: _("Taken here"), _third),
    ("short_curriculum", lambda: _("Taken here after direct entry"), _least),
    ("gpa", lambda: _("GPA for the award"), _gpa),
    ("transfer", lambda: _("Transferred credits count"), _waits),
)
