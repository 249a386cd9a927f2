"""What stands beside the lines of a sheet: how far it is, where to go, pictures, moderation."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from registrar.areas.assessment.models import GradeSheet, Moderation
from registrar.areas.assessment.queries.extenuating import notices_of_sheet
from registrar.areas.assessment.queries.panels import moderations_of, panel_of
from registrar.areas.assessment.web.mark_words import plain
from registrar.areas.assessment.web.sheet_grid import title_of
from registrar.areas.assessment.web.views.sheet_list import stage_tag
from registrar.areas.studies.queries.grade_statistics import grades_by_term, pass_counts
from registrar.ui.parts import Event, Link, Point, Row
from registrar.ui.policy import permits
from registrar.ui.words import day, moment, short_term
from registrar.ui.words import term as term_text

EARLIER = 2
WHOLE = 100


def sheet_facts(sheet: GradeSheet, count: int) -> list[Row]:
    """Stage, and who submitted, reviewed and made it final."""
    rows = [Row(_("Stage"), stage_tag(sheet)), Row(_("Students"), count)]
    panel = panel_of(sheet)
    if panel is not None:
        rows.append(Row(_("The panel meets"), day(panel.meets_on)))
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


def panel_steps(sheet: GradeSheet, user: Any) -> dict[str, bool]:
    """What the person may do for the panel: review, scale, return, make final."""
    with_panel = sheet.stage in (GradeSheet.Stage.SUBMITTED, GradeSheet.Stage.REVIEWED)
    reviews = with_panel and permits("assessment.review_grades", user, sheet)
    return {
        "may_review": reviews,
        "may_mark_reviewed": reviews and sheet.stage == GradeSheet.Stage.SUBMITTED,
        "may_finalise": with_panel and permits("assessment.finalise_grades", user, sheet),
    }


def panel_matters(sheet: GradeSheet, user: Any) -> dict[str, Any]:
    """What the panel has done, and, for those who review, what students have told of."""
    told = notices_of_sheet(sheet) if permits("assessment.review_grades", user, sheet) else []
    return {
        "moderation": [_event(one) for one in moderations_of(sheet)],
        "told": [
            {
                "number": one.study.student_number,
                "name": one.study.student.person,
                "filed_at": one.filed_at,
                "subject": one.subject_id,
                "statement": one.statement,
                "remark": one.remark,
            }
            for one in told
        ],
    }


def _event(one: Moderation) -> Event:
    title = one.get_kind_display()
    if one.component is not None:
        told = {"component": title_of(one.component), "factor": plain(one.factor), "added": plain(one.added)}
        lines = one.line_count  # type: ignore[attr-defined]
        title = _("%(component)s scaled: × %(factor)s, + %(added)s (lines: %(lines)s)") % {**told, "lines": lines}
    return Event(one.at, title, f"{one.reason} · {_name(one.by)}")


def sheet_pictures(sheet: GradeSheet, entries: Sequence[Any], codes: Sequence[str]) -> dict[str, Any]:
    """The distribution of the grades on the sheet and of the last offerings, and pass rates over the years."""
    counts = Counter(entry.grade for entry in entries if entry.grade)
    subject, ordinal = sheet.offering.subject_id, sheet.offering.term.ordinal
    earlier = list(grades_by_term(subject, ordinal).items())[:EARLIER]
    rates = [(one.term, one.passed, one.taken) for one in pass_counts(subject=subject, until=ordinal)]
    return {
        "distribution": points_of(counts, codes),
        "earlier": [(term_text(term), points_of(found, codes)) for term, found in earlier],
        "rates": [Point(short_term(term), (round(WHOLE * passed / taken),)) for term, passed, taken in rates],
    }


def points_of(counts: dict[str, int], codes: Sequence[str]) -> list[Point]:
    """How often each grade was given, the best first; where no edition lists the grades, by letter and sign."""
    known = [code for code in codes if code in counts]
    others = sorted((code for code in counts if code not in codes), key=_by_letter)
    return [Point(code, (counts[code],)) for code in [*known, *others]]


def _by_letter(code: str) -> tuple[str, str]:
    """A+ before A before A-."""
    return code.rstrip("+-"), {"+": "0", "-": "2"}.get(code[-1:], "1")
