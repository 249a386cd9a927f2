"""Schemes of many subjects from a spreadsheet: uploaded, looked at, applied."""

from functools import cached_property
from typing import Any

from django import forms
from django.contrib import messages
from django.core import signing
from django.http import Http404
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from registrar.areas.assessment.actions.upload_schemes import BadLine, SchemeUpload, upload_schemes
from registrar.areas.assessment.scheme_file import HEADS, SchemeLine, read_schemes
from registrar.areas.catalogue.queries.term import all_terms, current_term
from registrar.areas.platform import clock
from registrar.areas.platform.files import keep, kept
from registrar.areas.registration.queries.offerings_of import offerings_of
from registrar.areas.studies.policies import departments_of
from registrar.rulebook.messages import text as message_text
from registrar.ui.forms import RegistrarForm
from registrar.ui.joining import listed
from registrar.ui.parts import Row
from registrar.ui.sheets import UnreadableSheet
from registrar.ui.views import ConfirmPage, FormPage
from registrar.ui.words import term as term_text

SALT = "assessment.schemes"
TERMS = 4
WHY: dict[str, Any] = {
    "not_offered": gettext_lazy("Your department doesn't offer this subject in the term."),
    "not_a_number": gettext_lazy("Weight, full mark and pass mark have to be numbers."),
    "no_title": gettext_lazy("The component needs a title in both languages."),
    "formula": gettext_lazy("A cell holds a formula or a date. Save the file with values only."),
}


class SchemeFileForm(RegistrarForm):
    """The file, its term, and why schemes change that have marks."""

    file = forms.FileField(label=gettext_lazy("File"))
    term = forms.ChoiceField(label=gettext_lazy("Term"))
    reason = forms.CharField(
        label=gettext_lazy("Why schemes change that have marks already"), required=False, max_length=1000
    )

    def __init__(self, *args: Any, terms: list[Any], **kwargs: Any) -> None:
        """The latest terms; the columns are named."""
        super().__init__(*args, **kwargs)
        self.fields["term"].choices = terms  # type: ignore[attr-defined]
        columns = listed(HEADS)
        self.fields["file"].help_text = _("A line a component, with the columns %(columns)s.") % {"columns": columns}


class UploadSchemes(FormPage):
    """Upload: nothing is saved yet."""

    policy = "assessment.upload_schemes"
    form_class = SchemeFileForm
    title = gettext_lazy("Upload assessment schemes")
    lead = gettext_lazy("You see what would be saved, and every row that can't be, before anything is written.")
    submit_label = gettext_lazy("Upload and check")

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to the list."""
        return [(_("Assessment schemes"), reverse("assessment:schemes"))]

    def get_cancel_url(self) -> str:
        """Back to the list."""
        return reverse("assessment:schemes")

    def get_form_kwargs(self) -> dict[str, Any]:
        """The terms to choose from."""
        return {"terms": [(one.pk, term_text(one.pk)) for one in all_terms()[:TERMS]]}

    def get_initial(self) -> dict[str, Any]:
        """The term that is running."""
        found = current_term(clock.today())
        return {"term": found.pk if found else ""}

    def act(self, form: Any) -> str | HttpResponseBase:
        """Read the file and go on to what it would do, or say why it can't be read."""
        data = form.cleaned_data
        content = data["file"].read()
        try:
            read_schemes(content, data["file"].name)
        except UnreadableSheet as error:
            form.add_error("file", str(error))
            return self.show(form, key=self.idempotency_key, status=422)
        name, user = data["file"].name[:100], self.request.user
        row = keep(content, name=name, content_type="application/octet-stream", owner=user, now=clock.now())
        told = signing.dumps([row.pk, name, data["term"], data["reason"], user.pk], salt=SALT)
        return reverse("assessment:uploaded_schemes", args=[told])


class UploadedSchemes(ConfirmPage):
    """What a file would do, and applying it."""

    policy = "assessment.upload_schemes"
    template_name = "assessment/uploaded_schemes.html"
    title = gettext_lazy("What the file would change")
    submit_label = gettext_lazy("Save these schemes")

    @cached_property
    def told(self) -> tuple[list[SchemeLine], str, str]:
        """Lines, term and reason of the upload that the address names for this person."""
        try:
            key, name, term, reason, user = signing.loads(self.kwargs["file"], salt=SALT)
        except signing.BadSignature as wrong:
            raise Http404 from wrong
        if user != self.request.user.pk:
            raise Http404
        return read_schemes(bytes(kept(key).content), name), term, reason

    def upload(self, *, only_look: bool) -> SchemeUpload:
        """Try it, or do it."""
        lines, term, reason = self.told
        own = offerings_of(term, departments_of(self.request.user)).filter(state="open")
        offered = own.order_by().values_list("subject_id", "pk")
        return upload_schemes(
            lines, dict(offered), reason=reason, actor=self.request.user, now=clock.now(), only_look=only_look
        )

    @cached_property
    def found(self) -> SchemeUpload:
        """What would become of it."""
        return self.upload(only_look=True)

    def get_cancel_url(self) -> str:
        """Back to the list."""
        return reverse("assessment:schemes")

    def get_rows(self) -> list[Row]:
        """How much would be saved."""
        rows = [Row(_("Term"), term_text(self.told[1])), Row(_("Schemes to save"), len(self.found.saved))]
        return [*rows, Row(_("Rows not taken"), len(self.found.bad))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The rows that can't be taken, with their reason."""
        refused = [(bad, self.why(bad)) for bad in self.found.bad]
        again = reverse("assessment:upload_schemes")
        return super().get_context_data(refused=refused, nothing=not self.found.saved, again_url=again, **kwargs)

    def why(self, bad: BadLine) -> str:
        """The reason in a sentence."""
        if bad.message is not None:
            return message_text(bad.message, self.request.LANGUAGE_CODE)
        return str(WHY[bad.problem])

    def act(self, form: Any) -> str:
        """Save what can be saved."""
        saved = len(self.upload(only_look=False).saved)
        text = ngettext("%(count)s scheme saved.", "%(count)s schemes saved.", saved)
        messages.success(self.request, text % {"count": saved})
        return self.get_cancel_url()
