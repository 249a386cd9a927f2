"""A timetable file on its way in: what it would change, what stands against it, and applying it."""

from functools import cached_property
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from registrar.areas.catalogue.queries.term import all_terms
from registrar.areas.platform import clock
from registrar.areas.platform.files import kept
from registrar.areas.registration.actions.apply_timetable import apply_check
from registrar.areas.registration.actions.check_timetable import Source, sheet_of
from registrar.areas.registration.actions.upload_timetable import CHECK, upload_timetable
from registrar.areas.registration.queries.my_registrations import planning_term
from registrar.areas.registration.web.of_run import OfRun
from registrar.areas.registration.web.timetable_words import column_words, problem_words
from registrar.areas.studies.policies import departments_of
from registrar.ui.correction_file import correction_file
from registrar.ui.forms import RegistrarForm
from registrar.ui.joining import labelled
from registrar.ui.parts import Row, Tile
from registrar.ui.sheets import UnreadableSheet
from registrar.ui.views import ConfirmPage, FormPage, Page, PolicyView
from registrar.ui.words import number
from registrar.ui.words import term as term_words

TERMS = 4
SHOWN = 200


class UploadForm(RegistrarForm):
    """The file, its term, and whether it is the whole timetable."""

    file = forms.FileField(
        label=gettext_lazy("File"), help_text=gettext_lazy("An Excel workbook (.xlsx) or a CSV file, with headings.")
    )
    term = forms.ChoiceField(label=gettext_lazy("Term"))
    complete = forms.BooleanField(
        label=gettext_lazy("The file is complete: remove groups of my departments that it doesn't name"), required=False
    )

    def __init__(self, *args: Any, terms: list[tuple[str, str]], **kwargs: Any) -> None:
        """Offer the terms to come and the present one."""
        super().__init__(*args, **kwargs)
        self.fields["term"].choices = terms  # type: ignore[attr-defined]


class UploadTimetable(FormPage):
    """Upload: the file is checked, nothing is written yet."""

    policy = "registration.manage_timetable"
    form_class = UploadForm
    title = gettext_lazy("Upload timetable data")
    lead = gettext_lazy("The file is checked first. You see what it would change before anything is written.")
    submit_label = gettext_lazy("Upload and check")

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """The way here."""
        return [(_("Timetable data"), reverse("registration:timetable-data"))]

    def get_form_kwargs(self) -> dict[str, Any]:
        """Terms that aren't over."""
        today = clock.today()
        return {"terms": [(one.pk, term_words(one.pk)) for one in all_terms() if one.ends_on >= today][:TERMS]}

    def get_initial(self) -> dict[str, Any]:
        """The term that subjects are being chosen for."""
        found = planning_term(clock.now())
        return {"term": found.pk if found else ""}

    def get_cancel_url(self) -> str:
        """Back to the data."""
        return reverse("registration:timetable-data")

    def act(self, form: Any) -> str | HttpResponseBase:
        """Check it, or say why it can't be read."""
        file = form.cleaned_data["file"]
        source = Source(
            0, form.cleaned_data["term"], departments_of(self.request.user), bool(form.cleaned_data["complete"])
        )
        try:
            run = upload_timetable(file.read(), file.name, source, actor=self.request.user, now=clock.now())
        except UnreadableSheet as error:
            form.add_error("file", str(error))
            return self.show(form, key=self.idempotency_key, status=422)
        return reverse("registration:timetable-upload", args=[run.pk])


class _OfUpload(OfRun):
    """The check of an upload."""

    runs = (CHECK,)
    back = (gettext_lazy("Timetable data"), "registration:timetable-data")


