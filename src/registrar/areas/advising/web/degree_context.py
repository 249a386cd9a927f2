"""What the pages of a degree put into their templates, a student's own or one that staff look at."""

from datetime import date
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from registrar.areas.advising.queries.award_conditions import award_conditions, gpa_of
from registrar.areas.advising.queries.degree import Degree
from registrar.areas.advising.web.condition_parts import conditions
from registrar.areas.advising.web.degree_parts import ShownDegree
from registrar.rulebook import load_rulebook
from registrar.rulebook.requirements import load_requirements
from registrar.ui.parts import Tile
from registrar.ui.words import term as term_text


def degree_context(degree: Degree, *, student: bool, term: str, as_of: date) -> dict[str, Any]:
    """Return the audit laid out, its figures, the conditions of the award, and its documents; two queries."""
    decision = degree.decision
    if "requirements" not in decision.result:
        return {"degree": degree, "audit": decision, "shown": None}
    documents = load_requirements(load_rulebook().university(settings.UNIVERSITY).path).by_id
    shown = ShownDegree(degree, dict(documents), student=student)
    gpa = gpa_of(degree.record.study.key, as_of)
    tested = award_conditions(degree, gpa, term=term, as_of=as_of)
    return {
        "degree": degree,
        "audit": decision,
        "shown": shown,
        "conditions": conditions(tested),
        "tested": [*tested.tests.values(), *(tested.limit.findings if tested.limit else ())],
        "papers": [documents[one] for one in decision.result["documents"]],
        "tiles": degree_tiles(degree),
        "earliest": degree.earliest,
        "earliest_term": degree.earliest.result.get("earliest_term"),
    }


def degree_tiles(degree: Degree) -> list[Tile]:
    """The figures of an audit."""
    result, earliest = degree.decision.result, degree.earliest.result.get("earliest_term")
    needed, passed = result["credits_needed"], result["credits_passed"]
    tiles = [
        Tile(_("Credits counted"), passed, _("of {needed}").format(needed=needed)),
        Tile(_("In progress"), result["credits_in_progress"], _("credits registered")),
        Tile(_("Still to take"), max(0, needed - passed - result["credits_in_progress"]), _("credits")),
    ]
    if result["complete"]:
        tiles.append(Tile(_("Requirements"), _("All met"), tone="good"))
    elif earliest:
        tiles.append(Tile(_("Earliest completion"), term_text(str(earliest)), _("at the highest load")))
    return tiles
