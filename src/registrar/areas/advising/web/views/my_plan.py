"""My plan: the terms to graduation, with what is planned in each and what stands against it."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.advising.actions.change_plan import change_plan, undo_plan
from registrar.areas.advising.queries.consequences import normal_end
from registrar.areas.advising.queries.degree import Degree, degree_from
from registrar.areas.advising.queries.plan_ground import PlanGround, plan_ground
from registrar.areas.advising.queries.planning import plan_of, planned_of
from registrar.areas.advising.queries.taking_again import taking_again
from registrar.areas.advising.web.own_degree import OwnDegree
from registrar.areas.advising.web.plan_parts import plan_context
from registrar.areas.platform import clock
from registrar.kernel import Term
from registrar.kernel.typed import typed_subject
from registrar.rules.award._audit_facts import DONE
from registrar.ui.joining import sentences
from registrar.ui.parts import Link
from registrar.ui.views import Page
from registrar.ui.wording import message
from registrar.ui.words import term as term_text


class MyPlan(OwnDegree, Page):
    """The student's plan; every change is one button or one line of a form, and the last one can be undone."""

    policy = "advising.view_own"
    template_name = "advising/plan.html"
    title = gettext_lazy("My plan to graduation")
    lead = gettext_lazy("Which subjects when. A plan registers nothing: it shows whether the way works.")

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to the degree."""
        return [(_("My degree"), reverse("advising:mine"))]

    @cached_property
    def ground(self) -> PlanGround:
        """The record and what plans are checked against."""
        return plan_ground(self.study.pk, self.when, clock.today())

    @cached_property
    def pairs(self) -> list[tuple[str, str]]:
        """What is planned."""
        return planned_of([self.study.pk]).get(self.study.pk, [])

    def degree(self) -> Degree:
        """The audit with the plan."""
        there = self.ground
        return degree_from(there.data, there.record, when=self.when, as_of=clock.today(), planned=self.pairs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Terms with their subjects, problems, and what the plan doesn't fill yet."""
        plan = plan_of(self.study.pk)
        return super().get_context_data(
            **plan_context(self.ground, self.degree(), self.pairs, clock.today()),
            study=self.study,
            plan=plan,
            can_undo=bool(plan and plan.before is not None),
            page_actions=[Link(_("My degree"), reverse("advising:mine"))],
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Suggest, add, move, remove or undo; then show the plan."""
        what, _sep, rest = request.POST.get("do", "").partition(":")
        subject, _sep, term = rest.partition(":")
        now, known = clock.now(), self.ground.there.subjects
        if what == "undo":
            undo_plan(self.study.pk, actor=request.user, now=now)
        elif what in ("suggest", "fastest"):
            self._suggest(fastest=what == "fastest")
        elif what == "remove":
            self._store([pair for pair in self.pairs if pair[0] != subject])
        elif what == "move" and _term(term) and subject in dict(self.pairs):
            self._store([(code, term if code == subject else then) for code, then in self.pairs])
        elif what == "add":
            code, wanted = typed_subject(request.POST.get("subject", "")).upper(), request.POST.get("term", "")
            if code not in known:
                messages.error(request, _("There is no subject {code}.").format(code=code))
            elif code in self.held:
                self._tell_held(code)
            elif _term(wanted):
                self._store([*[pair for pair in self.pairs if pair[0] != code], (code, wanted)])
        return redirect("advising:plan")

    @cached_property
    def held(self) -> dict[str, str]:
        """Subjects that are passed, recognised or registered, with their state; a plan has no line for them."""
        states = {one.subject: str(one.state) for one in self.ground.facts.subjects}
        return {code: state for code, state in states.items() if state in DONE or state == "in_progress"}

    def _tell_held(self, code: str) -> None:
        """Say why a subject isn't planned again, and what the rule on retakes makes of it."""
        if self.held[code] == "in_progress":
            messages.warning(self.request, _("{code} is registered already.").format(code=code))
            return
        told = taking_again(self.study.pk, code, self.when.term, clock.today())
        said = [_("{code} is passed already: it isn't planned again.").format(code=code)]
        said += [message(one.message) for one in told.findings]
        if told.findings and told.allowed:
            said.append(_("Register it in those days; a plan needs no line for it."))
        messages.warning(self.request, sentences(*said))

    def _suggest(self, *, fastest: bool) -> None:
        """Store a suggestion: by the end of the normal duration, or as soon as everything allows."""
        there = self.ground
        bare = degree_from(there.data, there.record, when=self.when, as_of=clock.today())
        soonest = str(bare.earliest.result.get("earliest_term") or self.when.next_term)
        normal = normal_end(self.study, self.when.term, clock.today())
        by = soonest if fastest or normal is None else max(soonest, normal, key=Term.parse)
        pairs = there.suggested(by, fastest=fastest)
        last = max((term for _, term in pairs), key=Term.parse, default=by)
        self._store(pairs)
        if Term.parse(last) > Term.parse(by):
            text = _("Not everything fits by %(by)s: the suggestion ends with %(last)s.")
            messages.warning(self.request, text % {"by": term_text(by), "last": term_text(last)})

    def _store(self, pairs: list[tuple[str, str]]) -> None:
        change_plan(self.study.pk, pairs, actor=self.request.user, now=clock.now())


def _term(text: str) -> bool:
    try:
        Term.parse(text)
    except ValueError:
        return False
    return True
