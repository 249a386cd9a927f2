"""The result that a page is about."""

from functools import cached_property
from typing import Any

from django.http import Http404

from registrar.areas.studies.queries.result_changes import result_for_page
from registrar.ui.words import term as term_text


class OfResult:
    """The result of the address."""

    kwargs: dict[str, Any]

    @cached_property
    def result(self) -> Any:
        """The result, or a page not found."""
        found = result_for_page(self.kwargs["pk"])
        if found is None:
            raise Http404
        return found

    def get_policy_object(self) -> Any:
        """The result decides."""
        return self.result

    def get_caption(self) -> str:
        """Student, subject and term."""
        row = self.result
        return f"{row.study.student_number} · {row.subject_id} · {term_text(row.term_id)}"
