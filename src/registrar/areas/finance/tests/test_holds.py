"""Holds: derived from what is owed, and gone with it."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from tests import world

from registrar.areas.finance.actions.raise_charges import raise_charges
from registrar.areas.finance.actions.record_payment import record_payment
from registrar.areas.finance.causes import Cause
from registrar.areas.finance.queries.holds import holds_of
from registrar.areas.platform import clock
from registrar.kernel import Money

from .books import NOW, bank_line, line, note

pytestmark = pytest.mark.django_db

TODAY = date(2024, 8, 21)


def test_what_is_owed_holds_back_deferment_withdrawal_and_caution_money_until_it_is_paid():
    # given
    study = world.study()
    assert holds_of(study.pk, TODAY) is None
    first, second = note(study), note(study, line("110.00", "identity_card"), deadline=date(2024, 9, 10))
    # when
    held = holds_of(study.pk, TODAY)
    # then cause, since when, amount and deadline are told
    assert [(cause.note, cause.since, cause.amount, cause.by, cause.late) for cause in held.causes] == [
        (first, NOW.date(), Money(Decimal("400.00")), date(2024, 8, 30), False),
        (second, NOW.date(), Money(Decimal("110.00")), date(2024, 9, 10), False),
    ]
    assert held.decision.result["held_back"] == ["deferment", "withdrawal", "caution_money"]
    cure = held.decision.refusals[0].cure
    assert (cure.amount, cure.by) == (Money(Decimal("510.00")), date(2024, 8, 30))
    # and paying one leaves the other; paying both ends the hold in the same moment (HB24-4H-06)
    record_payment(bank_line(first), actor=None, now=NOW)
    assert [cause.note for cause in holds_of(study.pk, TODAY).causes] == [second]
    record_payment(bank_line(second), actor=None, now=NOW)
    assert holds_of(study.pk, TODAY) is None


def test_a_library_fine_closes_the_library_too():
    study = world.study()
    fine = Cause("library_overdue", study.pk, "L-1", amount=Decimal("45.50"), office="library", reason="Late")
    raise_charges([fine], actor=None, now=NOW)
    held = holds_of(study.pk, TODAY)
    assert "library" in held.decision.result["held_back"]
    assert "polyu-2024-25:12B-25" in {str(finding.clause) for finding in held.decision.refusals}


@pytest.mark.parametrize(
    ("language", "said"), [("en", "Held back until this is paid"), ("zh-hant", "繳清前暫緩的事項")]
)
def test_the_student_and_the_finance_office_read_them(settings, language, said):
    settings.DEMONSTRATION = True
    study = world.study()
    note(study)
    with clock.at(NOW):
        clock.set_to(NOW)
        for user, address in (
            (study.student, reverse("finance:my_fees")),
            (world.user("finance", "finance"), reverse("finance:account", args=[study.pk])),
        ):
            browser = Client(headers={"accept-language": language})
            browser.force_login(user)
            page = browser.get(address).content.decode()
            assert said in page
            assert "4H-06" in page


def test_the_registry_reads_the_holds_on_the_students_file_without_a_way_into_the_books(settings):
    settings.DEMONSTRATION = True
    study = world.study()
    owed = note(study)
    there = reverse("finance:holds", args=[study.pk])
    with clock.at(NOW):
        clock.set_to(NOW)
        registry, teacher = Client(), Client()
        registry.force_login(world.user("registry", "registry"))
        teacher.force_login(world.user("teacher", "teacher"))
        assert there in registry.get(reverse("studies:study", args=[study.pk])).content.decode()
        page = registry.get(there).content.decode()
        assert owed.number in page
        assert f"/finance/notes/{owed.number}/" not in page
        assert teacher.get(there).status_code == 403
        record_payment(bank_line(owed), actor=None, now=NOW)
        assert "Nothing is held back" in registry.get(there).content.decode()
