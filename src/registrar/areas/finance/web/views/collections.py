"""How collection goes, in pictures."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from registrar.areas.finance.models import DebitNote
from registrar.areas.finance.queries.collections import AGES, Share, ageing, by_day, by_state
from registrar.areas.finance.queries.notes import terms_with_notes
from registrar.areas.platform import clock
from registrar.ui.parts import Point, Tab, Tile
from registrar.ui.views import Page
from registrar.ui.words import in_chinese, money, term

MOST_DAYS = 14
THOUSAND = Decimal(1000)


class Collections(Page):
    """What was billed, what came in, and how old the rest is."""

    policy = "finance.view_books"
    template_name = "finance/collections.html"

    def get_title(self) -> str:
        """The heading."""
        return _("Collections and ageing")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Tiles, payments by day, and what is owed by age."""
        terms = terms_with_notes()
        asked = self.request.GET.get("term", "")
        chosen = asked if asked in terms else next(iter(terms), "")
        states = by_state(chosen) if chosen else {}
        days = by_day(chosen) if chosen else []
        return super().get_context_data(
            term=chosen,
            tabs=[Tab(term(key), f"?term={key}", current=key == chosen) for key in terms],
            tiles=_tiles(states),
            paid=states.get(DebitNote.State.PAID, Share()).amount,
            billed=_billed(states).amount,
            days=_by_day(days),
            ages=_ages(ageing(clock.today())),
            **kwargs,
        )


def _by_day(days: list[tuple[date, Share]]) -> list[Point]:
    """Payments by day in thousands of dollars; by week (named by its Monday) where there are many days."""
    sums: dict[date, Decimal] = {}
    for when, share in days:
        key = when - timedelta(days=when.weekday()) if len(days) > MOST_DAYS else when
        sums[key] = sums.get(key, Decimal(0)) + share.amount
    return [Point(_short(when), (_thousands(total),)) for when, total in sums.items()]


def _thousands(amount: Decimal) -> Decimal:
    """An amount in thousands of dollars, as the pictures have room for."""
    return (amount / THOUSAND).quantize(Decimal(1))


def _short(when: date) -> str:
    """A day without its year, as the picture has room for."""
    return f"{when.month}/{when.day}" if in_chinese() else f"{when.day} {when:%b}"


def _whole(amount: Decimal) -> str:
    """An amount without cents, for a tile."""
    return money(amount.quantize(Decimal(1))).removesuffix(".00")


def _billed(states: dict[str, Share]) -> Share:
    live = [share for state, share in states.items() if state != DebitNote.State.CANCELLED]
    return Share(sum(share.notes for share in live), sum((share.amount for share in live), Share().amount))


def _tiles(states: dict[str, Share]) -> list[Tile]:
    """Billed, paid, outstanding and overdue, each leading to its notes."""
    billed = _billed(states)
    tiles = [Tile(_("Billed"), _whole(billed.amount), _notes(billed.notes), reverse("finance:notes"))]
    for state, tone in (("paid", "good"), ("outstanding", ""), ("overdue", "bad")):
        share = states.get(state, Share())
        url = f"{reverse('finance:notes')}?state={state}"
        label = DebitNote.State(state).label
        tiles.append(Tile(label, _whole(share.amount), _notes(share.notes), url, tone if share.notes else ""))
    return tiles


def _notes(count: int) -> str:
    return _("%(count)s debit notes") % {"count": f"{count:,}"}


def _ages(shares: list[Share]) -> list[Point]:
    labels = [_("Not yet due")]
    for first, last in pairwise(AGES):
        labels.append(_("%(first)s to %(last)s days late") % {"first": first + 1, "last": last})
    labels.append(_("More than %(days)s days late") % {"days": AGES[-1]})
    return [Point(label, (_thousands(share.amount),)) for label, share in zip(labels, shares, strict=True)]
