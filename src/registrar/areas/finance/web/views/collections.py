"""How collection goes, in pictures."""

from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from registrar.areas.finance.models import DebitNote
from registrar.areas.finance.queries.collections import BREAKDOWNS, Share, ageing, by_day, by_state
from registrar.areas.finance.queries.notes import terms_with_notes
from registrar.areas.finance.web.ageing_parts import (
    BREAKDOWN_TITLES,
    NOTES,
    age_points,
    age_rows,
    age_titles,
    note_rows,
    table_rows,
)
from registrar.areas.platform import clock
from registrar.areas.platform.looking import log_look
from registrar.ui import exports
from registrar.ui.joining import bracketed
from registrar.ui.parts import Point, Tab, Tile
from registrar.ui.views import Page
from registrar.ui.words import in_chinese, money, term

MOST_DAYS = 14
THOUSAND = Decimal(1000)
# From here on a rounded thousand says enough.
LARGE = 100 * THOUSAND


class Collections(Page):
    """What was billed, what came in, and how old the rest is."""

    policy = "finance.view_books"
    template_name = "finance/collections.html"

    def get_title(self) -> str:
        """The heading."""
        return _("Collections and ageing")

    @cached_property
    def breakdown(self) -> str:
        """What ageing is broken down by: the programme unless another is asked for."""
        asked = self.request.GET.get("by", "")
        return asked if asked in BREAKDOWNS else BREAKDOWNS[0]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page, or a file: ageing as broken down, or every open note; the latter is logged."""
        kind, today = request.GET.get("export", ""), clock.today()
        if kind not in ("csv", "xlsx"):
            return super().get(request, *args, **kwargs)
        if request.GET.get("file") == "notes":
            log_look(request, page="finance:collections", subject="download:owed-notes")
            return cast("HttpResponse", exports.response(kind, f"owed-notes-{today}", NOTES, note_rows(today)))
        heads = (BREAKDOWN_TITLES[self.breakdown], _("Debit notes"), *age_titles(), _("Still due"))
        name = f"ageing-{self.breakdown}-{today}"
        return cast("HttpResponse", exports.response(kind, name, heads, table_rows(self.breakdown, today)))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Tiles, payments by day, and what is owed by age."""
        terms = terms_with_notes()
        asked = self.request.GET.get("term", "")
        chosen = asked if asked in terms else next(iter(terms), "")
        states = by_state(chosen) if chosen else {}
        days = by_day(chosen) if chosen else []
        owed = ageing(clock.today())
        return super().get_context_data(
            term=chosen,
            tabs=[Tab(term(key), f"?term={key}", current=key == chosen) for key in terms],
            tiles=_tiles(states),
            paid=_received(states),
            billed=_billed(states).amount,
            days=_by_day(days),
            ages=age_points(owed),
            owes=any(share.notes for share in owed),
            held=_held(sum(share.held for share in owed)),
            age_titles=age_titles(),
            rows=age_rows(self.breakdown, clock.today()),
            breakdown=BREAKDOWN_TITLES[self.breakdown],
            breakdowns=[
                Tab(title, f"?term={chosen}&by={key}", current=key == self.breakdown)
                for key, title in BREAKDOWN_TITLES.items()
            ],
            **kwargs,
        )


def _by_day(days: list[tuple[date, Share]]) -> dict[str, Any]:
    """Payments by day, or by week (named by its Monday) where there are many days, with the unit in the title.

    In thousands of dollars, as the picture has room for, unless all sums are small.
    """
    sums: dict[date, Decimal] = {}
    for when, share in days:
        key = when - timedelta(days=when.weekday()) if len(days) > MOST_DAYS else when
        sums[key] = sums.get(key, Decimal(0)) + share.amount
    large = max(sums.values(), default=Decimal(0)) >= LARGE
    unit = _("HK$ thousand") if large else "HK$"
    title = _("Payments by week") if len(days) > MOST_DAYS else _("Payments by day")
    per = THOUSAND if large else Decimal(1)
    points = [Point(_short(when), ((total / per).quantize(Decimal(1)),)) for when, total in sums.items()]
    return {"title": bracketed(title, unit), "unit": unit, "points": points}


def _short(when: date) -> str:
    """A day without its year, as the picture has room for."""
    return f"{when.month}/{when.day}" if in_chinese() else f"{when.day} {when:%b}"


def _whole(amount: Decimal) -> str:
    """An amount for a tile: without cents where there are none, never rounded."""
    return money(amount).removesuffix(".00")


def _billed(states: dict[str, Share]) -> Share:
    """What the live notes asked for, received or not."""
    live = sum((share for state, share in states.items() if state != DebitNote.State.CANCELLED), Share())
    return Share(live.notes, live.amount + live.held)


def _received(states: dict[str, Share]) -> Decimal:
    """What came in: notes that are paid, and what is held towards others."""
    held = sum((share.held for share in states.values()), Decimal(0))
    return states.get(DebitNote.State.PAID, Share()).amount + held


def _held(amount: Any) -> str:
    """What is held towards open notes, in words; empty where nothing is."""
    return money(amount) if amount else ""


def _tiles(states: dict[str, Share]) -> list[Tile]:
    """Billed, received, outstanding and overdue, each leading to its notes."""
    billed = _billed(states)
    tiles = [Tile(_("Billed"), _whole(billed.amount), _notes(billed.notes), reverse("finance:notes"))]
    for state, tone in (("paid", "good"), ("outstanding", ""), ("overdue", "bad")):
        share = states.get(state, Share())
        url = f"{reverse('finance:notes')}?state={state}"
        label = _("Received") if state == "paid" else DebitNote.State(state).label
        amount = _received(states) if state == "paid" else share.amount
        tiles.append(Tile(label, _whole(amount), _notes(share.notes), url, tone if share.notes else ""))
    return tiles


def _notes(count: int) -> str:
    return _("%(count)s debit notes") % {"count": f"{count:,}"}
