"""How a student stands to the award."""

from datetime import date
from functools import cached_property
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.awards.facts import LEFT
from registrar.areas.awards.graduation_deciding import decide_electronic, decide_parchment, decide_release
from registrar.areas.awards.graduation_facts import conditions_today
from registrar.areas.awards.models import Award
from registrar.areas.awards.queries.finishing_term import finishing_term
from registrar.areas.awards.queries.graduation import award_of
from registrar.areas.awards.queries.parchments import ending_of
from registrar.areas.awards.web.graduation_parts import award_tag, class_of, ending_tag, title_of
from registrar.areas.catalogue.queries.term import current_term
from registrar.areas.platform import clock
from registrar.areas.studies.queries.record import released_standings
from registrar.areas.studies.queries.study_of_user import study_of_user
from registrar.ui.parts import Event, Link, Row
from registrar.ui.views import Page


class MyAward(Page):
    """State, class once it is out, the dates that follow; before that what is still missing."""

    policy = "awards.my_award"
    template_name = "awards/my_award.html"
    title = gettext_lazy("My award")

    @cached_property
    def study(self) -> Any:
        """The reader's study; 404 without one."""
        study = study_of_user(self.request.user)
        if study is None:
            raise Http404
        return study

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The award, or the way to it."""
        today, award = clock.today(), award_of(self.study.pk)
        if award is None:
            return super().get_context_data(**self._missing(today), **kwargs)
        out = award.state != Award.State.GRADUAND or any(
            row.term_id == award.term_id for row in released_standings(self.study, today)
        )
        shown = title_of(award)
        rows = [
            Row(_("Award"), shown),
            Row(_("State"), award_tag(award)),
            Row(_("Classification"), class_of(award) if out else _("Told with the overall results")),
            *([Row(_("GPA for award"), award.award_gpa)] if out else []),
        ]
        dated = decide_parchment(award.term_id, award.confirmed_on, award.deferred_until)
        conferred = award.state == Award.State.CONFERRED
        ending = ending_of(award) if conferred else None
        release = decide_release(award, today) if conferred and ending is None else None
        if ending is not None:
            rows.append(Row(_("Parchment"), ending_tag(ending)))
        return super().get_context_data(
            award=award,
            out=out,
            rows=rows,
            events=_events(award, dated.result.get("handed_out")),
            dated=dated,
            release=release,
            electronic=decide_electronic(award, today) if conferred else None,
            retracted=award.state == Award.State.RETRACTED,
            page_actions=[Link(_("Order a document"), reverse("awards:my_documents"))],
            **kwargs,
        )

    def _missing(self, today: date) -> dict[str, Any]:
        """The conditions of the award as they stand, and what the degree audit misses."""
        term = finishing_term(self.study, today) or current_term(today)
        if self.study.status in LEFT or term is None:
            return {"left": self.study.status in LEFT}
        audit, conditions = conditions_today(self.study, term, today)
        soon = bool(audit.result.get("complete_if_passed"))
        return {
            "conditions": conditions,
            "soon": soon and not conditions.allowed,
            "missing": [finding for finding in audit.findings if not finding.holds],
            "page_actions": [Link(_("Apply for graduation"), reverse("awards:apply"))],
        }


def _events(award: Award, handed_out: date | None) -> list[Event]:
    events = [
        Event(when=award.board_met_on, title=_("The Board of Examiners decided"), tone="good"),
        Event(when=award.confirmed_on, title=_("Eligibility confirmed: graduand"), tone="good"),
    ]
    if award.state == Award.State.GRADUAND:
        events.append(Event(when=award.confer_on, title=_("The award will be conferred")))
    elif award.conferred_on is not None:
        events.append(Event(when=award.conferred_on, title=_("The award was conferred"), tone="good"))
    if handed_out is not None and award.state != Award.State.RETRACTED:
        events.append(
            Event(
                when=handed_out,
                title=_("Parchments are handed out around this day"),
                text=_("The Academic Registry announces the exact days."),
            )
        )
    return events
