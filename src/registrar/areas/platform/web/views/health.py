"""For whoever watches the server: is it well?"""

from __future__ import annotations

from typing import Any

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, JsonResponse

from registrar.areas.platform.queries.database_state import database_answers
from registrar.ui.views import PolicyView


class Health(PolicyView):
    """200 and "ok" while the database answers, else 503. Says nothing else to strangers."""

    policy = "public"
    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> JsonResponse:
        """Ask the database."""
        try:
            well = database_answers()
        except (OperationalError, InterfaceError):
            well = False
        return JsonResponse({"database": "ok" if well else "unreachable"}, status=200 if well else 503)
