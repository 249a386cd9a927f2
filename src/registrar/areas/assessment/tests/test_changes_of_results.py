"""Final results change by a recorded decision of two people, and by nothing else."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import InternalError
from tests import world

from registrar.areas.assessment.actions.decide_rectification import decide_rectification
from registrar.areas.assessment.actions.propose_rectification import propose_rectification
from registrar.areas.assessment.changes import Change
from registrar.areas.assessment.facts import gpa_facts
from registrar.areas.assessment.models import Rectification
from registrar.areas.assessment.queries.rectified_since import rectified_since
from registrar.areas.platform.models import Notice
from registrar.areas.studies.models import ResultChange, SubjectResult
from registrar.rulebook import decide

pytestmark = pytest.mark.django_db

NOW = world.at("2025-02-10 10:00")
LATER = world.at("2025-02-11 10:00")
PANEL = Change("rectified", "panel", "SARP 3/25", "A page of the script was not marked", new_grade="B")
PENALTY = Change("disqualified", "discipline", "SDC 7/25", "Plagiarism in the project", treatment="zero_points")


@pytest.fixture
def people():
    return world.user("chair1", "panel_chair"), world.user("registry1", "registry")


@pytest.fixture
def result():
    return world.result(world.study("24000001D"), world.subject(), world.term(), "C", "2.0")


def seen(result):
    result.refresh_from_db()
    return result.grade, result.points, result.failed, result.credits_earned


def test_two_people_and_a_reason_change_a_grade(people, result):
    # given
    chair, registry = people
    # when it is proposed, nothing changes
    row = propose_rectification(result.pk, PANEL, actor=chair, now=NOW).row
    assert seen(result) == ("C", Decimal("2.0"), False, 3)
    # when the proposer confirms it, nothing changes either
    assert decide_rectification(row.pk, accept=True, actor=chair, now=NOW) == "own_proposal"
    assert seen(result)[0] == "C"
    # when somebody else does
    assert decide_rectification(row.pk, accept=True, actor=registry, now=LATER) == "confirmed"
    # then the grade stands, both stay on record, and the student is told
    assert seen(result) == ("B", Decimal("3.0"), False, 3)
    change = ResultChange.objects.get()
    assert (change.old_grade, change.new_grade, change.authority, change.reference) == ("C", "B", "panel", "SARP 3/25")
    assert (change.proposed_by, change.confirmed_by, change.decision.rule) == (
        chair,
        registry,
        "assessment.rectification",
    )
    assert "corrected from C to B" in Notice.objects.get().body_en
    # and a second time changes nothing
    assert decide_rectification(row.pk, accept=True, actor=registry, now=LATER) == "not_open"
    assert (ResultChange.objects.count(), Notice.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (Change("rectified", "panel", "3/25", "", new_grade="B"), "no_reason"),
        (Change("rectified", "discipline", "3/25", "Why", new_grade="B"), "no_authority"),
        (Change("rectified", "panel", "3/25", "Why", new_grade="Q"), "unknown"),
        (Change("rectified", "panel", "3/25", "Why", new_grade="C"), "no_change"),
    ],
)
def test_what_the_rule_refuses_is_not_proposed(people, result, change, why):
    # when
    proposed = propose_rectification(result.pk, change, actor=people[0], now=NOW)
    # then
    assert proposed.row is None
    assert why in [finding.message.key.rpartition(".")[2] for finding in proposed.decision.refusals]
    assert Rectification.objects.count() == 0


def test_one_proposal_at_a_time_and_a_declined_one_changes_nothing(people, result):
    # given
    row = propose_rectification(result.pk, PANEL, actor=people[0], now=NOW).row
    # when / then
    assert propose_rectification(result.pk, PANEL, actor=people[1], now=NOW).open
    assert decide_rectification(row.pk, accept=False, actor=people[1], now=NOW) == "declined"
    assert seen(result)[0] == "C"
    assert propose_rectification(result.pk, PANEL, actor=people[0], now=NOW).row is not None


def test_a_disqualified_result_loses_grade_and_credit(people, result):
    # given another subject of the semester (HB24-11B-15/1, HB24-11B-15/2)
    other = world.result(result.study, world.subject("COMP1012"), result.term, "A", "4.0")
    row = propose_rectification(result.pk, PENALTY, actor=people[0], now=NOW).row
    # when
    assert decide_rectification(row.pk, accept=True, actor=people[1], now=LATER) == "confirmed"
    # then
    assert seen(result) == ("DQ", Decimal("0.0"), True, 0)
    assert seen(other) == ("A", Decimal("4.0"), False, 3)
    # and the average and the credits follow
    figures = decide(
        "assessment.gpa", gpa_facts("2024/25-S1", result.study.results.all()), as_of=NOW.date(), university="polyu"
    ).result
    assert (figures["gpa"], figures["credits_earned"]) == (Decimal("2.00"), 3)


def test_before_the_release_day_nobody_is_told(people, result):
    # given
    SubjectResult.objects.filter(pk=result.pk).update(released_on="2025-03-01")
    row = propose_rectification(result.pk, PANEL, actor=people[0], now=NOW).row
    # when
    decide_rectification(row.pk, accept=True, actor=people[1], now=LATER)
    # then
    assert seen(result)[0] == "B"
    assert Notice.objects.count() == 0


def test_a_board_learns_what_changed_since_its_run(people, result):
    # given a run at NOW, and a change after it
    row = propose_rectification(result.pk, PANEL, actor=people[0], now=NOW).row
    decide_rectification(row.pk, accept=True, actor=people[1], now=LATER)
    spring = world.term("2023/24-S2", "2024-01-15")
    # when / then
    found = rectified_since("2024/25-S1", NOW)
    assert [(one.study, one.subject, one.old, one.new) for one in found] == [(result.study_id, "COMP1011", "C", "B")]
    assert rectified_since("2024/25-S1", LATER) == []
    assert rectified_since(spring.key, NOW) == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE studies_subjectresult SET grade = 'A', points = 4.0",
        "UPDATE studies_subjectresult SET credits_earned = 0",
        "UPDATE studies_subjectresult SET points = 4.3",
        "UPDATE studies_subjectresult SET subject_id = 'COMP1012'",
    ],
)
def test_the_database_refuses_direct_edits(result, statement):
    # given
    world.subject("COMP1012")
    # when somebody goes round the actions
    with pytest.raises(IntegrityError, match="recorded decision only"), transaction.atomic():
        connection.cursor().execute(statement)
    # then
    assert seen(result) == ("C", Decimal("2.0"), False, 3)


def test_the_database_deletes_no_result_and_no_change(people, result):
    # given
    row = propose_rectification(result.pk, PANEL, actor=people[0], now=NOW).row
    decide_rectification(row.pk, accept=True, actor=people[1], now=LATER)
    for statement in (
        "DELETE FROM studies_subjectresult",
        "DELETE FROM studies_resultchange",
        "UPDATE studies_resultchange SET reason = 'another'",
    ):
        with pytest.raises((IntegrityError, InternalError, Exception), match="Cannot"), transaction.atomic():
            connection.cursor().execute(statement)
    # then
    assert (SubjectResult.objects.count(), ResultChange.objects.get().reason) == (1, PANEL.reason)


def test_an_old_decision_does_not_cover_a_new_edit(people, result):
    # given a change that is on record, and a session that writes the old grade back
    row = propose_rectification(result.pk, PANEL, actor=people[0], now=NOW).row
    decide_rectification(row.pk, accept=True, actor=people[1], now=LATER)
    # when / then: only B is what the decision says
    with pytest.raises(IntegrityError, match="recorded decision only"), transaction.atomic():
        SubjectResult.objects.filter(pk=result.pk).update(grade="A", points="4.0")
    assert seen(result)[0] == "B"


def test_history_keeps_every_grade(people, result):
    # given two changes
    for change, at in ((PANEL, NOW), (Change("rectified", "appeal", "AAC 1", "Upheld", new_grade="A"), LATER)):
        row = propose_rectification(result.pk, change, actor=people[0], now=at).row
        decide_rectification(row.pk, accept=True, actor=people[1], now=at)
    # then
    assert list(ResultChange.objects.values_list("old_grade", "new_grade")) == [("C", "B"), ("B", "A")]
