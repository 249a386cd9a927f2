"""Components that wrap what stands between their tags."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from registrar.ui.words import in_reader_language

register = template.Library()


@register.simple_block_tag
def details(content: str, summary: Any, open: bool = False) -> SafeString:  # noqa: A002
    """``{% details "More" %}…{% enddetails %}``: text that only some readers need."""
    return format_html(
        '<details class="govuk-details"{}><summary class="govuk-details__summary">'
        '<span class="govuk-details__summary-text">{}</span></summary>'
        '<div class="govuk-details__text">{}</div></details>',
        SafeString(" open") if open else "",
        in_reader_language(summary),
        content,
    )


@register.simple_block_tag
def why(content: str, summary: Any = "") -> SafeString:
    """``{% why %}…{% endwhy %}``: the reason behind a line, one press away."""
    return format_html(
        '<details class="rg-why"><summary>{}</summary><div class="rg-why__text">{}</div></details>',
        in_reader_language(summary or _("Why?")),
        content,
    )


@register.simple_block_tag
def inset(content: str) -> SafeString:
    """``{% inset %}…{% endinset %}``: a passage set apart."""
    return format_html('<div class="govuk-inset-text">{}</div>', content)


@register.simple_tag
def warning(text: Any) -> SafeString:
    """``{% warning text %}``: what cannot be undone, or costs something."""
    return format_html(
        '<div class="govuk-warning-text"><span class="govuk-warning-text__icon" aria-hidden="true">!</span>'
        '<strong class="govuk-warning-text__text"><span class="govuk-visually-hidden">{}</span> {}</strong></div>',
        _("Warning"),
        in_reader_language(text),
    )


_BANNERS = {"success": "success", "error": "error", "warning": "warning"}


@register.simple_block_tag
def banner(content: str, kind: str = "info", title: Any = "") -> SafeString:
    """``{% banner kind="success" %}…{% endbanner %}``: news about what was just done.

    Kinds: info, success, warning, error (as the levels of Django's messages).
    """
    tone = _BANNERS.get(kind, "info")
    titles = {"success": _("Done"), "error": _("Problem"), "warning": _("Please note"), "info": _("Please note")}
    return format_html(
        '<section class="govuk-notification-banner rg-banner rg-banner--{}" role="{}" aria-label="{}">'
        '<div class="govuk-notification-banner__header"><p class="govuk-notification-banner__title">{}</p></div>'
        '<div class="govuk-notification-banner__content">{}</div></section>',
        tone,
        "alert" if tone in ("success", "error") else "region",
        in_reader_language(title or titles[tone]),
        in_reader_language(title or titles[tone]),
        content,
    )


@register.simple_block_tag
def card(content: str, title: Any = "", level: int = 2, tone: str = "") -> SafeString:
    """``{% card "Fees" %}…{% endcard %}``: one matter on a dashboard; ``level`` of its heading; tone "", "strong"."""
    head = (
        format_html('<h{} class="rg-card__title">{}</h{}>', int(level), in_reader_language(title), int(level))
        if title
        else SafeString("")
    )
    return format_html('<section class="rg-card{}">{}{}</section>', f" rg-card--{tone}" if tone else "", head, content)
