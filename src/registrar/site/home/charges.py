"""What the offices that raise charges find on the home page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from registrar.areas.finance.offices import EVERYWHERE, desks_of
from registrar.areas.finance.queries.charge_figures import ChargeFigures, charge_figures
from registrar.areas.finance.queries.deferrals import waiting_deferrals
from registrar.site.home.records import Part, Todo, address
from registrar.ui import words
from registrar.ui.parts import Tile
from registrar.ui.policy import permits


def charges_part(user: Any, now: datetime, terms: list[Any]) -> Part:
    """Return how an office's own charges stand; two queries, and one for the Student Affairs Office."""
    figures = _figures(user)
    there = address("finance:charges")
    tiles = [
        Tile(_("Charges outstanding"), words.money(figures.outstanding_amount), _count(figures.outstanding), there),
        Tile(
            _("Charges overdue"),
            words.money(figures.overdue_amount),
            _count(figures.overdue),
            there,
            "bad" if figures.overdue else "",
        ),
        Tile(_("Charges paid"), words.money(figures.paid_amount), _count(figures.paid), there, "good"),
    ]
    todos = [*charge_todos(user, figures), *deferral_todos(user)]
    return Part(gettext_lazy("Charges and fines"), todos, tiles)


def charge_todos(user: Any, figures: ChargeFigures | None = None) -> Iterator[Todo]:
    """Yield what waits for somebody: waivers for a second person, and for the Finance Office what has no price."""
    figures = figures or _figures(user)
    there = address("finance:charges")
    if figures.to_second:
        title = ngettext("Decide on {count} waiver", "Decide on {count} waivers", figures.to_second)
        why = _("A large charge is waived by two persons; somebody else has proposed it.")
        yield Todo(title.format(count=figures.to_second), f"{there}?state=second", why)
    if figures.asked and any(desk.office == EVERYWHERE for desk in desks_of(user)):
        title = ngettext("Set the amount of {count} charge", "Set the amount of {count} charges", figures.asked)
        why = _("The handbook charges for it without naming an amount.")
        yield Todo(title.format(count=figures.asked), f"{there}?state=asked", why)


def deferral_todos(user: Any) -> Iterator[Todo]:
    """Yield the applications for deferral that wait for the Student Affairs Office, by the earliest deadline."""
    waiting = waiting_deferrals() if permits("finance.answer_deferral", user) else []
    if waiting:
        title = ngettext(
            "Answer {count} application for deferral", "Answer {count} applications for deferral", len(waiting)
        )
        why = _("Students ask to pay their tuition later. The first deadline is {day}.")
        there = f"{address('finance:deferrals')}?state=asked"
        yield Todo(title.format(count=len(waiting)), there, why.format(day=words.day(waiting[0].deadline)))


def _figures(user: Any) -> ChargeFigures:
    return charge_figures(desks_of(user), user)


def _count(number: int) -> str:
    return ngettext("{count} charge", "{count} charges", number).format(count=f"{number:,}")
