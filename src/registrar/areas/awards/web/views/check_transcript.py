"""Anybody may check an official document by its code."""

from typing import Any

from django.forms import CharField
from django.utils.translation import gettext_lazy as _

from registrar.areas.awards.queries.certificates import certificate_by_code
from registrar.areas.awards.queries.transcripts import transcript_by_code
from registrar.ui.forms import RegistrarForm
from registrar.ui.views import Page


class CodeForm(RegistrarForm):
    """The code printed on the document."""

    code = CharField(
        label=_("Code"), max_length=24, help_text=_("Sixteen letters and digits, printed at the end of the document.")
    )


class CheckTranscript(Page):
    """Says whether a document with this code was issued, to whom and when; nothing of its content."""

    policy = "public"
    template_name = "awards/check.html"
    title = _("Check a document")
    lead = _("See whether a transcript, testimonial or certification of award was issued by the university.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The form and, for a code that was sent, the answer."""
        form = CodeForm(self.request.GET or None)
        asked = form.is_bound and form.is_valid()
        found = _found(form.cleaned_data["code"]) if asked else None
        return super().get_context_data(form=form, asked=asked, found=found, **kwargs)


def _found(code: str) -> dict[str, Any] | None:
    """Return number, name and day of the document with this code, None without one."""
    transcript = transcript_by_code(code)
    if transcript is not None:
        person = transcript.study.student.person
        return {"number": transcript.number, "name": person, "issued_at": transcript.issued_at}
    certificate = certificate_by_code(code)
    if certificate is None:
        return None
    person = certificate.order.study.student.person
    return {"number": certificate.number, "name": person, "issued_at": certificate.issued_at}
