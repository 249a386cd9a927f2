"""A sheet as a spreadsheet: download, fill in, upload, look at what it would do, apply."""

from io import BytesIO
from typing import Any

from django.contrib import messages
from django.core import signing
from django.forms import FileField
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from registrar.areas.assessment import spreadsheet
from registrar.areas.assessment.actions.upload_grades import Upload, upload_grades
from registrar.areas.assessment.models import GradeSheet
from registrar.areas.assessment.queries.schemes import marks_of, scheme_of
from registrar.areas.assessment.queries.sheets import lines_of
from registrar.areas.assessment.web.mark_words import shown_mark
from registrar.areas.assessment.web.upload_words import why_not_taken
from registrar.areas.platform import clock
from registrar.areas.platform.files import keep, kept
from registrar.ui.forms import RegistrarForm
from registrar.ui.joining import sentences
from registrar.ui.parts import Row
from registrar.ui.views import ConfirmPage, FormPage, PolicyView
from registrar.ui.words import term as term_text

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SALT = "assessment.upload"


class _OfSheet:
    """The sheet of the address."""

    kwargs: dict[str, Any]

    @cached_property
    def sheet(self) -> GradeSheet:
        """The sheet, or a page not found."""
        rows = GradeSheet.objects.select_related("offering__subject")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    @cached_property
    def codes(self) -> list[str]:
        """The components of its scheme."""
        scheme = scheme_of(self.sheet.offering_id)
        return [one.code for one in scheme.components.all()] if scheme is not None else []

    def get_policy_object(self) -> GradeSheet:
        """Ask the policy about this sheet."""
        return self.sheet

    def get_caption(self) -> str:
        """Subject and term."""
        return f"{self.sheet.offering.subject_id} · {term_text(self.sheet.offering.term_id)}"

    @property
    def file_title(self) -> str:
        """The name that its file bears, as a file and as a worksheet."""
        return f"{self.sheet.offering.subject_id}-{self.sheet.offering.term_id.replace('/', '-')}"


class DownloadSheet(_OfSheet, PolicyView):
    """The sheet as a workbook to fill in."""

    policy = "assessment.view_sheet"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Send the file."""
        sheet, scheme = self.sheet, scheme_of(self.sheet.offering_id)
        components = list(scheme.components.all()) if scheme is not None else []
        entries = list(lines_of(sheet))
        marks = marks_of(entries) if components else {}
        given = {
            entry.pk: [shown_mark(marks.get(entry.pk, {}).get(component.pk)) for component in components]
            for entry in entries
        }
        name = self.file_title
        book = spreadsheet.write(entries, name, [component.code for component in components], given)
        response = HttpResponse(book, content_type=XLSX)
        response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
        return response


class UploadForm(RegistrarForm):
    """The filled-in file."""

    file = FileField(
        label=gettext_lazy("Grade sheet"), help_text=gettext_lazy("An Excel workbook (.xlsx) or a CSV file in UTF-8.")
    )


class UploadSheet(_OfSheet, FormPage):
    """Upload of a filled-in sheet: it is read and looked at, nothing is saved yet."""

    policy = "assessment.enter_grades"
    form_class = UploadForm
    title = gettext_lazy("Upload marks and grades")
    lead = gettext_lazy("You see what would be saved, and every row that can't be, before anything is written.")
    submit_label = gettext_lazy("Upload and check")

    def get_cancel_url(self) -> str:
        """Back to the sheet."""
        return reverse("assessment:sheet", args=[self.sheet.pk])

    def act(self, form: Any) -> str | HttpResponseBase:
        """Read the file and go on to what it would do, or say why it can't be read."""
        file = form.cleaned_data["file"]
        content = file.read()
        try:
            spreadsheet.read(BytesIO(content), file.name, self.codes, self.file_title)
        except spreadsheet.UnreadableSheet as error:
            form.add_error("file", str(error))
            return self.show(form, key=self.idempotency_key, status=422)
        row = keep(content, name=file.name[:100], content_type=XLSX, owner=self.request.user, now=clock.now())
        # The address names the file only for this person and sheet: a file's key alone opens nothing.
        told = signing.dumps([row.pk, file.name.lower().endswith((".csv", ".txt")), self.request.user.pk], salt=SALT)
        return reverse("assessment:uploaded_sheet", args=[self.sheet.pk, told])


class UploadedSheet(_OfSheet, ConfirmPage):
    """What a file would do, and applying it: good rows are saved, the others are listed with their reason."""

    policy = "assessment.enter_grades"
    template_name = "assessment/uploaded.html"
    title = gettext_lazy("What the file would change")
    submit_label = gettext_lazy("Save these marks and grades")

    @cached_property
    def lines(self) -> list[spreadsheet.Row]:
        """The rows of the file that the address names, read again."""
        try:
            key, csv, user = signing.loads(self.kwargs["file"], salt=SALT)
        except signing.BadSignature as wrong:
            raise Http404 from wrong
        if user != self.request.user.pk:
            raise Http404
        content = bytes(kept(key).content)
        return spreadsheet.read(BytesIO(content), "sheet.csv" if csv else "sheet.xlsx", self.codes, self.file_title)

    @cached_property
    def found(self) -> Upload:
        """What would become of it."""
        return upload_grades(self.sheet.pk, self.lines, actor=self.request.user, now=clock.now(), only_look=True)

    def get_cancel_url(self) -> str:
        """Back to the sheet."""
        return reverse("assessment:sheet", args=[self.sheet.pk])

    def get_rows(self) -> list[Row]:
        """How much would be saved."""
        rows = [Row(_("Grades to save"), self.found.saved), Row(_("Grades that stand already"), self.found.unchanged)]
        if self.codes:
            rows.insert(0, Row(_("Marks to save"), self.found.marks))
        return [*rows, Row(_("Entries not taken"), len(self.found.bad))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The rows that can't be taken, with their reason."""
        found = self.found
        refused = [(bad, why_not_taken(bad)) for bad in found.bad]
        nothing = not (found.saved or found.marks)
        again = reverse("assessment:upload_sheet", args=[self.sheet.pk])
        return super().get_context_data(
            refused=refused, nothing=nothing, closed=found.closed, again_url=again, **kwargs
        )

    def act(self, form: Any) -> str:
        """Save what can be saved."""
        upload = upload_grades(self.sheet.pk, self.lines, actor=self.request.user, now=clock.now())
        if upload.closed:
            messages.error(self.request, _("This sheet is no longer open, so nothing was saved."))
            return self.get_cancel_url()
        grades = ngettext("%(count)s grade saved.", "%(count)s grades saved.", upload.saved) % {"count": upload.saved}
        marks = ngettext("%(count)s mark saved.", "%(count)s marks saved.", upload.marks) % {"count": upload.marks}
        messages.success(self.request, sentences(marks, grades) if self.codes else grades)
        return self.get_cancel_url()
