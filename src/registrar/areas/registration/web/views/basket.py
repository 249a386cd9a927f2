"""The basket: what each choice would do, and submitting it."""

from collections.abc import Sequence
from functools import cache
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.people.policies import roles_question
from registrar.areas.platform import clock
from registrar.areas.platform.reading import ask, together
from registrar.areas.registration.actions.preview_basket import preview_basket
from registrar.areas.registration.actions.submit_basket import Choice, submit_basket
from registrar.areas.registration.facts.own_phase import own_phase
from registrar.areas.registration.queries.ballots import ballot_under_way
from registrar.areas.registration.queries.fee_effect import FeeEffects
from registrar.areas.registration.queries.free_groups import free_groups
from registrar.areas.registration.queries.my_registrations import live_registrations, planned_groups
from registrar.areas.registration.queries.planned_choices import PlannedChoices, planned_choices
from registrar.areas.registration.web import ballot_parts
from registrar.areas.registration.web import registration_parts as parts
from registrar.areas.registration.web.forms import SubmitForm
from registrar.areas.registration.web.own_study import OwnStudy
from registrar.areas.registration.web.told_once import told_once
from registrar.kernel import Decision, Finding, Outcome
from registrar.rulebook import decide
from registrar.ui.views import FormPage


class Basket(OwnStudy, FormPage):
    """Shows what submitting would do, from the same facts and rules as submitting, and submits."""

    belongs_to = ("registration:search",)
    policy = "registration.register"
    template_name = "registration/basket.html"
    form_class = SubmitForm
    submit_label = gettext_lazy("Submit my basket")

    def get_title(self) -> str:
        """The heading."""
        return _("My basket")

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to the search."""
        return [(_("Find subjects"), reverse("registration:search"))]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Ask for the basket together with what the policy will ask: everybody comes here in the opening minutes."""
        self.planned: PlannedChoices | None = None
        self.answer = ""
        if request.method == "POST" and request.user.is_authenticated and "term" not in request.GET:
            asked = together(planned_choices(request.user, clock.now()), roles_question(request.user))
            ((self.planned, _),) = ask(asked)
        return super().dispatch(request, *args, **kwargs)

    def act(self, form: Any) -> str | HttpResponseBase:
        """Submit what is in the basket now; the result page tells what became of each choice."""
        planned = self.planned or self._planned()
        if not planned.groups:
            return reverse("registration:basket")
        outcome = submit_basket(
            planned.study,
            [Choice(group) for group in planned.groups],
            all_or_nothing=form.cleaned_data["mode"] == "all_or_nothing",
            actor=self.request.user,
            now=clock.now(),
            outline=planned.outline,
            drawn=planned.drawn,
        )
        return self.answer or _answer([line.decision_id for line in outcome.lines], form)

    def leads_to(self, form: Any) -> str:
        """To the decisions, whose keys have been drawn."""
        self.answer = _answer(self.planned.drawn, form) if self.planned and self.planned.drawn else ""
        return self.answer

    def _planned(self) -> PlannedChoices:
        """What is in the basket of a term that isn't open, or of the one that was asked for."""
        items = planned_groups(self.study.pk, self.term.pk)
        return PlannedChoices(self.study.pk, [item.group_id for item in items], None)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Each choice with its decision, the week with it, and the credits."""
        items = planned_groups(self.study.pk, self.term.pk)
        taken = live_registrations(self.study.pk, self.term.pk)
        now = clock.now()
        judged = preview_basket(self.study.pk, [item.group_id for item in items], now=now)
        decisions = {one.group.pk: one.decision for one in judged}
        offers = {one.group.pk: one.seat.entry for one in judged}
        before = sum(row.credits for row in taken)
        wanted = before + sum(item.offering.subject.credits for item in items)
        shared, own = told_once([_concerns(decisions[item.group_id], wanted) for item in items])
        fees = FeeEffects(self.study.pk, self.term.pk, now.date())
        others = free_groups(items, live=taken)
        lines = [
            _line(item, decisions[item.group_id], findings, others.get(item.offering_id, []))
            | {"fee": parts.fee_note(fees.of([item.offering.subject])), "offer": offers.get(item.group_id)}
            for item, findings in zip(items, own, strict=True)
        ]
        after = before + sum(item.offering.subject.credits for item in items if decisions[item.group_id].allowed)
        groups = [(row.group, row.offering.subject, False) for row in taken]
        groups += [(item.group, item.offering.subject, True) for item in items]
        ceilings = [one.decision.result["ceiling"] for one in judged if "ceiling" in one.decision.result]
        whole = fees.of(item.offering.subject for item in items if decisions[item.group_id].allowed)
        return super().get_context_data(
            lines=lines,
            shared=shared,
            fee=parts.fee_words(whole),
            fee_decision=whole.after,
            term=self.term,
            window=ballot_parts.window_note(
                self.term, now, ballot_under_way(self.term.pk), own_phase(self.study.pk, self.term.pk, now)
            ),
            credits_before=before,
            credits_after=after,
            ceiling=min(ceilings) if ceilings else None,
            hours=_hours(self.term.pk, after, now),
            meetings=parts.week_meetings(groups),
            allowed=sum(line["allowed"] for line in lines),
            **kwargs,
        )


def _answer(decisions: Sequence[int], form: Any) -> str:
    """Return the address that tells what became of a basket; with `all` it was all of it or none."""
    query = {"d": ",".join(map(str, decisions))}
    if form.cleaned_data["mode"] == "all_or_nothing":
        query["all"] = "1"
    return f"{_submitted()}?{urlencode(query)}"


@cache
def _submitted() -> str:
    return reverse("registration:submitted")


def _line(item: Any, decision: Decision, findings: list[Finding], others: list[Any]) -> dict[str, Any]:
    """Return one choice; other groups are shown where it can't be registered."""
    return {
        "item": item,
        "subject": item.offering.subject,
        "title": parts.title_of(item.offering.subject),
        "meetings": parts.meeting_lines(item.group),
        "places": parts.places_tag(item.group),
        "decision": decision,
        "allowed": decision.allowed,
        "undetermined": decision.outcome is Outcome.UNDETERMINED,
        "findings": findings,
        "full": not decision.allowed and not parts.places_left(item.group),
        "others": [
            {"group": one, "meetings": parts.meeting_lines(one), "places": parts.places_tag(one)}
            for one in ([] if decision.allowed else others)
        ],
    }


def _concerns(decision: Decision, wanted: int) -> list[Finding]:
    """Return what speaks against a choice; each counts what precedes it, so a light load may be none with the rest."""
    warnings = [
        one
        for one in decision.warnings
        if one.message.key != "registration.light_load.so_far" or wanted < int(str(one.message.args["least"]))
    ]
    return [*decision.refusals, *warnings]


def _hours(term: str, load: int, now: Any) -> dict[str, Any] | None:
    decision = decide(
        "registration.study_effort", {"term": term, "credits": load}, as_of=now.date(), university=settings.UNIVERSITY
    )
    return dict(decision.result) if decision.allowed and load else None
