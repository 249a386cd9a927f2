"""A board's workbench: its students in groups, the list with search and filters, the meeting and its pictures."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from registrar.areas.assessment.minutes import minutes_decision
from registrar.areas.assessment.models import Meeting, Proposal
from registrar.areas.assessment.queries.awards_decided import FIXED
from registrar.areas.assessment.queries.board_pictures import gpa_distribution, standing_counts_of
from registrar.areas.assessment.queries.extenuating import notices_for_board
from registrar.areas.assessment.queries.proposal_marks import changed_among, stale_among
from registrar.areas.assessment.queries.proposals import ground_counts, group_counts, open_counts, proposals_of
from registrar.areas.assessment.web.of_board import OfBoard, board_title
from registrar.areas.assessment.web.views.board import COLOUR, TONE, ground_points, meeting_tag
from registrar.areas.platform import clock
from registrar.areas.platform.looking import log_looks
from registrar.kernel import Bilingual
from registrar.ui.joining import bracketed, phrase
from registrar.ui.parts import Column, Filter, Point, Tag, Tile
from registrar.ui.policy import permits
from registrar.ui.views import ListPage
from registrar.ui.wording import value
from registrar.ui.words import moment, short_term

STATES = (
    ("undecided", gettext_lazy("Not decided yet")),
    ("decided", gettext_lazy("Decided")),
    ("departs", gettext_lazy("Decided otherwise than proposed")),
    ("stale", gettext_lazy("Out of date")),
    ("changed", gettext_lazy("Changed since the decision")),
    ("notices", gettext_lazy("Extenuating circumstances told")),
    ("poor", gettext_lazy("Extremely poor performance")),
)


class Workbench(OfBoard, ListPage):
    """The proposals of one board on one term, and what it does with them."""

    policy = "assessment.view_board"
    template_name = "assessment/workbench.html"
    search_label = gettext_lazy("Student number or name")
    export_name = "board-proposals"
    default_sort = "study__student_number"
    empty_title = gettext_lazy("No students")
    empty_text = gettext_lazy("No student of this board matches.")
    columns: Sequence[Column] = (
        Column("number", gettext_lazy("Student number"), sort="study__student_number"),
        Column("name", gettext_lazy("Name")),
        Column("programme", gettext_lazy("Programme"), sort="study__programme"),
        Column("cohort", gettext_lazy("Year of admission"), sort="study__cohort"),
        Column("semester_gpa", gettext_lazy("Semester GPA"), numeric=True, sort="semester_gpa"),
        Column("gpa", gettext_lazy("GPA"), numeric=True, sort="gpa"),
        Column("proposal", gettext_lazy("Proposal"), sort="group"),
        Column("decision", gettext_lazy("Decision"), sort="decided__outcome"),
    )

    def get_title(self) -> str:
        """The board."""
        return board_title(self.board)

    def get_lead(self) -> str:
        """When and where it meets."""
        if self.meeting is None:
            return _("No meeting has been called for this term yet.")
        told = {"number": self.meeting.number, "when": moment(self.meeting.held_at), "room": self.meeting.room}
        return _("Meeting %(number)s: %(when)s, %(room)s.") % told

    def get_filters(self) -> Sequence[Filter]:
        """Group, state, and the programmes of the board."""
        of = [f"study__programme__{name}" for name in ("code", "title_en", "title_zh")]
        programmes = sorted(set(self.rows().order_by().values_list(*of)))
        language = get_language() or "en"
        return (
            Filter("group", gettext_lazy("Proposal"), Proposal.Group.choices),
            Filter("state", gettext_lazy("State"), STATES),
            Filter(
                "programme",
                gettext_lazy("Programme"),
                [(code, f"{code} {Bilingual(*title).in_language(language)}") for code, *title in programmes],
            ),
        )

    def rows(self) -> Any:
        """Return the board's proposals; nobody sees their own, whose grades may not be out yet."""
        return proposals_of(self.run).filter(board=self.board).exclude(study__student=self.request.user.pk)

    def filter(self, rows: Any, name: str, value: str) -> Any:
        """Group and programme are columns; a state is what has become of the proposal."""
        if name == "programme":
            return rows.filter(study__programme=value)
        if name != "state":
            return super().filter(rows, name, value)
        if value in ("stale", "changed"):
            return rows.filter(pk__in=self.stale if value == "stale" else self.changed)
        if value == "notices":
            return rows.filter(study__in=self.told)
        if value == "departs":
            return rows.filter(decided__departs=True)
        return rows.filter(poor=True) if value == "poor" else rows.filter(decided__isnull=value == "undecided")

    @cached_property
    def changed(self) -> set[int]:
        """Signed decisions whose results have changed since; two queries."""
        signed = Proposal.objects.filter(self._here, decided__meeting__state__in=FIXED)
        return changed_among(signed.only("pk", "study", "results_mark"), self.run.term)

    @cached_property
    def stale(self) -> set[int]:
        """Proposals to decide on that no longer rest on the record as it is; four queries."""
        to_decide = Proposal.objects.filter(self._here, Q(decided=None) | ~Q(decided__meeting__state__in=FIXED))
        return stale_among(to_decide.only("pk", "study", "record_mark"), self.run.term)

    @property
    def _here(self) -> Q:
        return Q(run=self.run, board=self.board, superseded_at=None)

    @cached_property
    def told(self) -> set[int]:
        """Studies whose extenuating circumstances the board knows of; one query."""
        return set(notices_for_board(self.run.term_id, self.rows().order_by().values("study")))

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
            "name": self.named(item),
            "programme": item.study.programme_id,
            "cohort": item.study.cohort,
            "semester_gpa": item.semester_gpa,
            "gpa": item.gpa,
            "proposal": self.proposed(item),
            "decision": decision_tag(item),
        }

    def named(self, item: Proposal) -> str:
        """The student, with a word where circumstances were told."""
        name = item.study.student.person.in_full
        return bracketed(name, _("circumstances told")) if item.study_id in self.told else name

    def proposed(self, item: Proposal) -> Tag:
        """What is proposed, or that it no longer holds."""
        if item.pk in self.stale:
            return Tag(_("Out of date"), "purple")
        if item.pk in self.changed:
            return Tag(_("Changed since"), "purple")
        more = class_title(item.award_class) or phrase(*item.grounds)
        return Tag(bracketed(item.get_group_display(), more), COLOUR[item.group])

    def link(self, item: Proposal) -> str:
        """Lead to the derivation."""
        return reverse("assessment:proposal", args=[item.pk])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page; a download is a look at everybody in it."""
        if request.GET.get("export"):
            self._log(self.matching())
        return super().get(request, *args, **kwargs)

    def _log(self, rows: Any) -> None:
        log_looks(self.request, page="assessment:workbench", subjects=[f"study:{one.study_id}" for one in rows])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The groups, the meeting with what may be done, the pictures; the looks are logged."""
        self._log(kwargs["page"])
        kwargs["lines"] = list(zip([item.pk for item in kwargs["page"]], kwargs["body"], strict=True))
        rows = self.rows()
        counts, waiting = group_counts(rows), open_counts(rows)
        here = reverse("assessment:workbench", args=[self.run.pk, self.board.pk])
        deciding = self.meeting is not None and self.meeting.state == Meeting.State.OPEN
        may = permits("assessment.hold_meeting", self.request.user, self.board)
        standing = standing_counts_of(rows, self.run.term)
        return super().get_context_data(
            run=self.run,
            board=self.board,
            meeting=self.meeting,
            meeting_tag=meeting_tag(self.meeting),
            quorum=self.quorum,
            deciding=deciding and may,
            steps=_steps(self, may),
            tiles=[
                Tile(
                    g.label,
                    counts[g.value],
                    _("To decide: %(count)s") % {"count": waiting.get(g.value, 0)},
                    f"{here}?group={g.value}",
                    TONE.get(g.value, ""),
                )
                for g in Proposal.Group
                if counts.get(g.value)
            ],
            accept=[(g.value, g.label, waiting[g.value]) for g in Proposal.Group if waiting.get(g.value)],
            stale_count=len(self.stale),
            changed_count=len(self.changed),
            notice_count=len(self.told),
            poor_count=rows.filter(poor=True).count(),
            here=here,
            grounds=ground_points(ground_counts(rows)),
            spread=[Point(label, (count,)) for label, count in gpa_distribution(self.matching())],
            standing_top=max([4, *(count for _term, pair in standing for count in pair)]),
            standing=[Point(short_term(term), pair) for term, pair in standing],
            standing_names=[_("Academic probation"), _("De-registered")],
            **kwargs,
        )

    @cached_property
    def quorum(self) -> Any:
        """What the meeting still needs, asked of the rule; None where there is nothing to close or sign."""
        meeting = self.meeting
        if meeting is None or meeting.state not in (Meeting.State.OPEN, Meeting.State.CLOSED):
            return None
        return minutes_decision(meeting, clock.today())


