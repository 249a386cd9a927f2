"""What the pages about one's own degree share: whose study it is, and where the calendar stands."""

from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest

from registrar.areas.advising.queries.degree import Outlook, outlook
from registrar.areas.platform import clock
from registrar.areas.studies.queries.study_of_user import study_of_user


class OwnDegree:
    """Gives a view the signed-in student's study and the term that rules are asked for."""

    request: HttpRequest

    @cached_property
    def study(self) -> Any:
        """The student's study; a page not found for somebody without one."""
        found = study_of_user(self.request.user)
        if found is None:
            raise Http404
        return found

    @cached_property
    def when(self) -> Outlook:
        """Where the calendar stands; a page not found while there is no term."""
        found = outlook(clock.today())
        if found is None:
            raise Http404
        return found
