"""The home page of whoever sits on a Board of Examiners, and of panels and offices with sheets of terms gone by."""

from typing import Any

import pytest
from tests import boards, world

from registrar.areas.assessment.actions.close_meeting import close_meeting
from registrar.areas.assessment.actions.decide_proposals import decide_proposals
from registrar.areas.assessment.actions.run_board import run_board
from registrar.areas.assessment.models import GradeSheet
from registrar.areas.assessment.tests.before_a_board import BOARD, TERM, graded
from registrar.areas.platform import clock
from registrar.site.tests.test_home import at, home, todos

pytestmark = pytest.mark.django_db
CALL = "Call the Board of Examiners of Department COMP on Semester One 2024/25"
MEETS = "The Board of Examiners of Department COMP meets on Semester One 2024/25"
SIGN = "Sign the minutes of Department COMP on Semester One 2024/25"


def titles(user: Any) -> list[str]:
    """What the home page asks for."""
    # A seat is read once per account: the account is read anew.
    return [title for _tone, title, _day in todos(home(type(user).objects.get(pk=user.pk)))]


def test_each_office_of_a_board_is_told_what_waits_for_it() -> None:
    # Given a run with a student to decide on, and a board whose people hold no other office
    people, elsewhere = boards.seated(), boards.seated("EEE")
    graded("24001001D", "B")
    run = run_board(TERM, actor=None, now=BOARD)
    clock.set_to(BOARD)
    # Then only the secretary is asked to call the meeting
    assert titles(people["secretary"]) == [CALL]
    assert titles(people["chair"]) == titles(people["member"]) == []
    # When it is called, everybody on this board is told, and nobody else
    meeting, _ = boards.called(run, BOARD)
    for name in ("chair", "member", "secretary"):
        assert titles(people[name]) == [MEETS]
    assert titles(elsewhere["chair"]) == []
    # When it is closed, the chair signs
    proposals = list(run.proposals.values_list("pk", flat=True))
    decide_proposals(meeting.pk, proposals, actor=people["secretary"], now=BOARD)
    assert close_meeting(meeting.pk, actor=people["secretary"], now=BOARD).allowed
    assert titles(people["chair"]) == [SIGN]
    assert titles(people["member"]) == titles(people["secretary"]) == []


def test_sheets_of_a_term_gone_by_still_wait_for_panel_and_office() -> None:
    # Given a sheet with the panel, one that it reviewed and one not handed in, in the middle of the next term
    term = world.term()
    world.term("2024/25-S2", "2025-01-13")
    for code, stage in (
        ("COMP1011", "submitted"),
        ("COMP1022", "reviewed"),
        ("COMP1033", "open"),
        ("COMP1044", "final"),
    ):
        GradeSheet.objects.create(offering=world.group(world.subject(code), term).offering, stage=stage)
    at("2025-03-03 10:00")
    # Then
    assert titles(world.user("p.one", "panel_chair", department="COMP")) == [
        "Confirm 2 grade sheets of Semester One 2024/25"
    ]
    for name, role in (("o.one", "department"), ("r.one", "registry")):
        assert titles(world.user(name, role, department="COMP" if role == "department" else "")) == [
            "1 grade sheet of Semester One 2024/25 is not handed in"
        ]
