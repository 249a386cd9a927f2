"""The order of waiting lists in words, as the registry published it for a term."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from registrar.kernel import Citation, ParameterUse
from registrar.rulebook import load_rulebook, rule_named
from registrar.rulebook.span import place_of

RULE = "registration.need_class"
FIGURES = ("registration.need_order", "registration.offer_hours", "registration.max_waiting_lists")
NAMES = {
    "final_year": _("In the final year, and the award needs the subject"),
    "compulsory_due": _("Compulsory in the programme, and due by its pattern"),
    "retake": _("Taken again after a fail"),
    "curriculum": _("Counts towards the programme"),
    "additional": _("Beyond the programme"),
    "improvement": _("Passed already, taken for a better grade"),
    "other": _("Has a place in another group, or none of these"),
}


@dataclass(frozen=True)
class Place:
    """One class of the order: its number, its words and the clause that it rests on."""

    number: int
    words: Any
    clause: Citation | None


@dataclass(frozen=True)
class PublishedOrder:
    """The order of a term with its figures and their readings; empty where no verified edition covers the term."""

    places: tuple[Place, ...]
    hours: int | None
    lists: int | None
    readings: tuple[Any, ...]


def published_order(term: str) -> PublishedOrder:
    """Return the order, the hours that an offer is kept and the most lists, as they bind in a term; no query."""
    law = load_rulebook().university(settings.UNIVERSITY)
    edition = law.binding(rule_named(RULE), term).edition
    order, hours, lists = (_figure(name, term) for name in FIGURES)
    places = []
    for number, name in enumerate(order.value if order else (), start=1):
        cited = law.cited(rule_named(RULE), name, edition)
        places.append(Place(number, NAMES[name], cited[0] if cited else None))
    return PublishedOrder(
        places=tuple(places),
        hours=hours.value if hours else None,
        lists=lists.value if lists else None,
        readings=tuple(one.reading for one in (order, hours, lists) if one and one.reading),
    )


def _figure(name: str, term: str) -> ParameterUse | None:
    known = load_rulebook().university(settings.UNIVERSITY).parameters.get(name)
    found = known.at(place_of(term, "term")) if known else None
    return found if isinstance(found, ParameterUse) else None
