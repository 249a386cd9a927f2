"""A text in both languages at once, for samples that belong to no catalogue."""

from __future__ import annotations

from typing import Any

from django.utils.functional import lazy

from registrar.ui.words import in_chinese


def _said(en: str, zh: str) -> str:
    return zh if in_chinese() else en


#: ``say("Paid", "已繳")``: a text that is chosen when it is printed.
say: Any = lazy(_said, str)
