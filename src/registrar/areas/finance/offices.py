"""The offices that raise charges, the kinds they may raise, and who sits in them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings

from registrar.areas.people.policies import Role, roles_of
from registrar.kernel import Bilingual
from registrar.rulebook import load_rulebook

KINDS = "finance.charge_kinds"
OFFICES = "finance.charge_offices"
EVERYWHERE = "finance"
DEPARTMENT = "department"

OFFICE_OF_ROLE: dict[str, str] = {
    Role.FINANCE: EVERYWHERE,
    Role.REGISTRY: "registry",
    Role.LIBRARY: "library",
    Role.STUDENT_AFFAIRS: "student_affairs",
    Role.DEPARTMENT: DEPARTMENT,
    Role.HEAD: DEPARTMENT,
}


@dataclass(frozen=True, slots=True)
class Desk:
    """An office that somebody sits in; `department` is the code where it is a department's, else empty."""

    office: str
    department: str = ""


def desks_of(user: Any) -> list[Desk]:
    """Return the offices for which somebody may raise charges, the Finance Office first."""
    found = [
        Desk(office, department if office == DEPARTMENT else "")
        for role, office in OFFICE_OF_ROLE.items()
        for department in sorted(roles_of(user).get(role, ()))
    ]
    return list(dict.fromkeys(found))


def kinds() -> Mapping[str, Mapping[str, Any]]:
    """Return every kind of charge by its code, as the university's list has it."""
    return _newest(KINDS)


def offices() -> Mapping[str, Mapping[str, Any]]:
    """Return every office by its code."""
    return _newest(OFFICES)


def kinds_of(desk: Desk) -> list[str]:
    """Return the kinds that an office may raise by hand: its own, or all for the Finance Office.

    A kind that needs facts about somebody who is no student yet is left to the area that knows them.
    """
    return [
        code
        for code, kind in kinds().items()
        if desk.office in (EVERYWHERE, kind["office"]) and "jupas" not in kind.get("facts", ()) and not _voluntary(kind)
    ]


def is_counted(code: str) -> bool:
    """Whether a charge of a kind is priced by a number of something; every other is one charge with one amount."""
    return "counted_in" in kinds()[code]


def kind_title(code: str) -> Bilingual | None:
    """Return a kind's name; None for a kind that isn't in the list."""
    kind = kinds().get(code)
    return Bilingual(**kind["title"]) if kind else None


def office_title(code: str) -> Bilingual:
    """Return an office's name."""
    office = offices().get(code)
    return Bilingual(**office["title"]) if office else Bilingual(code, code)


def whom_to_ask(code: str) -> Bilingual:
    """Return whom a student asks about a charge of an office."""
    office = offices().get(code) or offices()[EVERYWHERE]
    return Bilingual(**office["ask"])


def days_to_pay(code: str) -> int:
    """Return within how many days a charge of a kind is to be paid."""
    return int(kinds()[code]["days"])


def deadline(code: str, today: date) -> date:
    """Return the last day of payment of a charge raised today."""
    return date.fromordinal(today.toordinal() + days_to_pay(code))


def _voluntary(kind: Mapping[str, Any]) -> bool:
    return bool(kind.get("voluntary"))


def _newest(name: str) -> Mapping[str, Any]:
    parameter = load_rulebook().university(settings.UNIVERSITY).parameters[name]
    found: Mapping[str, Any] = parameter.uses[-1].value
    return found
