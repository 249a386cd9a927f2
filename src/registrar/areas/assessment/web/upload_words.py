"""Why a row of an uploaded grade sheet was not taken, in the teacher's words."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from registrar.areas.assessment.actions.upload_grades import BadRow
from registrar.areas.assessment.web.mark_words import why_bad_mark

WHY: dict[str, Any] = {
    "not_on_sheet": _("This student is not on the sheet."),
    "twice": _("This student stands in the file more than once."),
    "formula": _(
        "Cell {cell} has a formula without a stored value. Save the sheet with values only, and upload it again."
    ),
    "error": _("The formula in cell {cell} ends in an error. Enter the mark or grade itself."),
    "merged": _("Cell {cell} is merged with others. Give every student a cell of their own."),
    "percent": _("Cell {cell} holds a percentage. Enter the mark or a grade of the scale."),
    "date": _("Cell {cell} holds a date or a time; the spreadsheet may have changed what was typed. Enter it as text."),
    "boolean": _("Cell {cell} holds TRUE or FALSE. Enter it as text."),
    "hidden": _("Row {row} is hidden in the file. Show it, check its grade, and upload the file again."),
}


def why_not_taken(bad: BadRow) -> str:
    """The reason in a sentence that names row and cell; nothing where the decision on the grade says it."""
    if bad.mark is not None:
        return why_bad_mark(bad.mark)
    text = WHY.get(bad.problem)
    return "" if text is None else str(text).format(cell=bad.cell, row=bad.row.line)
