"""What the frame of every page needs to know."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from registrar.ui import navigation
from registrar.ui.theme import chosen_theme


def page(request: HttpRequest) -> dict[str, Any]:
    """Navigation, theme and languages for ``ui/base.html``.

    The navigation is worked out only when a template prints it, so a page without the
    frame costs nothing.
    """
    user = getattr(request, "user", None)
    view = getattr(getattr(request.resolver_match, "func", None), "view_class", None)
    belongs_to = getattr(view, "belongs_to", ())
    return {
        "ui_navigation": SimpleLazyObject(lambda: navigation.for_person(user, request.path, belongs_to=belongs_to)),
        "ui_theme": chosen_theme(request),
        "ui_languages": _languages(),
        "ui_path": request.get_full_path(),
    }


def _languages() -> list[dict[str, str]]:
    own_names = {"en": ("English", "EN"), "zh-hant": ("繁體中文", "中文")}
    return [
        {"code": code, "name": own_names.get(code, (name, name))[0], "short": own_names.get(code, (name, name))[1]}
        for code, name in settings.LANGUAGES
    ]
