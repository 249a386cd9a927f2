"""What the pages about one round of a ballot share."""

from functools import cached_property
from typing import Any

from django.http import Http404

from registrar.areas.registration.models import Ballot
from registrar.areas.registration.queries.ballots import ballot_by_key


class OfBallot:
    """Gives a view the round named in the address."""

    kwargs: dict[str, Any]

    @cached_property
    def ballot(self) -> Ballot:
        """The round; a page not found without one."""
        found = ballot_by_key(self.kwargs["pk"])
        if found is None:
            raise Http404
        return found
