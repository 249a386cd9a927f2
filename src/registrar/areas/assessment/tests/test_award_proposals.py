"""Who is proposed for an award: what audit and record say, set-based, and what makes a proposal out of date."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import boards, world

from registrar.areas.assessment.actions.decide_proposals import decide_proposals
from registrar.areas.assessment.actions.run_board import run_board
from registrar.areas.assessment.models import GradeEntry, GradeSheet
from registrar.areas.assessment.queries.awards_decided import awards_decided
from registrar.areas.assessment.queries.changed_since import changed_since_decision
from registrar.areas.assessment.tests.before_a_board import BOARD, LATER, TERM
from registrar.areas.catalogue.models import CurriculumSubject
from registrar.areas.platform.decisions import read
from registrar.areas.studies.models import Approval, Study

pytestmark = pytest.mark.django_db
CORE = ("COMP1011", "COMP1012", "COMP2011")


def degree():
    made = world.programme("61888", credits_required=9)
    for code in CORE:
        CurriculumSubject.objects.get_or_create(
            programme=made,
            subject=world.subject(code),
            defaults={"category": "compulsory", "stage": 1, "semester": "S1"},
        )
    return made


def finalist(number="21000001D", *, grade="B", points="3.0", without="", transferred=0, **fields):
    """A student whose last subject is graded in the term, with every requirement met but the subject left out."""
    study = world.study(number, cohort="2021/22", programme=degree(), **fields)
    spring = world.term("2023/24-S2", "2024-01-15")
    for place, code in enumerate(CORE[:-1]):
        if code != without:
            origin = "transferred" if place < transferred else "taken"
            world.result(study, world.subject(code), spring, grade, points, origin=origin)
    last = world.subject(CORE[-1])
    registration = world.register(study, world.group(last, code=number[-5:-1]))
    sheet, _ = GradeSheet.objects.get_or_create(offering=registration.offering, defaults={"stage": "final"})
    GradeEntry.objects.create(sheet=sheet, registration=registration, grade=grade)
    world.result(study, last, world.term(), grade, points)
    return study


def proposed(study):
    run = run_board(TERM, actor=None, now=BOARD)
    return run.proposals.get(study=study)


def test_whoever_meets_every_condition_is_proposed_for_the_award_with_a_class():
    row = proposed(finalist())
    assert (row.group, row.award_class, row.award_gpa) == ("graduating", "upper_second", Decimal("3.00"))
    assert (row.eligibility.outcome, row.classification.outcome) == ("ALLOWED", "ALLOWED")


def test_a_requirement_that_is_missing_is_named_and_nothing_is_proposed():
    # given enough credits, but not of the right subjects
    study = finalist(without="COMP1012")
    world.result(study, world.subject("AMA2011"), world.term(), "A", "4.0")
    row = proposed(study)
    assert (row.group, row.award_class, row.classification) == ("progressing", "", None)
    assert row.eligibility.body["facts"]["requirements_missing"] == [{"en": "Compulsory subjects", "zh": "必修科目"}]


def test_an_exception_of_a_professional_body_lets_less_than_a_third_be_taken_here():
    # given two thirds of the credits transferred, and a third that failed to be taken here
    study = finalist(transferred=2)
    world.result(study, world.subject("AMA2011"), world.term(), "B", "3.0", origin="transferred")
    here = read(proposed(study).eligibility)
    assert here.facts["professional_exception"] is False
    # when the registry has recorded what the body stipulates
    Approval.objects.create(
        study=study, kind="professional_exception", reason="HKIE 2024", granted_by=study.student, granted_at=BOARD
    )
    decision = read(proposed(study).eligibility)
    assert decision.facts["professional_exception"] is True
    assert "award.eligibility.professional" in {finding.message.key for finding in decision.findings}


def test_an_exceptional_entry_is_told_to_the_rule_until_it_ends():
    study = finalist(admission="senior_year")
    for ends_on, told in (("2024-09-30", False), (None, True)):
        Approval.objects.create(
            study=study,
            kind="exceptional_entry",
            reason="Bachelor's degree",
            granted_by=study.student,
            granted_at=BOARD,
            ends_on=ends_on,
        )
        assert read(proposed(study).eligibility).facts["exceptional_entry"] is told


def test_the_statements_of_a_run_are_as_many_for_ten_finalists_as_for_two():
    finalist("21000001D")
    finalist("21000002D")
    run_board(TERM, actor=None, now=BOARD)
    with CaptureQueriesContext(connection) as few:
        run_board(TERM, actor=None, now=BOARD)
    for number in range(3, 11):
        finalist(f"210000{number:02}D")
    run = run_board(TERM, actor=None, now=BOARD)
    assert run.proposals.filter(group="graduating").count() == 10
    with CaptureQueriesContext(connection) as many:
        run_board(TERM, actor=None, now=BOARD)
    assert len(many) == len(few)


def test_another_programme_or_admission_makes_what_is_open_out_of_date_and_leaves_what_is_signed():
    # given a proposal, and then another way of admission
    study = finalist()
    run = run_board(TERM, actor=None, now=BOARD)
    meeting, _ = boards.called(run, BOARD)
    Study.objects.filter(pk=study.pk).update(admission="articulation")
    row = run.proposals.get()
    done = decide_proposals(meeting.pk, [row.pk], actor=None, now=BOARD)
    assert [one.message.key for one in done.refused[row.pk].refusals] == ["assessment.board.record_changed"]
    # when it is computed again, decided and signed
    run_board(TERM, actor=None, now=LATER)
    meeting.delete()
    boards.held(run, LATER)
    assert list(awards_decided()) in ([study.pk], [])
    # then what is put on record afterwards is no matter of that term any more
    Study.objects.filter(pk=study.pk).update(stream="A")
    Approval.objects.create(study=study, kind="extension", number=1, granted_by=study.student, granted_at=LATER)
    assert changed_since_decision(run, run.proposals.get().board_id) == []
