"""How removed subjects and requests to the department are shown."""

from typing import Any

from registrar.areas.registration.models import Registration
from registrar.areas.registration.queries.unqualified import Standing
from registrar.kernel import Decision
from registrar.ui import wording
from registrar.ui.joining import listed, sentences
from registrar.ui.parts import Tag

STANDING_COLOURS = {
    Standing.UNSAID: "grey",
    Standing.ASKED: "orange",
    Standing.WAIVED: "green",
    Standing.NOT_WAIVED: "red",
    Standing.GRANTED: "green",
    Standing.REFUSED: "red",
    Standing.LAPSED: "grey",
}
REQUEST_COLOURS = {"open": "orange", "granted": "green", "refused": "red", "taken_back": "grey", "lapsed": "grey"}
ALLOWED = frozenset({Standing.WAIVED, Standing.GRANTED})


def standing_tag(row: Any) -> Tag:
    """Return what was asked and said about a removed subject."""
    standing = Standing(row.standing)
    return Tag(standing.label, STANDING_COLOURS[standing])


def request_tag(request: Any) -> Tag:
    """Return what became of a request."""
    return Tag(request.get_state_display(), REQUEST_COLOURS[request.state])


def why_of(stored: Any) -> str:
    """Return in sentences what a stored decision refuses for; empty where it refuses nothing."""
    return sentences(*(wording.message(one.message) for one in Decision.from_json(stored.body).refusals))


def failed_of(row: Registration) -> str:
    """Return the pre-requisite whose failing removed a subject, as its decision says; alternatives are listed."""
    decision = Decision.from_json(row.decision.body) if row.decision else None
    if decision is None:
        return ""
    return listed(str(code) for one in decision.refusals for code in one.message.args.get("required", ()))
