"""What stands beside the lines of a sheet: how far it is, where to go, pictures."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from registrar.areas.assessment.models import GradeSheet
from registrar.areas.assessment.web.views.sheet_list import stage_tag
from registrar.ui.parts import Link, Point, Row
from registrar.ui.policy import permits
from registrar.ui.words import moment


def sheet_facts(sheet: GradeSheet, count: int) -> list[Row]:
    """Stage, and who submitted, reviewed and made it final."""
    rows = [Row(_("Stage"), stage_tag(sheet)), Row(_("Students"), count)]
    steps = (
        (_("Submitted"), sheet.submitted_at, sheet.submitted_by),
        (_("Reviewed"), sheet.reviewed_at, sheet.reviewed_by),
        (_("Made final"), sheet.finalised_at, sheet.finalised_by),
    )
    rows += [Row(label, f"{moment(at)} · {_name(by)}") for label, at, by in steps if at]
    if sheet.note:
        rows.append(Row(_("Note of the panel"), sheet.note))
    return rows


def _name(user: Any) -> str:
    return str(getattr(user, "person", user) or "–")


def sheet_links(sheet: GradeSheet, user: Any) -> list[Link]:
    """Where to go from the sheet."""
    enters = sheet.stage == GradeSheet.Stage.OPEN and permits("assessment.enter_grades", user, sheet)
    links = [Link(_("Assessment scheme"), reverse("assessment:scheme", args=[sheet.offering_id]))]
    links.append(Link(_("Download as a spreadsheet"), reverse("assessment:download_sheet", args=[sheet.pk])))
    if enters:
        links.append(Link(_("Upload a filled-in spreadsheet"), reverse("assessment:upload_sheet", args=[sheet.pk])))
    return links


def sheet_pictures(sheet: GradeSheet, entries: Sequence[Any], codes: Sequence[str], today: date) -> dict[str, Any]:
    """The distribution of the grades on the sheet."""
    counts = Counter(entry.grade for entry in entries if entry.grade)
    return {"distribution": [Point(code, (counts[code],)) for code in codes if code in counts]}
