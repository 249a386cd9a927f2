"""A list of students' rows: narrowed to the reader's department, and looks are logged."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from registrar.areas.people.policies import Role, roles_of
from registrar.areas.platform.looking import log_looks
from registrar.areas.studies.policies import departments_of
from registrar.areas.studies.queries.of_student import of_student
from registrar.ui.views import ListPage


class LoggedList(ListPage):
    """Rows with a study. Give `log_name`; whoever sees or takes away the list leaves a trace with each student."""

    log_name = ""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show them and log the looks."""
        keys = self.matching().order_by().values_list("study_id", flat=True)
        if request.GET.get("export") not in ("csv", "xlsx"):
            keys = keys[: self.page_size]
        log_looks(request, page=self.log_name, subjects=[f"study:{key}" for key in keys])
        return super().get(request, *args, **kwargs)

    def of_department(self, rows: Any) -> Any:
        """The rows of the departments whose office or programmes the reader has; all for the offices that see all."""
        codes = departments_of(self.request.user)
        if codes is None:
            return rows
        led = roles_of(self.request.user).get(Role.LEADER, set())
        return rows.filter(study__programme__department__in=codes | led)

    def search(self, rows: Any, text: str) -> Any:
        """By student number, name or programme."""
        for word in text.split():
            rows = rows.filter(of_student(word, "study__"))
        return rows