class TimetableUpload(_OfUpload, Page):
    """What a file would change, and every row that something stands against. Refreshes itself while it is checked."""

    policy = "registration.see_upload"
    hide_refusal = True
    title = gettext_lazy("What the file would change")

    def get_template_names(self) -> list[str]:
        """Only the progress where the page asks for it by itself."""
        unfinished = self.run.state in ("waiting", "running")
        part = self.request.htmx and unfinished  # type: ignore[attr-defined]
        return ["registration/_upload_progress.html" if part else "registration/timetable_upload.html"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Counts and problems, as the check found them."""
        found = self.run.result
        problems = [
            {**one, "said": problem_words(one), "head": column_words(one)} for one in found.get("problems", [])[:SHOWN]
        ]
        writes = sum(found.get(key, 0) for key in ("added", "changed", "removed"))
        return super().get_context_data(
            run=self.run,
            unfinished=self.run.state in ("waiting", "running"),
            failed=self.run.state == "failed",
            file=kept(self.run.arguments["file"]).name,
            tiles=_tiles(found) if found else [],
            found=found,
            problems=problems,
            more=found.get("errors", 0) + found.get("warnings", 0) - len(problems) if found else 0,
            writes=writes,
            **kwargs,
        )

    def render_to_response(self, context: dict[str, Any], **response: Any) -> Any:
        """Once the check is done, a page that refreshed itself is loaded anew."""
        answer = super().render_to_response(context, **response)
        if self.request.htmx and not context["unfinished"]:  # type: ignore[attr-defined]
            answer["HX-Refresh"] = "true"
        return answer


def _tiles(found: dict[str, Any]) -> list[Tile]:
    lines = ngettext("of {rows} row", "of {rows} rows", found["rows"]).format(rows=number(found["rows"]))
    return [
        Tile(_("Rows to add"), number(found["added"])),
        Tile(_("Rows to change"), number(found["changed"])),
        Tile(_("Rows to remove"), number(found["removed"]), tone="warn" if found["removed"] else ""),
        Tile(_("Unchanged"), number(found["unchanged"])),
        Tile(_("Held back"), number(found["held_back"]), lines, tone="bad" if found["held_back"] else "good"),
    ]


class UploadRows(_OfUpload, PolicyView):
    """The rows that were held back, with what is wrong beside each: to be corrected and uploaded by themselves."""

    policy = "registration.see_upload"
    hide_refusal = True

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """Send them as a workbook."""
        sheet = sheet_of(Source.of(self.run.arguments))
        said: dict[int, list[str]] = {}
        for one in self.run.result.get("problems", []):
            said.setdefault(one["line"], []).append(labelled(column_words(one), problem_words(one)))
        other = _("Another row of the group is in error.")
        lines = self.run.result.get("bad_lines", [])
        return correction_file(
            sheet, {line: " ".join(said.get(line, [other])) for line in lines}, f"rows-to-correct-{self.run.pk}"
        )


class ApplyForm(RegistrarForm):
    """What becomes of the right rows where others are wrong."""

    what = forms.ChoiceField(
        label=gettext_lazy("Some rows have errors"),
        choices=[
            ("right", gettext_lazy("Apply the right rows and leave the others as they are")),
            ("none", gettext_lazy("Apply nothing until every row is right")),
        ],
        widget=forms.RadioSelect,
        required=False,
    )

    def __init__(self, *args: Any, errors: int, **kwargs: Any) -> None:
        """Ask only where there are errors."""
        super().__init__(*args, **kwargs)
        if not errors:
            del self.fields["what"]
        else:
            self.fields["what"].required = True


class ApplyTimetable(_OfUpload, ConfirmPage):
    """Apply what the check found."""

    policy = "registration.see_upload"
    hide_refusal = True
    form_class = ApplyForm
    title = gettext_lazy("Apply the timetable data")
    submit_label = gettext_lazy("Apply")
    warning = gettext_lazy("Students whose classes move are told at once.")

    @cached_property
    def found(self) -> dict[str, Any]:
        """What the check found, or a page not found where it isn't done."""
        if self.run.state != "done":
            raise Http404
        return dict(self.run.result)

    def get_rows(self) -> list[Row]:
        """The counts."""
        return [Row(tile.label, tile.value) for tile in _tiles(self.found)]

    def get_form_kwargs(self) -> dict[str, Any]:
        """Whether there are errors."""
        return {"errors": self.found["errors"]}

    def get_cancel_url(self) -> str:
        """Back to the check."""
        return reverse("registration:timetable-upload", args=[self.run.pk])

    def act(self, form: Any) -> str:
        """Apply it, or leave everything; a term that has changed meanwhile is checked again."""
        if form.cleaned_data.get("what") == "none":
            messages.info(self.request, _("Nothing was written. Correct the rows and upload the file again."))
            return self.get_cancel_url()
        run = apply_check(self.run, actor=self.request.user, now=clock.now())
        if run.state != "done":
            return reverse("platform:job", args=[run.pk])
        if run.result.get("moved"):
            text = _("The term has changed since the file was checked, so nothing was written. Upload the file again.")
            messages.error(self.request, text)
            return self.get_cancel_url()
        text = _("Applied: {added} rows added, {changed} changed, {removed} removed. Students told: {told}.")
        messages.success(self.request, text.format(**{key: number(value) for key, value in run.result.items()}))
        return reverse("registration:timetable-data")
