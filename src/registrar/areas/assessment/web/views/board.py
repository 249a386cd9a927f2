"""The board's workbench: terms, the proposals of a run, and the decision."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.assessment.actions.queue_board_run import queue_board_run
from registrar.areas.assessment.models import BoardRun, Proposal
from registrar.areas.assessment.queries.proposals import ground_counts, group_counts, proposals_of
from registrar.areas.assessment.queries.sheets import terms_with_sheets
from registrar.areas.catalogue.queries.term import past_and_current_terms
from registrar.areas.platform import clock
from registrar.ui.joining import listed, sentences
from registrar.ui.parts import Column, Filter, Point, Tag, Tile
from registrar.ui.policy import permits
from registrar.ui.views import ListPage, Page, PolicyView
from registrar.ui.words import day
from registrar.ui.words import term as term_text

COLOUR = {"progressing": "green", "probation": "orange", "deregistration": "red", "missing": "grey"}
TONE = {"progressing": "good", "probation": "warn", "deregistration": "bad", "missing": ""}


class BoardList(Page):
    """The terms that boards have to do with."""

    policy = "assessment.view_board"
    template_name = "assessment/board_list.html"
    title = gettext_lazy("Board of Examiners")
    lead = gettext_lazy("The proposal for every student of a term, with its derivation.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Terms that have grade sheets, with their run, if there is one."""
        runs = {run.term_id: run for run in BoardRun.objects.all()}
        graded = terms_with_sheets()
        terms = [(term, runs.get(term.key)) for term in past_and_current_terms(clock.today()) if term.key in graded]
        may_run = permits("assessment.run_board", self.request.user)
        return super().get_context_data(terms=terms, may_run=may_run, **kwargs)


class RunBoard(PolicyView):
    """Queue the run of a term."""

    policy = "assessment.run_board"
    http_method_names = ("post",)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Start the job and lead to its progress page."""
        term = request.POST.get("term", "")
        if term not in {str(one.pk) for one in past_and_current_terms(clock.today())}:
            raise Http404
        job = queue_board_run(term, actor=request.user, now=clock.now())
        return HttpResponseRedirect(reverse("platform:job", args=[job]), status=303)


class BoardPage(ListPage):
    """The proposals of one run."""

    policy = "assessment.view_board"
    template_name = "assessment/board.html"
    search_label = gettext_lazy("Student number or name")
    export_name = "board-proposals"
    default_sort = "study__student_number"
    empty_title = gettext_lazy("No students")
    empty_text = gettext_lazy("No student of this term matches.")
    columns: Sequence[Column] = (
        Column("number", gettext_lazy("Student number"), sort="study__student_number"),
        Column("name", gettext_lazy("Name")),
        Column("programme", gettext_lazy("Programme"), sort="study__programme"),
        Column("semester_gpa", gettext_lazy("Semester GPA"), numeric=True, sort="semester_gpa"),
        Column("gpa", gettext_lazy("GPA"), numeric=True, sort="gpa"),
        Column("group", gettext_lazy("Proposal"), sort="group"),
        Column("grounds", gettext_lazy("Grounds")),
    )
    filters = (Filter("group", gettext_lazy("Proposal"), Proposal.Group.choices),)

    @cached_property
    def run(self) -> BoardRun:
        """The run of the address."""
        return get_object_or_404(BoardRun.objects.select_related("term"), pk=self.kwargs["pk"])

    def get_title(self) -> str:
        """The term."""
        return term_text(self.run.term_id)

    def get_lead(self) -> str:
        """When results come out, and when the board meets."""
        meets = self.run.term.board_meets_on
        out = _("Subject results are released on %(day)s.") % {"day": day(self.run.releases_on)}
        when = _("The board meets on %(day)s.") % {"day": day(meets)} if meets else _("The board's day is not fixed.")
        rest = _("Students see GPA and standing once it has confirmed them.")
        return sentences(out, when, rest)

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to the terms."""
        return [(_("Board of Examiners"), reverse("assessment:boards"))]

    def rows(self) -> Any:
        """Return the run's proposals."""
        return proposals_of(self.run)

    def search(self, rows: Any, text: str) -> Any:
        """Match student number or names."""
        person = "study__student__person__"
        return rows.filter(
            Q(study__student_number__istartswith=text)
            | Q(**{person + "family_name__istartswith": text})
            | Q(**{person + "given_names__icontains": text})
            | Q(**{person + "name_zh__startswith": text})
        )

    def cells(self, item: Proposal) -> Mapping[str, Any]:
        """Return one proposal's line."""
        return {
            "number": item.study.student_number,
            "name": str(item.study.student.person),
            "programme": item.study.programme_id,
            "semester_gpa": item.semester_gpa,
            "gpa": item.gpa,
            "group": Tag(item.get_group_display(), COLOUR[item.group]),
            "grounds": listed(item.grounds),
        }

    def link(self, item: Proposal) -> str:
        """Lead to the derivation."""
        return reverse("assessment:proposal", args=[item.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The figures over the list, and what this person may do."""
        run, user, counts = self.run, self.request.user, group_counts(self.run)
        grounds = ground_counts(run)
        return super().get_context_data(
            run=run,
            tiles=[Tile(g.label, counts.get(g.value, 0), tone=TONE[g.value]) for g in Proposal.Group],
            grounds=[Point(_("Ground (%(ground)s)") % {"ground": name}, (n,)) for name, n in grounds.items()],
            may_run=run.state == "proposed" and permits("assessment.run_board", user),
            may_confirm=run.state == "proposed" and permits("assessment.confirm_board", user),
            may_release=run.state == "confirmed" and permits("assessment.release_results", user),
            release_due=clock.today() >= run.releases_on,
            **kwargs,
        )


def told(request: HttpRequest, worked: bool, done: str, not_done: str) -> None:
    """Say what happened in a message."""
    (messages.success if worked else messages.error)(request, done if worked else not_done)
