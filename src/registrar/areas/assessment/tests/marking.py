"""A sheet with a scheme, for tests: students 24000001D and on, coursework 40% of 40 marks, examination 60% of 100."""

from decimal import Decimal

from tests import world

from registrar.areas.assessment.actions.enter_marks import enter_marks
from registrar.areas.assessment.actions.open_grade_sheets import open_grade_sheets
from registrar.areas.assessment.actions.set_scheme import set_scheme
from registrar.areas.assessment.models import GradeSheet, SchemeComponent
from registrar.areas.assessment.scheme_draft import ComponentDraft, SchemeDraft

NOW = world.at("2024-12-20 10:00")


def component(row, code, weight, maximum, pass_mark=None):
    """One component as entered."""
    needed = None if pass_mark is None else Decimal(pass_mark)
    return ComponentDraft(row, code, code.title(), f"{code}項目", Decimal(weight), Decimal(maximum), needed)


def draft(*components, **fields):
    """A scheme as entered; coursework and examination unless told otherwise."""
    return SchemeDraft(
        components or (component(1, "CW", "40", "40"), component(2, "EXAM", "60", "100", "30")), **fields
    )


def marked_sheet(students=2, scheme=True):
    """An open sheet of COMP1011 with its scheme."""
    group = world.group(world.subject(), teacher=world.user("teacher1", "teacher"))
    for number in range(1, students + 1):
        world.register(world.study(f"2400000{number}D"), group)
    open_grade_sheets("2024/25-S1")
    sheet = GradeSheet.objects.get(offering=group.offering)
    if scheme:
        assert set_scheme(group.offering_id, draft(), actor=None, now=NOW).allowed
    return sheet


def keys(sheet):
    """The registrations of a sheet by student number."""
    rows = sheet.entries.order_by("registration__study__student_number")
    return list(rows.values_list("registration_id", flat=True))


def parts(sheet):
    """Component code -> key."""
    rows = SchemeComponent.objects.filter(scheme__offering=sheet.offering_id)
    return dict(rows.values_list("code", "pk"))


def mark(sheet, **marks):
    """Enter marks: `mark(sheet, CW=("30", "ABS"), EXAM=("75", ""))`, a mark for each student."""
    known, lines = parts(sheet), keys(sheet)
    cells = {
        (line, known[code]): text for code, given in marks.items() for line, text in zip(lines, given, strict=True)
    }
    return enter_marks(sheet.pk, cells, actor=None, now=NOW)
