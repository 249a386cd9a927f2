"""A student's ballot: what was handed in, and later what became of it and why."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from registrar.areas.platform import clock
from registrar.areas.platform.decisions import read
from registrar.areas.registration.models import Ballot, BallotWish
from registrar.areas.registration.queries.ballot_results import hash_of, result_file
from registrar.areas.registration.queries.ballots import ballot_by_key, students_in_turns
from registrar.areas.registration.web import ballot_parts
from registrar.areas.registration.web.views.wishes import OwnBallot
from registrar.ui.parts import Link, Row
from registrar.ui.views import Page, PolicyView
from registrar.ui.words import moment


class MyBallot(OwnBallot, Page):
    """Before the results the list as handed in; afterwards each wish with its outcome, and how to check the draw."""

    belongs_to = ("registration:search",)
    policy = "registration.register"
    template_name = "registration/my_ballot.html"

    def get_title(self) -> str:
        """The heading."""
        return _("The ballot")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Times, ticket, wishes; a fixed number of queries."""
        now = clock.now()
        published = self.ballot.published_at is not None
        wishes = self.handed_in
        turns = (
            students_in_turns(self.ballot, ((wish.drawn_class or 0, wish.turn or 0) for wish in wishes if wish.outcome))
            if published
            else {}
        )
        return super().get_context_data(
            ballot=self.ballot,
            open=self.ballot.state(now) is Ballot.State.OPEN,
            published=published,
            note=ballot_parts.round_note(self.ballot, now),
            entry=self.entry,
            rows=self._rows(now),
            wishes=[_line(wish, turns, published) for wish in wishes],
            given=sum(wish.outcome == BallotWish.Outcome.GRANTED for wish in wishes),
            check=self._check(wishes) if published else None,
            **kwargs,
        )

    def _rows(self, now: Any) -> list[Row]:
        ballot = self.ballot
        rows = [
            Row(_("Round"), ballot_parts.state_tag(ballot, now)),
            Row(_("Wishes taken"), _("{a} to {b}").format(a=moment(ballot.opens_at), b=moment(ballot.closes_at))),
            Row(_("Results announced for"), moment(ballot.results_at)),
        ]
        if self.entry is not None:
            rows.append(Row(_("Handed in"), moment(self.entry.submitted_at)))
            rows.append(Row(_("Your ticket"), str(self.entry.ticket)))
        return rows

    def _check(self, wishes: list[BallotWish]) -> dict[str, Any]:
        """What somebody needs to check the draw, with the own first wish worked out."""
        ballot = self.ballot
        rows = [
            Row(_("Seed"), ballot.open_seed),
            Row(_("Its SHA-256, shown since the round was set up"), ballot.commitment),
            Row(
                _("Result file"),
                Link(_("All wishes by ticket (CSV)"), reverse("registration:ballot-file", args=[ballot.pk])),
            ),
            Row(_("SHA-256 of the result file"), ballot.result_hash),
        ]
        example = next((wish for wish in wishes if wish.turn), None)
        if example is not None and self.entry is not None:
            text = f"{ballot.open_seed}|{example.drawn_class}|{example.turn}|{self.entry.ticket}"
            rows.append(Row(_("Your lot for wish {rank}").format(rank=example.rank), hash_of(text)))
        return {"rows": rows}


def _line(wish: BallotWish, turns: dict[tuple[int, int], int], published: bool) -> dict[str, Any]:
    need = read(wish.need_decision)
    line = ballot_parts.group_line(wish.group) | {"wish": wish, "class": ballot_parts.class_line(need)}
    if not published or not wish.outcome:
        return line
    decision = read(wish.decision) if wish.decision else None
    pair = (wish.drawn_class or 0, wish.turn or 0)
    return line | {
        "outcome": ballot_parts.outcome_tag(wish),
        "how": _(
            "It came up in turn {turn} of class {drawn}; in the lottery of that turn you were {place} of {students}."
        ).format(turn=wish.turn, drawn=wish.drawn_class, place=wish.place, students=turns.get(pair, 0)),
        "skipped": wish.outcome == BallotWish.Outcome.SKIPPED,
        "refused": wish.outcome == BallotWish.Outcome.REFUSED,
        "findings": list(decision.refusals) if decision else [],
        "body": wish.decision.body if wish.decision else None,
    }


class BallotFile(PolicyView):
    """The result file of a published round: tickets only, for everybody who is signed in."""

    policy = "signed_in"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Answer the file as it was hashed; a page not found before the results are out."""
        ballot = ballot_by_key(pk)
        if ballot is None or ballot.published_at is None:
            raise Http404
        answer = HttpResponse(result_file(ballot.pk), content_type="text/csv; charset=utf-8")
        name = f"ballot-{ballot.term_id.replace('/', '-')}-{ballot.round_number}.csv"
        answer["Content-Disposition"] = f'attachment; filename="{name}"'
        return answer
