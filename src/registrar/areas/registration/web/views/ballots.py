"""The registry's ballots: set up, watch, draw, look at, publish."""

from typing import Any

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.catalogue.queries.term import terms_between, upcoming_term
from registrar.areas.platform import clock
from registrar.areas.platform.queries.job_runs import running
from registrar.areas.registration.actions.open_ballot import Unsuitable, open_ballot
from registrar.areas.registration.actions.queue_ballot import DRAW, PUBLISH, queue_ballot
from registrar.areas.registration.models import Ballot
from registrar.areas.registration.queries.ballot_figures import figures_by_class, figures_by_programme, most_wanted
from registrar.areas.registration.queries.ballots import ballots, participation
from registrar.areas.registration.web import ballot_parts
from registrar.areas.registration.web.ballot_form import BallotForm
from registrar.areas.registration.web.of_ballot import OfBallot
from registrar.ui.parts import Column, Link, Point, Row, Tile
from registrar.ui.policy import permits
from registrar.ui.views import ConfirmPage, FormPage, ListPage, Page
from registrar.ui.words import in_chinese, moment, number
from registrar.ui.words import term as term_words

MOST_WANTED = 15
WHOLE = 100
PROBLEMS = {
    Unsuitable.ORDER: gettext_lazy("The round must open before it closes, and the results come after that."),
    Unsuitable.PAST: gettext_lazy("The round would be over already."),
    Unsuitable.UNDER_WAY: gettext_lazy("A round of this term is under way; publish its results first."),
}


