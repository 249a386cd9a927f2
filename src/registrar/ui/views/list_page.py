"""A list: search, filters, order, pages, and the same rows as CSV or a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from registrar.kernel.typed import typed
from registrar.ui import exports
from registrar.ui.parts import Cell, Column, Filter
from registrar.ui.views.policy_view import Page


class ListPage(Page):
    """A page over ``rows()``.

    Give ``columns`` and implement ``rows()`` and ``cells(item)``; the rest has defaults:

    * ``search_label``: shows a search box; implement ``search(rows, text)``.
    * ``filters``: choices; ``filter(rows, name, value)`` defaults to ``rows.filter``.
    * a Column with ``sort`` can be ordered by; ``default_sort`` such as "-made_at".
    * ``export_name``: offers CSV and a spreadsheet of all matching rows.
    * ``link(item)``: the address of the first cell.

    The number of queries is that of ``rows()``, once for the count and once for the page.
    """

    template_name = "ui/list_page.html"
    columns: Sequence[Column] = ()
    filters: Sequence[Filter] = ()
    search_label: Any = ""
    default_sort = ""
    page_size = 50
    export_name = ""
    empty_title: Any = ""
    empty_text: Any = ""
    table_caption: Any = ""

    def rows(self) -> QuerySet[Any] | Sequence[Any]:
        """All rows this person may see, unordered and unfiltered."""
        raise NotImplementedError

    def cells(self, item: Any) -> Mapping[str, Any]:
        """The values of one row by column key (text, Money, date, Tag, Link, number)."""
        raise NotImplementedError

    def link(self, item: Any) -> str:
        """The address behind the first cell; empty for none."""
        return ""

    def search(self, rows: Any, text: str) -> Any:
        """The rows that match the search text."""
        return rows

    def filter(self, rows: Any, name: str, value: str) -> Any:
        """The rows that match one chosen filter."""
        return rows.filter(**{name: value})

    def get_columns(self) -> Sequence[Column]:
        """The columns of the table."""
        return self.columns

    def get_filters(self) -> Sequence[Filter]:
        """The filters with their choices."""
        return self.filters

    def order(self, rows: Any, sort: str) -> Any:
        """The rows in order; the primary key settles ties so that pages never overlap."""
        if isinstance(rows, QuerySet):
            return rows.order_by(*([sort] if sort else []), "pk") if sort else rows
        name = sort.lstrip("-")
        if not name:
            return rows
        return sorted(rows, key=lambda row: getattr(row, name), reverse=sort.startswith("-"))

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page, or the export that was asked for."""
        rows = self.matching()
        wanted = request.GET.get("export", "")
        if self.export_name and wanted in ("csv", "xlsx"):
            columns = self.get_columns()
            download = exports.response(
                wanted,
                self.export_name,
                [column.label for column in columns],
                ([self.cells(row).get(c.key) for c in columns] for row in _stream(rows)),
            )
            # Django's own views promise HttpResponse, and a streaming one serves as well.
            return cast("HttpResponse", download)
        page = Paginator(rows, self.page_size).get_page(request.GET.get("page"))
        return self.render_to_response(self.get_context_data(page=page, **self.table(page)))

    def matching(self) -> Any:
        """The rows after search, filters and order."""
        rows = self.rows()
        if self.search_label and (text := typed(self.request.GET.get("q", ""))):
            rows = self.search(rows, text)
        for choice in self.get_filters():
            value = self.request.GET.get(choice.name) or choice.default
            if value and value in {str(known) for known, _label in choice.choices}:
                rows = self.filter(rows, choice.name, value)
        return self.order(rows, self.chosen_sort())

    def chosen_sort(self) -> str:
        """The order that was asked for, if a column offers it; else the default."""
        asked = self.request.GET.get("sort", "")
        allowed = {column.sort for column in self.get_columns() if column.sort}
        return asked if asked.lstrip("-") in allowed else self.default_sort

    def table(self, page: Iterable[Any]) -> dict[str, Any]:
        """The table as the template wants it."""
        columns = self.get_columns()
        body = []
        for item in page:
            values = self.cells(item)
            body.append(
                [
                    Cell(
                        label=column.label,
                        value=values.get(column.key),
                        numeric=column.numeric,
                        head=index == 0,
                        url=self.link(item) if index == 0 else "",
                    )
                    for index, column in enumerate(columns)
                ]
            )
        return {"columns": columns, "body": body, "sort": self.chosen_sort()}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Search, filters and what was chosen, beside the table."""
        chosen = {one.name: self.request.GET.get(one.name) or one.default for one in self.get_filters()}
        return super().get_context_data(
            filters=[(choice, chosen[choice.name]) for choice in self.get_filters()],
            search_label=self.search_label,
            search_text=self.request.GET.get("q", ""),
            filtered=any(self.request.GET.get(name) for name in ("q", *chosen)),
            export_name=self.export_name,
            empty_title=self.empty_title,
            empty_text=self.empty_text,
            table_caption=self.table_caption or self.get_title(),
            **kwargs,
        )


def _stream(rows: Any) -> Iterable[Any]:
    """All rows, without holding them all in memory where they come from the database."""
    if isinstance(rows, QuerySet):
        return rows.iterator(chunk_size=2000)
    return rows
