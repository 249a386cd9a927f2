"""What the frame of every page shows: unread notices and the demonstration's clock."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from registrar.areas.platform import clock
from registrar.areas.platform.models import Notice


def platform(request: HttpRequest) -> dict[str, Any]:
    """Return the frame's facts; two small queries for a signed-in page of a demonstration."""
    user = getattr(request, "user", None)
    signed_in = user is not None and user.is_authenticated
    return {
        "demonstration": settings.DEMONSTRATION,
        "clock_now": clock.now() if settings.DEMONSTRATION else None,
        "unread_notices": Notice.objects.filter(recipient=user, read_at=None).count() if signed_in else 0,
        "notices_url": reverse("platform:notices") if signed_in else "",
    }
