"""My results: every grade, every figure with its working, the standing with its reason."""

from typing import Any

from django.conf import settings
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.assessment.facts import gpa_facts
from registrar.areas.assessment.queries.my_board import BoardNews, my_board
from registrar.areas.assessment.queries.my_results import failed_now, my_results
from registrar.areas.assessment.queries.pending_overall import pending_overall
from registrar.areas.assessment.retakes import RetakeRoute, retake_route
from registrar.areas.catalogue.queries.term import current_term
from registrar.areas.finance.web.transfer_parts import transfer_cards
from registrar.areas.platform import clock
from registrar.areas.platform.decisions import read
from registrar.areas.studies.queries.study_of_user import study_of_user
from registrar.areas.studies.queries.transfers_of import transfers_of_study
from registrar.rulebook import decide
from registrar.ui.parts import Point, Tag, Tile
from registrar.ui.views import Page
from registrar.ui.words import short_term
from registrar.ui.words import term as term_text

STANDING_COLOUR = {"progressing": "green", "probation": "orange", "deregistered": "red"}


class MyResults(Page):
    """The student's results, newest term first."""

    policy = "assessment.my_results"
    template_name = "assessment/my_results.html"
    title = gettext_lazy("My results")
    lead = gettext_lazy("Your grades, averages and standing, each with the reason behind it.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Terms with their results, working and decision; the GPA picture; failed subjects and what to do."""
        study, today = study_of_user(self.request.user), clock.today()
        if study is None:
            raise Http404
        terms = my_results(study, today)
        # The last term that a board has decided on: what can still be appealed, and what may come before it again.
        decided = next((one.term for one in terms if one.standing is not None), "")
        standings = [one.standing for one in reversed(terms) if one.standing is not None]
        pending = pending_overall([row for one in terms for row in one.results], standings, today)
        shown = [self.shown(one, terms, pending.get(one.term), today) for one in terms]
        return super().get_context_data(
            study=study,
            terms=shown,
            tiles=self.tiles(standings),
            gpa_points=[Point(short_term(s.term_id), (s.gpa, s.semester_gpa)) for s in standings if s.gpa is not None],
            gpa_names=[_("GPA"), _("Semester GPA")],
            failed=self.failed(terms, today),
            decided_term=decided,
            board=my_board(study.pk, decided, today) if decided else BoardNews(),
            transfers=transfer_cards(transfers_of_study(study.pk), own=True),
            transcript_url=reverse("awards:my_transcripts"),
            **kwargs,
        )

    def shown(self, one: Any, terms: Any, pending: Any, today: Any) -> dict[str, Any]:
        """One term with the working of its figures and the decision on standing, or why there is none yet."""
        until = [row for other in terms for row in other.results if row.term.ordinal <= one.results[0].term.ordinal]
        working = decide(
            "assessment.gpa", gpa_facts(one.term, until), as_of=today, university=settings.UNIVERSITY
        ).result
        standing = one.standing
        return {
            "term": one.term,
            "results": one.results,
            "standing": standing,
            "pending": pending.findings[0] if pending and pending.findings else None,
            "provisional": standing is None and pending is not None,
            "tag": _standing_tag(standing, pending),
            "decision": read(standing.decision) if standing and standing.decision else None,
            "working": working,
        }

    def failed(self, terms: Any, today: Any) -> list[RetakeRoute]:
        """The subjects failed at the last attempt, with the way to take them again."""
        term = current_term(today)
        return [retake_route(row, term.key, today) for row in failed_now(terms)] if term else []

    def tiles(self, standings: list[Any]) -> list[Tile]:
        """The latest figures."""
        if not standings:
            return []
        last = standings[-1]
        tone = {"progressing": "good", "probation": "warn", "deregistered": "bad"}[last.standing]
        return [
            Tile(_("GPA"), "–" if last.gpa is None else last.gpa, term_text(last.term_id)),
            Tile(_("Semester GPA"), "–" if last.semester_gpa is None else last.semester_gpa, term_text(last.term_id)),
            Tile(_("Credits earned"), last.credits_earned_total, term_text(last.term_id)),
            Tile(_("Standing"), last.get_standing_display(), term_text(last.term_id), tone=tone),
        ]


def _standing_tag(standing: Any, pending: Any) -> Tag | None:
    if standing is not None:
        return Tag(standing.get_standing_display(), STANDING_COLOUR[standing.standing])
    return Tag(_("Overall result to come"), "blue") if pending is not None else None
