"""What if: another programme, a Minor, a failed subject, a deferment. Nothing is stored."""

from datetime import date
from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.advising.changes import Change
from registrar.areas.advising.queries.consequences import Consequences, Way, consequences
from registrar.areas.advising.queries.degree import Degree, credits_missing, degree_of
from registrar.areas.advising.queries.what_if_choices import as_other, options, other_programmes
from registrar.areas.advising.web.comparing import compared, visa_lines
from registrar.areas.advising.web.forms import WhatIfForm
from registrar.areas.advising.web.own_degree import OwnDegree
from registrar.areas.catalogue.queries.term import ends_about
from registrar.areas.platform import clock
from registrar.areas.studies.option_titles import option_kind, option_title
from registrar.areas.studies.queries.length_of_study import semesters_of
from registrar.ui.joining import bracketed
from registrar.ui.views import Page
from registrar.ui.words import in_chinese, in_reader_language

GIVE_UP = "without"


class WhatIf(OwnDegree, Page):
    """Requirements, earliest end, fees and time limits, before and after a change that is only asked about."""

    policy = "advising.view_own"
    template_name = "advising/what_if.html"
    title = gettext_lazy("What if")
    belongs_to = ("advising:mine",)
    lead = gettext_lazy("Try a change and see what it does. Nothing here is stored, and nobody is told.")

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to the degree."""
        return [(_("My degree"), reverse("advising:mine"))]

    @cached_property
    def degree(self) -> Degree:
        """The degree as it stands."""
        return degree_of(self.study.pk, when=self.when, as_of=clock.today())

    @cached_property
    def programmes(self) -> dict[str, Any]:
        """Programmes that can be asked about, by code."""
        return {one.pk: one for one in other_programmes(self.study)}

    def form(self) -> WhatIfForm:
        """The form, with what the address asks."""
        own = [one for one in self.degree.facts.subjects if one.state in ("passed", "in_progress")]
        own.sort(key=lambda one: (one.state != "in_progress", one.subject))  # what can still be failed comes first
        choices = {
            "programme": [("", _("my own")), *((code, self._named(one)) for code, one in self.programmes.items())],
            "option": [("", _("no more than now")), *self._options()],
            "without": [(one.subject, self._subject(one)) for one in own],
        }
        asked = self.request.GET if self.request.GET else None
        return WhatIfForm(asked, choices=choices, visa=self.study.residency == "nonlocal")

    def _subject(self, fact: Any) -> str:
        found = self.degree.data.subjects[fact.subject]
        named = f"{fact.subject} {found.title_zh if in_chinese() else found.title_en}"
        return bracketed(named, _("registered")) if fact.state == "in_progress" else named

    def _options(self) -> list[tuple[str, str]]:
        """What could be taken up, also in place of one of its kind, and what could be given up."""
        held = {(one.kind, one.code) for one in self.degree.facts.options}
        titles = {(kind, code): option_title(option_kind(kind), code) for kind, code in held}
        gone = [
            (f"{GIVE_UP}:{kind}", _("without: {option}").format(option=in_reader_language(title)))
            for (kind, _code), title in sorted(titles.items())
        ]
        more = [
            (
                f"{one.kind}:{one.codes[0]}",
                _("in place of yours: {option}").format(option=in_reader_language(one.title))
                if one.kind in {kind for kind, _code in held}
                else in_reader_language(one.title),
            )
            for one in options(self.study, held)
        ]
        return [*more, *gone]

    @staticmethod
    def _named(programme: Any) -> str:
        return f"{programme.pk} {programme.title_zh if in_chinese() else programme.title_en}"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The form, and below it what the change does."""
        form = self.form()
        asked = self._change(form) if form.is_bound and form.is_valid() else Change()
        until = form.cleaned_data.get("visa_until") if form.is_bound and form.is_valid() else None
        answer = self._answer(asked, until) if asked or until else {}
        return self.render_to_response(self.get_context_data(ask=form, **answer))

    def _change(self, form: WhatIfForm) -> Change:
        data = form.cleaned_data
        programme = self.programmes.get(data["programme"])
        kind, _sep, code = data["option"].partition(":")
        return Change(
            programme=as_other(programme) if programme else None,
            option=(kind, code) if code and kind != GIVE_UP else None,
            given_up=code if kind == GIVE_UP else "",
            without=frozenset(data["without"]),
            deferred=int(data["deferred"] or 0),
        )

    def _answer(self, change: Change, visa_until: date | None) -> dict[str, Any]:
        after = degree_of(self.study.pk, when=self.when, as_of=clock.today(), change=change)
        other = self.programmes[change.programme.code] if change.programme else self.study.programme
        own_length = semesters_of([self.study.pk])[self.study.pk]
        length = other.normal_duration if change.programme or change.option or change.given_up else own_length
        sides = (
            (self.degree, self._consequences(self.degree, self.study.programme.pk, own_length, 0)),
            (after, self._consequences(after, other.pk, length, change.deferred)),
        )
        visa = visa_lines(sides, visa_until, ends_about) if self.study.residency == "nonlocal" else []
        return {
            "comparison": compared(sides, visa),
            "after": after,
            "changed_programme": self._named(other) if change.programme else "",
        }

    def _consequences(self, degree: Degree, programme: str, length: int, deferred: int) -> Consequences | None:
        if "requirements" not in degree.decision.result:
            return None
        earliest = degree.earliest.result
        way = Way(
            programme=programme,
            normal_semesters=length,
            next_term=self.when.next_term,
            credits=credits_missing(degree.decision),
            semesters=int(earliest.get("semesters") or 0),
            deferred=deferred,
            earliest=str(earliest["earliest_term"]) if earliest.get("earliest_term") else None,
        )
        return consequences(self.study, way, term=self.when.term, as_of=clock.today())
