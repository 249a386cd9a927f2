"""What the pages that act on one row of a list share."""

from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from registrar.areas.awards.web.graduation_parts import student_rows
from registrar.areas.platform.looking import log_look
from registrar.ui.parts import Row
from registrar.ui.views import ConfirmPage


class OneRow(ConfirmPage):
    """The row of the address with its study; looking at it is logged. Give `query()`, `list_name` and `list_title`."""

    hide_refusal = True
    list_name = ""
    list_title: Any = ""

    def query(self) -> Any:
        """The rows among which the address chooses."""
        raise NotImplementedError

    @cached_property
    def row(self) -> Any:
        """The row of the address."""
        found = self.query().filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise Http404
        return found

    def get_policy_object(self) -> Any:
        """Ask the policy about this one."""
        return self.row

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show it; looking leaves a trace."""
        log_look(request, page=self.list_name, subject=f"study:{self.row.study_id}")
        return super().get(request, *args, **kwargs)

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to the list."""
        return [(self.list_title, self.get_cancel_url())]

    def get_cancel_url(self) -> str:
        """Back to the list."""
        return reverse(self.list_name)

    def get_rows(self) -> list[Row]:
        """Who it is about."""
        return student_rows(self.row.study)
