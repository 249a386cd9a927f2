"""What the pages of a student share: whose study it is and which term they are about."""

from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest

from registrar.areas.registration.web.asked_term import asked_term
from registrar.areas.studies.queries.study_of_user import study_of_user


class OwnStudy:
    """Gives a view the signed-in student's study and the term that subjects are being chosen for."""

    request: HttpRequest

    @cached_property
    def study(self) -> Any:
        """The student's study; a page not found for a student without one."""
        found = study_of_user(self.request.user)
        if found is None:
            raise Http404
        return found

    @cached_property
    def term(self) -> Any:
        """The term that was asked for (`?term=`), else the one that subjects are being chosen for."""
        found = asked_term(self.request)
        if found is None:
            raise Http404
        return found
