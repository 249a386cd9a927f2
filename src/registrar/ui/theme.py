"""Light or dark, as the person chose, kept in a cookie that only holds that word."""

from __future__ import annotations

from django.http import HttpRequest

COOKIE = "theme"
THEMES = ("light", "dark", "auto")


def chosen_theme(request: HttpRequest) -> str:
    """The theme of this request: "light", "dark", or "auto" (as the device prefers)."""
    value = request.COOKIES.get(COOKIE, "auto")
    return value if value in THEMES else "auto"
