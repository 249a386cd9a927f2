"""A sheet as a spreadsheet: download, fill in, upload."""

from typing import Any

from django.contrib import messages
from django.forms import FileField
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from registrar.areas.assessment import spreadsheet
from registrar.areas.assessment.actions.upload_grades import upload_grades
from registrar.areas.assessment.models import GradeSheet
from registrar.areas.assessment.queries.sheets import lines_of
from registrar.areas.assessment.web.upload_words import why_not_taken
from registrar.areas.platform import clock
from registrar.ui.forms import RegistrarForm
from registrar.ui.views import FormPage, PolicyView
from registrar.ui.words import term as term_text

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _sheet(pk: int) -> GradeSheet:
    return get_object_or_404(GradeSheet.objects.select_related("offering__subject"), pk=pk)


class DownloadSheet(PolicyView):
    """The sheet as a workbook to fill in."""

    policy = "assessment.view_sheet"

    def get_policy_object(self) -> GradeSheet:
        """Ask the policy about this sheet."""
        return _sheet(self.kwargs["pk"])

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Send the file."""
        sheet = _sheet(pk)
        name = f"{sheet.offering.subject_id}-{sheet.offering.term_id.replace('/', '-')}"
        response = HttpResponse(spreadsheet.write(lines_of(sheet), name), content_type=XLSX)
        response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
        return response


class UploadForm(RegistrarForm):
    """The filled-in file."""

    file = FileField(
        label=gettext_lazy("Grade sheet"), help_text=gettext_lazy("An Excel workbook (.xlsx) or a CSV file in UTF-8.")
    )


class UploadSheet(FormPage):
    """Upload of a filled-in sheet: good rows are saved, the others are listed with their reason."""

    policy = "assessment.enter_grades"
    form_class = UploadForm
    template_name = "assessment/upload.html"
    title = gettext_lazy("Upload grades")
    submit_label = gettext_lazy("Upload")

    @cached_property
    def sheet(self) -> GradeSheet:
        """The sheet of the address."""
        return _sheet(self.kwargs["pk"])

    def get_policy_object(self) -> GradeSheet:
        """Ask the policy about this sheet."""
        return self.sheet

    def get_caption(self) -> str:
        """Subject and term."""
        return f"{self.sheet.offering.subject_id} · {term_text(self.sheet.offering.term_id)}"

    def get_cancel_url(self) -> str:
        """Back to the sheet."""
        return reverse("assessment:sheet", args=[self.sheet.pk])

    def act(self, form: Any) -> str | HttpResponseBase:
        """Read the file, save what can be saved, and list the rest."""
        file = form.cleaned_data["file"]
        try:
            rows = spreadsheet.read(file, file.name)
        except spreadsheet.UnreadableSheet as error:
            form.add_error("file", str(error))
            return self.show(form, key=self.idempotency_key, status=422)
        upload = upload_grades(self.sheet.pk, rows, actor=self.request.user, now=clock.now())
        if upload.closed:
            messages.error(self.request, _("This sheet is no longer open, so nothing was saved."))
            return self.get_cancel_url()
        if upload.bad:
            refused = [(bad, why_not_taken(bad)) for bad in upload.bad]
            return self.show(form, key=self.idempotency_key, status=422, upload=upload, refused=refused)
        text = ngettext("%(count)s grade saved.", "%(count)s grades saved.", upload.saved)
        messages.success(self.request, text % {"count": upload.saved})
        return self.get_cancel_url()