class Ballots(ListPage):
    """Every round."""

    policy = "registration.view_ballots"
    title = gettext_lazy("Ballots")
    lead = gettext_lazy(
        "A term may give its places by ballot: students rank wishes, and how early they do is no matter."
    )
    columns = (
        Column("round", gettext_lazy("Round")),
        Column("state", gettext_lazy("State")),
        Column("closes", gettext_lazy("Wishes until")),
        Column("results", gettext_lazy("Results announced for")),
    )
    empty_title = gettext_lazy("No ballot yet")
    empty_text = gettext_lazy("Without one, places go in the order of registration.")

    def rows(self) -> list[Ballot]:
        """All rounds."""
        return ballots()

    def cells(self, item: Ballot) -> dict[str, Any]:
        """One round."""
        return {
            "round": _round(item),
            "state": ballot_parts.state_tag(item, clock.now()),
            "closes": moment(item.closes_at),
            "results": moment(item.results_at),
        }

    def link(self, item: Ballot) -> str:
        """Its page."""
        return reverse("registration:ballot", args=[item.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the way to a new round."""
        actions = []
        if permits("registration.run_ballots", self.request.user):
            actions.append(Link(_("Set up a round"), reverse("registration:new-ballot")))
        return super().get_context_data(page_actions=actions, **kwargs)


def _round(ballot: Ballot) -> str:
    return _("{term}, round {number}").format(term=term_words(ballot.term_id), number=ballot.round_number)


class NewBallot(FormPage):
    """Set up a round; its seed is made here and its commitment shown from then on."""

    belongs_to = ("registration:ballots",)
    policy = "registration.run_ballots"
    title = gettext_lazy("Set up a round")
    lead = gettext_lazy(
        "From the opening of the round until its results are out, nobody registers subjects of the term directly."
    )
    form_class = BallotForm
    submit_label = gettext_lazy("Set it up")

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to the list."""
        return [(_("Ballots"), reverse("registration:ballots"))]

    def get_form_kwargs(self) -> dict[str, Any]:
        """The terms whose places can still be given."""
        now = clock.now()
        keys = [row.pk for row in terms_between(now)]
        later = upcoming_term(now)
        keys += [later.pk] if later is not None and later.pk not in keys else []
        return {"terms": [(key, term_words(key)) for key in reversed(keys)]}

    def act(self, form: Any) -> Any:
        """Set it up, or say why not beside the fields."""
        kept = form.cleaned_data
        made = open_ballot(
            kept["term"],
            opens_at=kept["opens_at"],
            closes_at=kept["closes_at"],
            results_at=kept["results_at"],
            now=clock.now(),
            actor=self.request.user,
        )
        if isinstance(made, Unsuitable):
            field = "term" if made is Unsuitable.UNDER_WAY else "closes_on"
            form.add_error(field, PROBLEMS[made])
            return self.show(form, key=self.idempotency_key, status=422)
        return reverse("registration:ballot", args=[made.pk])


class OneBallot(OfBallot):
    """A page of the registry about one round."""

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to the list."""
        return [(_("Ballots"), reverse("registration:ballots"))]


class BallotPage(OneBallot, Page):
    """One round: participation while it is open, the draw, then what it came to."""

    belongs_to = ("registration:ballots",)
    policy = "registration.view_ballots"
    template_name = "registration/ballot.html"

    def get_title(self) -> str:
        """The heading."""
        return _("Ballot for {round}").format(round=_round(self.ballot))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Numbers; nobody's wishes; a fixed number of queries."""
        now, ballot = clock.now(), self.ballot
        state = ballot.state(now)
        drawn = ballot.drawn_at is not None
        figures = figures_by_class(ballot)
        part = participation(ballot)
        may = permits("registration.run_ballots", self.request.user)
        key = str(ballot.pk)
        return super().get_context_data(
            ballot=ballot,
            rows=_rows(ballot, now),
            tiles=_tiles(part, figures, drawn),
            may_draw=may and state in (Ballot.State.CLOSED, Ballot.State.ENTERING),
            may_publish=may and state is Ballot.State.DRAWN,
            running=running(DRAW, ballot=key) or running(PUBLISH, ballot=key),
            wanted=[_wanted(row) for row in most_wanted(ballot, MOST_WANTED)],
            drawn=drawn,
            figures=figures,
            chart=[
                Point(_("Class {number}").format(number=one["need_class"]), (_share(one["first_given"], one["first"]),))
                for one in figures
                if one["first"]
            ],
            programmes=[
                one | {"share": _share(one["first_given"], one["lists"]), "mean": round(one["given"] / one["lists"], 1)}
                for one in (figures_by_programme(ballot) if drawn else [])
            ],
            **kwargs,
        )


def _share(part: int, whole: int) -> int:
    return round(WHOLE * part / whole) if whole else 0


def _wanted(row: dict[str, Any]) -> dict[str, Any]:
    places = int(row["places"] or 0)
    return row | {
        "title": row["title_zh"] if in_chinese() else row["title_en"],
        "places": places,
        "short": max(row["lists"] - places, 0),
    }


def _rows(ballot: Ballot, now: Any) -> list[Row]:
    rows = [
        Row(_("State"), ballot_parts.state_tag(ballot, now)),
        Row(_("Wishes taken"), _("{a} to {b}").format(a=moment(ballot.opens_at), b=moment(ballot.closes_at))),
        Row(_("Results announced for"), moment(ballot.results_at)),
        Row(_("SHA-256 of the seed"), ballot.commitment),
    ]
    if ballot.published_at is not None:
        rows.append(Row(_("Seed"), ballot.open_seed))
    if ballot.drawn_at is not None:
        rows.append(Row(_("Drawn"), moment(ballot.drawn_at)))
        rows.append(Row(_("SHA-256 of the result file"), ballot.result_hash))
    if ballot.published_at is not None:
        file = Link(_("All wishes by ticket (CSV)"), reverse("registration:ballot-file", args=[ballot.pk]))
        rows.append(Row(_("Result file"), file))
    return rows


def _tiles(part: dict[str, Any], figures: list[dict[str, int]], drawn: bool) -> list[Tile]:
    tiles = [
        Tile(_("Students with a list"), number(part["students"])),
        Tile(_("Wishes handed in"), number(part["wishes"])),
    ]
    if drawn:
        given = sum(one["given"] for one in figures)
        first = _share(sum(one["first_given"] for one in figures), part["students"])
        tiles.append(Tile(_("Places given"), number(given)))
        tiles.append(Tile(_("First wish given"), f"{first}%", _("of all lists")))
    return tiles


class _Step(OneBallot, ConfirmPage):
    """A job of a round, asked for once."""

    belongs_to = ("registration:ballots",)
    policy = "registration.run_ballots"
    job = ""

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to the round."""
        return [
            *super().get_breadcrumbs(),
            (_round(self.ballot), reverse("registration:ballot", args=[self.ballot.pk])),
        ]

    def get_rows(self) -> list[Row]:
        """How many lists it is about."""
        part = participation(self.ballot)
        return [
            Row(_("Round"), _round(self.ballot)),
            Row(_("Students with a list"), number(part["students"])),
            Row(_("Wishes handed in"), number(part["wishes"])),
        ]

    def act(self, form: Any) -> str:
        """Queue it and show its progress; back to the round where its time has not come or is past."""
        run = queue_ballot(self.ballot.pk, self.job, actor=self.request.user, now=clock.now())
        if run is None:
            messages.error(self.request, _("The round is not at this point now."))
            return reverse("registration:ballot", args=[self.ballot.pk])
        return reverse("platform:job", args=[run.pk])


class DrawBallot(_Step):
    """Draw the round."""

    title = gettext_lazy("Draw the ballot")
    submit_label = gettext_lazy("Draw it")
    warning = gettext_lazy("A ballot is drawn once. The places given are entered at once.")
    job = DRAW


class PublishBallot(_Step):
    """Publish the results."""

    title = gettext_lazy("Publish the results")
    submit_label = gettext_lazy("Publish them")
    warning = gettext_lazy("Every student with a list is told, and the seed is shown to everybody.")
    job = PUBLISH

    def get_rows(self) -> list[Row]:
        """The hour that was announced, too."""
        return [*super().get_rows(), Row(_("Results announced for"), moment(self.ballot.results_at))]

    def get_warning(self) -> str:
        """What can't be undone, and whether it is earlier than students were told."""
        if clock.now() >= self.ballot.results_at:
            return str(self.warning)
        early = _("It is earlier than announced, and students may not be looking yet.")
        return f"{self.warning} {early}"