def class_title(code: str) -> str:
    """A class by its code, in the reader's language; empty for none."""
    return value(code, area="award") if code else ""


def decision_tag(item: Proposal) -> Tag | str:
    """What was decided on a proposal, if anything."""
    if not hasattr(item, "decided"):
        return ""
    one = item.decided
    label = one.get_outcome_display()
    text = bracketed(label, class_title(one.award_class))
    return Tag(_("%(decision)s (departs)") % {"decision": text} if one.departs else text, COLOUR[one.outcome])


def _steps(page: Workbench, may: bool) -> list[tuple[Any, str, bool]]:
    """What this person may do with the meeting as it stands: (text, address, whether it is the main thing to do)."""
    meeting, user, board = page.meeting, page.request.user, page.board
    state = meeting.state if meeting else ""
    found: list[tuple[Any, str, bool]] = []

    def offer(text: Any, name: str, *args: Any, main: bool = False) -> None:
        found.append((text, reverse(f"assessment:{name}", args=args), main))

    if may and state in ("", Meeting.State.CONFIRMED, Meeting.State.RELEASED) and open_counts(page.rows()):
        offer(_("Call a meeting"), "call_meeting", page.run.pk, board.pk, main=True)
    offer(_("Grades of the term"), "board_grades", page.run.pk, board.pk)
    if meeting is None:
        return found
    if may and state == Meeting.State.OPEN:
        ready = page.quorum is not None and page.quorum.allowed
        here = meeting.attendances.exists()
        offer(_("Record who is present"), "attendance", meeting.pk, main=not here)
        offer(_("Close the meeting"), "close_meeting", meeting.pk, main=ready)
    if state == Meeting.State.CLOSED and permits("assessment.confirm_meeting", user, board):
        offer(_("Sign the minutes"), "confirm_meeting", meeting.pk, main=True)
        offer(_("Hand back to the secretary"), "return_meeting", meeting.pk)
    out = clock.today() >= page.run.releases_on
    if state == Meeting.State.CONFIRMED and out and permits("assessment.release_results", user):
        offer(_("Release the overall results"), "release_results", meeting.pk, main=True)
    offer(_("Agenda and papers (PDF)"), "agenda", meeting.pk)
    if state != Meeting.State.OPEN:
        offer(_("Minutes (PDF)"), "minutes", meeting.pk)
    return found
