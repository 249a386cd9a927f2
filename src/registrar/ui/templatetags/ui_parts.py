"""Components that take records from the view."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import template
from django.http import QueryDict
from django.utils.html import format_html
from django.utils.safestring import SafeString

from registrar.ui import words
from registrar.ui.parts import Column, Row, Tag, Tile
from registrar.ui.templatetags.ui_words import render_tag

register = template.Library()


@register.simple_tag
def tag(text: Any, colour: str = "grey") -> SafeString:
    """``{% tag "Registered" "green" %}``: a status. Colours: grey, green, blue, orange, red, purple."""
    return render_tag(Tag(text, colour))


@register.inclusion_tag("ui/parts/summary_list.html")
def summary_list(rows: Sequence[Any]) -> dict[str, Any]:
    """``{% summary_list rows %}``: Rows, or pairs of key and value."""
    full = [row if isinstance(row, Row) else Row(*row) for row in rows]
    return {"rows": full, "any_action": any(row.action_url for row in full)}


@register.inclusion_tag("ui/parts/task_list.html")
def task_list(tasks: Sequence[Any]) -> dict[str, Any]:
    """``{% task_list tasks %}``: what to do now, by when, and why."""
    return {"tasks": tasks}


@register.inclusion_tag("ui/parts/tabs.html")
def tabs(tabs: Sequence[Any], label: Any) -> dict[str, Any]:
    """``{% tabs tabs label %}``: views of one thing; each tab is a link."""
    return {"tabs": tabs, "label": label}


@register.inclusion_tag("ui/parts/tiles.html")
def tiles(tiles: Sequence[Tile]) -> dict[str, Any]:
    """``{% tiles tiles %}``: the figures of a dashboard."""
    return {"tiles": tiles}


@register.inclusion_tag("ui/parts/steps.html")
def steps(steps: Sequence[Any]) -> dict[str, Any]:
    """``{% steps steps %}``: where a journey stands."""
    return {"steps": steps}


@register.inclusion_tag("ui/parts/timeline.html")
def timeline(events: Sequence[Any]) -> dict[str, Any]:
    """``{% timeline events %}``: what happened and what comes, in order."""
    return {"events": events}


@register.inclusion_tag("ui/parts/progress.html")
def progress(label: Any, done: Any, whole: Any, tone: str = "") -> dict[str, Any]:
    """``{% progress label done whole %}``: a bar with its figures; tone "", "good", "warn", "bad"."""
    share = Decimal(done) / Decimal(whole) * 100 if whole else Decimal(0)
    percent = min(max(share, Decimal(0)), Decimal(100)).quantize(Decimal("0.1"))
    text = f"{words.number(done)} / {words.number(whole)}"
    return {"label": label, "percent": str(percent), "text": text, "tone": tone}


@register.inclusion_tag("ui/parts/empty_state.html")
def empty_state(title: Any, text: Any = "", url: str = "", action: Any = "") -> dict[str, Any]:
    """``{% empty_state title text %}``: nothing here, and what to do about it."""
    return {"title": title, "text": text, "url": url, "action": action}


@register.inclusion_tag("ui/parts/confirmation.html")
def confirmation(title: Any, reference_label: Any = "", reference: Any = "") -> dict[str, Any]:
    """``{% confirmation title label reference %}``: done, with a reference to keep. It is the page's heading."""
    return {"title": title, "reference_label": reference_label, "reference": reference}


@register.inclusion_tag("ui/parts/table.html", takes_context=True)
def data_table(
    context: Any, columns: Sequence[Column], body: Sequence[Any], caption: Any, show_caption: bool = False
) -> dict[str, Any]:
    """``{% data_table columns body caption %}``: rows of Cells, as ``ListPage.table`` makes them."""
    return {
        "columns": columns,
        "body": body,
        "caption": caption,
        "show_caption": show_caption,
        "sort": context.get("sort", ""),
        "request": context.get("request"),
    }


@register.simple_tag
def button(text: Any, href: str = "", kind: str = "", name: str = "", value: Any = "") -> SafeString:
    """``{% button text href=… kind=… %}``: a link that looks like a button, or a submit button."""
    classes = "govuk-button" + (f" govuk-button--{kind}" if kind else "")
    words_ = words.in_reader_language(text)
    if href:
        return format_html('<a class="{}" href="{}" role="button" draggable="false">{}</a>', classes, href, words_)
    if name:
        return format_html('<button class="{}" name="{}" value="{}">{}</button>', classes, name, value, words_)
    return format_html('<button class="{}">{}</button>', classes, words_)


@register.simple_tag(takes_context=True)
def sort_head(context: Any, column: Column, sort: str) -> dict[str, str]:
    """The link and the state of a sortable column's head."""
    if not column.sort or context.get("request") is None:
        return {"url": "", "state": ""}
    query: QueryDict = context["request"].GET.copy()
    query.pop("page", None)
    descending = sort == f"-{column.sort}"
    ascending = sort == column.sort
    query["sort"] = f"-{column.sort}" if ascending else column.sort
    state = "descending" if descending else "ascending" if ascending else ""
    return {"url": f"?{query.urlencode()}", "state": state}


@register.inclusion_tag("ui/parts/pagination.html", takes_context=True)
def pagination(context: Any, page: Any) -> dict[str, Any]:
    """``{% pagination page %}``: a Django Page, or a dict with ``previous_url`` and ``next_url`` (keyset)."""
    if isinstance(page, dict):
        return {"previous_url": page.get("previous_url"), "next_url": page.get("next_url"), "numbers": ()}
    query: QueryDict = context["request"].GET.copy()

    def url(number: int) -> str:
        query["page"] = str(number)
        return f"?{query.urlencode()}"

    shown = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    numbers = [
        {"number": n, "url": url(n), "current": n == page.number} if isinstance(n, int) else {"gap": True}
        for n in shown
    ]
    return {
        "previous_url": url(page.previous_page_number()) if page.has_previous() else "",
        "next_url": url(page.next_page_number()) if page.has_next() else "",
        "numbers": numbers if page.paginator.num_pages > 1 else (),
    }


@register.inclusion_tag("ui/forms/error_summary.html")
def error_summary(form: Any) -> dict[str, Any]:
    """``{% error_summary form %}``: what is wrong, each with a link to its field."""
    entries = []
    if form is not None and getattr(form, "is_bound", False):
        entries += [{"text": text, "target": ""} for text in form.non_field_errors()]
        for field in form:
            target = getattr(field, "first_input_id", field.auto_id)
            entries += [{"text": text, "target": target} for text in field.errors]
    return {"entries": entries}
