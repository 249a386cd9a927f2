"""What is proposed to the board and what is confirmed afterwards come to the same GPA for award and class."""

import pytest
from tests import world

from registrar.areas.assessment.models import BoardRun, Proposal
from registrar.areas.assessment.proposing import propose
from registrar.areas.awards.actions.confirm_award import Board
from registrar.areas.awards.graduation_deciding import decide_window
from registrar.areas.awards.models import GraduationApplication
from registrar.areas.platform import decisions
from registrar.areas.platform.jobs import Progress

from .graduating import NOW, TERM, confirmed, finishing

pytestmark = pytest.mark.django_db


def proposed(study):
    """Run the boards of the term over a study, and return what is proposed."""
    run = BoardRun.objects.create(term_id=TERM, proposed_at=NOW, releases_on=NOW.date())
    propose(run, [study.pk], actor=None, now=NOW, progress=Progress())
    return Proposal.objects.get(study=study)


def applied(study, *electives):
    """Confirm these free electives in an application for graduation."""
    decision = decide_window(study, world.term(TERM), NOW.date())
    stored = decisions.store(decision, subject=f"study:{study.pk}", actor=None, now=NOW)
    GraduationApplication.objects.create(
        study=study, term_id=TERM, state="recorded", free_electives=list(electives), decision=stored, applied_at=NOW
    )


def test_an_elective_failed_and_replaced_lowers_neither():
    # given a free elective that was failed, and never needed
    study = finishing()
    world.result(study, world.subject("AMA2013"), world.term("2024/25-S1"), "F", "0.0", category="free_elective")
    # when
    proposal = proposed(study)
    award = confirmed(study, board=Board(NOW, proposal.award_class, proposal.award_class)).award
    # then
    assert (proposal.award_class, str(proposal.award_gpa)) == ("first", "4.00")
    assert (award.award_class, str(award.award_gpa)) == ("first", "4.00")


def test_the_elective_that_the_student_confirmed_is_known_to_the_board():
    # given a surplus elective with a C, which the application confirms instead of the one with an A
    study = finishing()
    applied(study, "AMA2012")
    # when
    proposal = proposed(study)
    award = confirmed(study, board=Board(NOW, proposal.award_class, proposal.award_class)).award
    # then four A and a C: 3.60
    assert (str(proposal.award_gpa), award.award_class) == ("3.60", proposal.award_class)
    assert str(award.award_gpa) == "3.60"
