"""Boards over random histories: the order of arrival, a run again, and a replay of a past day."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests import boards, world

from registrar.areas.assessment.actions.open_grade_sheets import open_grade_sheets
from registrar.areas.assessment.actions.run_board import run_board
from registrar.areas.assessment.models import GradeEntry, GradeSheet, Meeting, Proposal
from registrar.areas.assessment.tests.before_a_board import BOARD, LATER, TERM
from registrar.areas.catalogue.models import CurriculumSubject
from registrar.areas.platform.decisions import read
from registrar.areas.platform.models import StoredDecision
from registrar.areas.studies.actions.record_results import NewResult, record_results
from registrar.areas.studies.models import SubjectResult, TermStanding
from registrar.rulebook import decide

pytestmark = pytest.mark.django_db
TERMS = (("2023/24-S1", "2023-09-04"), ("2023/24-S2", "2024-01-15"), (TERM, "2024-09-02"))
POINTS = {"A": "4.0", "B": "3.0", "C": "2.0", "D": "1.0", "F": "0.0", "W": None}
CODES = ("COMP1001", "COMP1002", "COMP1003", "COMP1004")
FIGURES = (
    "semester_gpa",
    "gpa",
    "award_gpa",
    "credits_taken",
    "credits_earned_total",
    "group",
    "grounds",
    "poor",
    "award_class",
    "results_mark",
)


class Line(NamedTuple):
    """One result: which subject, in which term, with which grade."""

    subject: str
    term: int
    grade: str


@st.composite
def histories(draw):
    """Draw up to twelve results, a subject at most once a term, and at least one in the term of the board."""
    places = [(code, term) for code in CODES for term in range(len(TERMS))]
    chosen = draw(st.lists(st.sampled_from(places), min_size=1, max_size=len(places), unique=True))
    if all(term != len(TERMS) - 1 for _, term in chosen):
        chosen.append((CODES[0], len(TERMS) - 1))
    return [Line(code, term, draw(st.sampled_from(sorted(POINTS)))) for code, term in chosen]


def programme():
    """A small degree, which somebody with luck can finish: three compulsory subjects and a free elective."""
    made = world.programme("61777", credits_required=12)
    for code in CODES:
        CurriculumSubject.objects.get_or_create(
            programme=made,
            subject=world.subject(code),
            defaults={"category": "free_elective" if code == CODES[3] else "compulsory", "stage": 1, "semester": "S1"},
        )
    return made


def student(number, lines):
    """Put a history on record, in the order given, as panels do."""
    terms = [world.term(key, starts) for key, starts in TERMS]
    study = world.study(number, cohort="2023/24", entry_term=terms[0], programme=programme())
    for line in lines:
        if line.term == len(TERMS) - 1:
            group = world.group(world.subject(line.subject), terms[-1], code=number[2:7])
            world.register(study, group)
    for line in lines:
        points, failed = POINTS[line.grade], line.grade in "FW"
        given = None if points is None else Decimal(points)
        new = NewResult(study.pk, "compulsory", line.grade, given, failed and line.grade == "F", 0 if failed else 3)
        record_results(world.subject(line.subject), terms[line.term], [new], released_on=date(2025, 1, 11))
    return study


def graded():
    """Sheets of the term are final, and say what is on record."""
    open_grade_sheets(TERM)
    for entry in GradeEntry.objects.select_related("registration__offering"):
        place = entry.registration
        result = SubjectResult.objects.get(study=place.study_id, subject=place.offering.subject_id, term=TERM)
        GradeEntry.objects.filter(pk=entry.pk).update(grade=result.grade)
    GradeSheet.objects.update(stage="final")


def figures(run, study):
    return run.proposals.filter(study=study).values_list(*FIGURES).get()


SETTINGS = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@given(history=histories(), data=st.data())
@SETTINGS
def test_the_order_in_which_results_arrive_matters_to_no_proposal(history, data):
    order = data.draw(st.permutations(history))
    with transaction.atomic():
        # given the same history, put on record in two orders
        one, other = student("23001001D", history), student("23002002D", order)
        graded()
        # when
        run = run_board(TERM, actor=None, now=BOARD)
        # then both have the same figures, group and class, and the same mark of their results
        assert figures(run, one) == figures(run, other)
        transaction.set_rollback(True)


@given(every=st.lists(histories(), min_size=1, max_size=3))
@SETTINGS
def test_a_run_again_changes_nothing_whatever_the_histories(every):
    with transaction.atomic():
        studies = [student(f"2300{number}00{number}D", lines) for number, lines in enumerate(every, start=1)]
        graded()
        run = run_board(TERM, actor=None, now=BOARD)
        before = {study.pk: figures(run, study) for study in studies}
        bodies = _bodies(run)
        # when it is run again, some days later
        run_board(TERM, actor=None, now=LATER)
        # then every figure is what it was, and every decision says the same about the same facts
        assert {study.pk: figures(run, study) for study in studies} == before
        assert run.proposals.count() == len(studies)
        assert _bodies(run) == bodies
        transaction.set_rollback(True)


def _bodies(run):
    """What the decisions behind each proposal say, without the day on which they were taken."""
    found = {}
    for row in run.proposals.select_related("decision", "eligibility", "classification"):
        kept = [one for one in (row.decision, row.eligibility, row.classification) if one is not None]
        found[row.study_id] = [(one.rule, one.outcome, one.body["facts"], one.body["result"]) for one in kept]
    return found


@given(every=st.lists(histories(), min_size=1, max_size=3), later=st.sampled_from(["A", "F"]))
@SETTINGS
def test_a_replay_of_a_past_day_says_what_was_decided_then(every, later):
    with transaction.atomic():
        studies = [student(f"2300{number}00{number}D", lines) for number, lines in enumerate(every, start=1)]
        graded()
        run = run_board(TERM, actor=None, now=BOARD)
        if boards_decide(run):
            standings = set(TermStanding.objects.values_list("study", "standing", "gpa", "decision"))
            shown = {study.pk: figures(run, study) for study in studies}
            kept = {one.pk: one.body for one in StoredDecision.objects.all()}
            # when the record changes afterwards, and the boards are run again
            if SubjectResult.objects.filter(study=studies[0], term=TERM, origin="taken").exclude(grade=later).exists():
                boards.rectified(studies[0], later, POINTS[later], LATER, term=TERM)
            run_board(TERM, actor=None, now=LATER)
            # then each decision of that day, taken again from what it rested on, says what it said
            for key, body in kept.items():
                stored = read(StoredDecision.objects.get(pk=key))
                again = decide(stored.rule, stored.facts, as_of=stored.as_of, university=stored.university)
                assert again.to_json() == stored.to_json()
                assert StoredDecision.objects.get(pk=key).body == body
            # and what the chair signed is on record as it was signed
            assert set(TermStanding.objects.values_list("study", "standing", "gpa", "decision")) == standings
            signed = Proposal.objects.filter(decided__meeting__state=Meeting.State.CONFIRMED)
            assert {row.study_id: figures(run, row.study) for row in signed} == {
                row.study_id: shown[row.study_id] for row in signed
            }
        transaction.set_rollback(True)


def boards_decide(run):
    """Let the board decide everything as proposed; False where there is nothing to decide."""
    if not run.proposals.exclude(group__in=["missing", "unchanged"]).exists():
        return False
    boards.held(run, BOARD)
    return True
