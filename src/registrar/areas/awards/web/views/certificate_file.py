"""A testimonial or a certification as PDF."""

from functools import cached_property

from django.http import Http404, HttpRequest, HttpResponse

from registrar.areas.awards.models import Certificate
from registrar.areas.awards.queries.certificates import certificate_by_number
from registrar.areas.platform.looking import log_look
from registrar.ui.views import PolicyView


class CertificateFile(PolicyView):
    """The file as it was issued."""

    policy = "awards.view_certificate"
    hide_refusal = True

    @cached_property
    def certificate(self) -> Certificate:
        """The document of the address."""
        found = certificate_by_number(self.kwargs["number"])
        if found is None:
            raise Http404
        return found

    def get_policy_object(self) -> Certificate:
        """Ask the policy about this one."""
        return self.certificate

    def get(self, request: HttpRequest, number: str) -> HttpResponse:
        """Send it; a look by staff is logged."""
        study = self.certificate.order.study
        if study.student_id != request.user.pk:
            log_look(request, page="awards:certificate", subject=f"study:{study.pk}")
        response = HttpResponse(bytes(self.certificate.file.content), content_type="application/pdf")
        response["Content-Disposition"] = f'inline; filename="{number}.pdf"'
        return response
