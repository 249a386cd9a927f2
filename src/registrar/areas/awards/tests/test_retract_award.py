"""An award is taken back by two people, and never by itself."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from tests import world

from registrar.areas.awards.actions.confer_awards import confer_awards
from registrar.areas.awards.actions.retract_award import SamePerson, propose_retraction, settle_retraction
from registrar.areas.awards.deciding import decide_order
from registrar.areas.awards.facts import Wanted
from registrar.areas.awards.models import Award, AwardRetraction
from registrar.areas.platform.models import Notice
from registrar.kernel import Outcome

from .graduating import confirmed, finishing
from .ordering import overdue_debt

pytestmark = pytest.mark.django_db
LATER = world.at("2025-08-01 10:00")
WHY = {"reason": "The thesis was not the student's", "authority": "Senate", "reference": "SEN/2025/9"}


@pytest.fixture
def award():
    """A conferred award."""
    confirmed(finishing())
    confer_awards(now=world.at("2025-07-15 00:20"))
    return Award.objects.select_related("study__student", "study__programme").get()


def two():
    return world.user("registry1", "registry"), world.user("registry2", "registry")


def order(award, form):
    return decide_order(award.study, Wanted(form, parchment="lost"), LATER.date())


def test_a_second_person_carries_it_out_and_certifications_are_refused(award):
    # given (HB24-7C-10/1)
    first, second = two()
    assert order(award, "AR5").outcome is not Outcome.REFUSED
    retraction = propose_retraction(award.pk, **WHY, actor=first, now=LATER)
    assert Award.objects.get().state == "conferred"
    # when
    settle_retraction(retraction.pk, carry_out=True, actor=second, now=LATER)
    # then
    assert Award.objects.get().state == "retracted"
    assert {order(award, form).outcome for form in ("AR106", "AR5")} == {Outcome.REFUSED}
    assert Notice.objects.filter(kind="award.retracted").count() == 1


def test_the_proposer_does_not_carry_it_out(award):
    # given
    first, _ = two()
    retraction = propose_retraction(award.pk, **WHY, actor=first, now=LATER)
    # when, then
    with pytest.raises(SamePerson):
        settle_retraction(retraction.pk, carry_out=True, actor=first, now=LATER)
    with pytest.raises(IntegrityError), transaction.atomic():
        AwardRetraction.objects.update(state="carried_out", settled_by=first, settled_at=LATER)
    with pytest.raises(DatabaseError), transaction.atomic():
        Award.objects.update(state="retracted")
    assert Award.objects.get().state == "conferred"


def test_a_debt_found_later_retracts_nothing(award):
    # given, when (HB24-7C-10/2)
    overdue_debt(award.study)
    confer_awards(now=LATER)
    # then
    assert (Award.objects.get().state, AwardRetraction.objects.count()) == ("conferred", 0)


def test_a_graduands_award_is_not_retracted():
    # given
    award = confirmed(finishing()).award
    first, _ = two()
    # when, then
    assert propose_retraction(award.pk, **WHY, actor=first, now=LATER) is None
    assert not AwardRetraction.objects.exists()
