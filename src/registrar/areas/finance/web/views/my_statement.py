"""The statement of account."""

from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from registrar.areas.finance.letters import statement_pdf
from registrar.areas.finance.queries.statement import Statement
from registrar.areas.finance.web.period_forms import PeriodForm
from registrar.areas.finance.web.statement_parts import asked_statement, statement_part
from registrar.areas.platform import clock
from registrar.areas.studies.queries.study_of_user import study_of_user
from registrar.ui.parts import Link
from registrar.ui.views import Page, PolicyView


class OwnStatement(PolicyView):
    """What the page and the document share: whose statement, and of which days."""

    policy = "finance.view_own"

    @cached_property
    def study(self) -> Any:
        """The student's own study."""
        study = study_of_user(self.request.user)
        if study is None:
            raise Http404
        return study

    @cached_property
    def form(self) -> PeriodForm:
        """The days asked for."""
        return PeriodForm(self.request.GET)

    @cached_property
    def found(self) -> Statement | None:
        """The statement; None for days that make no sense."""
        return asked_statement(self.study.pk, self.form, clock.today())


class MyStatement(OwnStatement, Page):
    """Every charge and payment of the days with the balance after it; made to be printed."""

    template_name = "finance/statement.html"

    def get_title(self) -> str:
        """The heading."""
        return _("Statement of account")

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to my fees."""
        return [(_("My fees"), reverse("finance:my_fees"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The lines, where they start and end, and the document."""
        query = self.request.GET.urlencode()
        pdf = Link(_("Print as PDF"), f"{reverse('finance:my_statement_pdf')}{'?' if query else ''}{query}")
        return super().get_context_data(
            study=self.study,
            form=self.form,
            **statement_part(self.found, own=True),
            page_actions=[pdf] if self.found and self.found.lines else [],
            today=clock.today(),
            **kwargs,
        )


class MyStatementFile(OwnStatement):
    """The statement as PDF."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Send the document; not for days that make no sense."""
        if self.found is None:
            raise Http404
        response = HttpResponse(statement_pdf(self.study, self.found, clock.now()), content_type="application/pdf")
        response["Content-Disposition"] = f'inline; filename="statement-{self.found.period.end}.pdf"'
        return response
