"""Rows of an uploaded file that could not be taken, to be corrected and uploaded by themselves."""

from collections.abc import Mapping

from django.http import HttpResponseBase
from django.utils.translation import gettext as _

from registrar.ui import exports
from registrar.ui.sheets import Sheet


def correction_file(sheet: Sheet, said: Mapping[int, str], name: str) -> HttpResponseBase:
    """Return a workbook of the lines that `said` has a word on: their cells, their number, and what is wrong."""
    rows = [
        [*line.cells, *[""] * (len(sheet.heads) - len(line.cells)), line.number, said[line.number]]
        for line in sheet.lines
        if line.number in said
    ]
    return exports.response("xlsx", name, [*sheet.heads, _("Row"), _("What is wrong")], rows)
