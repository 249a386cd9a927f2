"""What can be done about a bill that no rule could price."""

import pytest
from django.urls import reverse
from tests import world

from registrar.areas.finance.models import BillingQuestion
from registrar.areas.platform import clock, decisions
from registrar.rulebook import decide

from .books import NOW
from .test_pages import client

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def day():
    """The site's clock stands in August 2024."""
    with clock.at(NOW):
        clock.set_to(NOW)
        yield


def test_a_bill_without_a_price_leads_to_the_fee_table_and_to_a_charge_by_hand():
    study = world.study()
    decision = decide("finance.caution_money", {"first_registration": True}, as_of=NOW.date())
    stored = decisions.store(decision, subject=f"study:{study.pk}", actor=None, now=NOW)
    asked = BillingQuestion.objects.create(study=study, term=world.term(), decision=stored, raised_at=NOW)
    office = client(world.user("fin009", "finance"))
    page = office.get(reverse("finance:questions")).content.decode()
    there = f"{reverse('finance:raise_charge')}?number={study.student_number}&amp;reference=bill:{asked.pk}"
    assert reverse("finance:fees_ugc") in page
    assert there in page
    form = office.get(there.replace("&amp;", "&")).content.decode()
    assert f'value="{study.student_number}"' in form
    assert f'value="bill:{asked.pk}"' in form
