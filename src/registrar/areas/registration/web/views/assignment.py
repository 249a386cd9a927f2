"""A run of assigning subjects: what it would do, or did, and each refusal with its clause."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrar.areas.platform import clock
from registrar.areas.platform.files import kept
from registrar.areas.registration.actions.queue_assignment import ASSIGN, PREVIEW, queue_assignment
from registrar.areas.registration.facts.assignment_file import MOST_LINES
from registrar.areas.registration.web.of_run import OfRun
from registrar.kernel import Citation, Message
from registrar.ui import wording
from registrar.ui.correction_file import correction_file
from registrar.ui.parts import Column, Link, Row, Tile
from registrar.ui.sheets import read_sheet
from registrar.ui.views import ConfirmPage, ListPage, PolicyView
from registrar.ui.words import number

PROBLEMS = {
    "unknown_student": gettext_lazy("No enrolled student has this number."),
    "other_department": gettext_lazy("The student is not on a programme of your departments."),
    "not_offered": gettext_lazy("The subject is not offered in this term."),
    "no_group": gettext_lazy("The subject has no such group."),
    "twice": gettext_lazy("The student and the subject stand in an earlier row."),
}
SHOWN = 200


@dataclass(frozen=True)
class Refusal:
    """One clause that refuses one student one subject."""

    number: str
    subject: str
    group: str
    clause: str
    why: str


class _OfAssignment(OfRun):
    """The preview of an assignment, or the assignment."""

    runs = (PREVIEW, ASSIGN)
    back = (gettext_lazy("Assign subjects"), "registration:assign")


class Assignment(_OfAssignment, ListPage):
    """Numbers, lines that can't be taken, and the refusals to search and download."""

    belongs_to = ("registration:assign",)
    policy = "registration.see_upload"
    hide_refusal = True
    template_name = "registration/assignment.html"
    export_name = "refusals"
    search_label = gettext_lazy("Student number, subject or reason")
    table_caption = gettext_lazy("Refused")
    empty_title = gettext_lazy("Nobody is refused")
    columns = (
        Column("number", gettext_lazy("Student number"), sort="number"),
        Column("subject", gettext_lazy("Subject"), sort="subject"),
        Column("group", gettext_lazy("Group")),
        Column("why", gettext_lazy("Why")),
        Column("clause", gettext_lazy("Clause"), sort="clause"),
    )

    @property
    def preview(self) -> bool:
        """Whether nothing has been assigned yet."""
        return bool(self.run.name == PREVIEW)

    def get_title(self) -> Any:
        """What it is."""
        return _("What assigning would do") if self.preview else _("What was assigned")

    def rows(self) -> Sequence[Refusal]:
        """A row for each finding that refuses."""
        return [
            Refusal(
                one["number"],
                one["subject"],
                one["group"],
                finding["clause"],
                wording.message(Message.from_json(finding["message"])),
            )
            for one in self.run.result.get("refused", [])
            for finding in one["findings"]
        ]

    def search(self, rows: Any, text: str) -> Any:
        """By any of the texts."""
        text = text.casefold()
        return [row for row in rows if any(text in part.casefold() for part in (row.number, row.subject, row.why))]

    def cells(self, item: Refusal) -> Mapping[str, Any]:
        """One refusal."""
        cited = wording.citation_text(Citation.parse(item.clause))
        return {"number": item.number, "subject": item.subject, "group": item.group, "why": item.why, "clause": cited}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Tiles, problems of the file, and the button."""
        found, finished = self.run.result, self.run.state == "done"
        problems = [{**one, "said": PROBLEMS[one["code"]]} for one in self.run.arguments.get("problems", [])]
        go = Link(_("Assign now"), reverse("registration:confirm-assignment", args=[self.run.pk]))
        return super().get_context_data(
            run=self.run,
            unfinished=not finished and self.run.state != "failed",
            failed=self.run.state == "failed",
            tiles=_tiles(found, len(problems), preview=self.preview) if finished else [],
            problems=problems[:SHOWN],
            download=bool(self.run.arguments.get("file")),
            more_problems=max(len(problems) - SHOWN, 0),
            page_actions=[go] if finished and self.preview and found["assigned"] else [],
            **kwargs,
        )


def _tiles(found: Mapping[str, Any], problems: int, *, preview: bool) -> list[Tile]:
    refused = found["refused_count"]
    return [
        Tile(_("Students"), number(found["students"])),
        Tile(_("Would be assigned") if preview else _("Assigned"), number(found["assigned"]), _("places")),
        Tile(_("Refused"), number(refused), tone="bad" if refused else "good"),
        Tile(_("Held already"), number(found["passed_over"]), _("passed over")),
        *([Tile(_("Rows not taken"), number(problems), tone="bad")] if problems else []),
    ]


class AssignmentRows(_OfAssignment, PolicyView):
    """The rows of the file that can't be taken, with what is wrong beside each."""

    policy = "registration.see_upload"
    hide_refusal = True

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """Send them as a workbook; a page not found where no file has such rows."""
        key = self.run.arguments.get("file")
        if not key:
            raise Http404
        file = kept(key)
        sheet = read_sheet(bytes(file.content), file.name, most=MOST_LINES)
        said = {one["line"]: str(PROBLEMS[one["code"]]) for one in self.run.arguments["problems"]}
        return correction_file(sheet, said, f"rows-to-correct-{self.run.pk}")


class ConfirmAssignment(_OfAssignment, ConfirmPage):
    """Assign what the preview showed."""

    belongs_to = ("registration:assign",)
    policy = "registration.see_upload"
    hide_refusal = True
    title = gettext_lazy("Assign the subjects")
    submit_label = gettext_lazy("Assign")
    warning = gettext_lazy("Every student is decided again at that moment; who is refused then is listed.")

    def get_rows(self) -> list[Row]:
        """The numbers of the preview."""
        if self.run.name != PREVIEW or self.run.state != "done":
            raise Http404
        return [Row(tile.label, tile.value) for tile in _tiles(self.run.result, 0, preview=True)]

    def get_cancel_url(self) -> str:
        """Back to the preview."""
        return reverse("registration:assignment", args=[self.run.pk])

    def act(self, form: Any) -> str:
        """Assign, at once or as a job."""
        self.get_rows()
        run = queue_assignment(self.run, actor=self.request.user, now=clock.now())
        if run.state == "done":
            text = _("{count} places are assigned.").format(count=number(run.result["assigned"]))
            messages.success(self.request, text)
        return reverse("registration:assignment", args=[run.pk])
