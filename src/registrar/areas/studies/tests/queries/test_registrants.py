"""Whether a student registers on probation: the standing after the last term that was assessed."""

from datetime import date

import pytest
from tests import world

from registrar.areas.studies.models import TermStanding
from registrar.areas.studies.queries.registrants import registrants

pytestmark = pytest.mark.django_db

TERMS = {"2023/24-S2": "2024-01-15", "2023/24-ST": "2024-05-27", "2024/25-S1": "2024-09-02", "2024/25-S2": "2025-01-13"}


@pytest.fixture
def study():
    """A student put on probation by the results of Semester Two 2023/24."""
    made = world.study(cohort="2022/23")
    for key, starts in TERMS.items():
        world.term(key, starts)
    standing(made, "2023/24-S2", "1.60", "probation", date(2024, 6, 12))
    return made


def standing(study, term, gpa, state, released_on):
    TermStanding.objects.create(
        study=study, term_id=term, gpa=gpa, semester_gpa=gpa, standing=state, released_on=released_on
    )


def on_probation(study, term, today):
    ordinal = world.term(term, TERMS[term]).ordinal
    return registrants([study.pk], term, ordinal, today)[study.pk].probation


def test_probation_applies_from_the_day_it_is_announced(study):
    assert not on_probation(study, "2024/25-S1", date(2024, 6, 11))
    assert on_probation(study, "2024/25-S1", date(2024, 6, 12))


def test_an_optional_summer_term_does_not_lift_probation(study):
    # Given a Summer Term that raised the GPA and left the standing as it was (HB24-6C-01/4)
    standing(study, "2023/24-ST", "1.75", "probation", date(2024, 8, 1))
    # Then the student registers on probation for Semester One, and no more once its results have lifted it
    assert on_probation(study, "2024/25-S1", date(2024, 9, 2))
    standing(study, "2024/25-S1", "1.80", "progressing", date(2025, 1, 10))
    assert not on_probation(study, "2024/25-S2", date(2025, 1, 13))


def test_a_deferred_semester_moves_probation_to_the_return(study):
    # Given Semester One deferred, which has no standing of its own (HB24-6C-01/5)
    # Then probation applies in the semester of return
    assert on_probation(study, "2024/25-S2", date(2025, 1, 13))
