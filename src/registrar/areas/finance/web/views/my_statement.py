"""The statement of account."""

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from registrar.areas.finance.queries.statement import statement
from registrar.areas.finance.web.statement_parts import statement_rows
from registrar.areas.platform import clock
from registrar.areas.studies.queries.study_of_user import study_of_user
from registrar.kernel import Money
from registrar.ui.views import Page


class MyStatement(Page):
    """Every charge and payment of the student with the balance after it; made to be printed."""

    policy = "finance.view_own"
    template_name = "finance/statement.html"

    def get_title(self) -> str:
        """The heading."""
        return _("Statement of account")

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to my fees."""
        return [(_("My fees"), reverse("finance:my_fees"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The lines and where they end."""
        study = study_of_user(self.request.user)
        if study is None:
            raise Http404
        lines = statement(study.pk)
        return super().get_context_data(
            study=study,
            lines=statement_rows(lines),
            balance=Money(lines[-1].balance) if lines else Money.zero(),
            today=clock.today(),
            **kwargs,
        )
