"""Pages of charges outside tuition: raise one, upload many, waive; and what the student sees."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader
from tests import world

from registrar.areas.finance.actions.raise_charges import raise_charges
from registrar.areas.finance.actions.record_payment import record_payment
from registrar.areas.finance.causes import Cause
from registrar.areas.finance.letters import debit_note_pdf
from registrar.areas.finance.models import ChargeWaiver, DebitNote, RaisedCharge
from registrar.areas.finance.queries.notes_of_study import full_notes
from registrar.areas.finance.tests.books import bank_line
from registrar.areas.people.models import RoleAssignment
from registrar.areas.platform import clock
from registrar.areas.platform.models import AccessLog

pytestmark = pytest.mark.django_db

NOW = world.at("2024-10-02 10:00")


@pytest.fixture(autouse=True)
def demonstration(settings):
    """The site's clock stands in October 2024."""
    settings.DEMONSTRATION = True
    with clock.at(NOW):
        world.term()
        clock.set_to(NOW)
        yield


def client(user, language="en"):
    browser = Client(headers={"accept-language": language})
    browser.force_login(user)
    return browser


@pytest.fixture
def librarian():
    return client(world.user("librarian", "library"))


FINE = {
    "number": "24000001D",
    "kind": "library_overdue",
    "amount": "45.50",
    "quantity": "1",
    "reference": "L-1",
    "reason": "Returned nine days late",
}


def full(note):
    return full_notes().get(pk=note.pk)


def words_of(document):
    """Return the text of a PDF, its lines joined."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(document)).pages).split())


def fine(study, reference="L-1", amount="45.50", kind="library_overdue", **fields):
    fields = {"office": "library", "reason": "Returned nine days late"} | fields
    (answer,) = raise_charges([Cause(kind, study.pk, reference, amount=Decimal(amount), **fields)], actor=None, now=NOW)
    return answer.charge


def test_the_library_charges_a_student_who_reads_who_and_why(librarian):
    # given
    study = world.study()
    # when
    answer = librarian.post(reverse("finance:raise_charge"), FINE, follow=True)
    # then
    assert "The charge is raised and the student has been told." in answer.content.decode()
    note = DebitNote.objects.get()
    assert (note.amount, note.study) == (Decimal("45.50"), study)
    # and the student sees it with who, why, the record and whom to ask, in both languages
    for language, said in (("en", "the service counter of the Library"), ("zh-hant", "圖書館服務櫃台")):
        page = client(study.student, language).get(reverse("finance:my_fees")).content.decode()
        for text in ("HK$45.50", "Returned nine days late", "L-1", said, "12B-30"):
            assert text in page
    assert client(study.student).get(reverse("finance:note_pdf", args=[note.number])).content.startswith(b"%PDF-")
    # headed with what it costs, not with whether it was allowed
    page = client(study.student).get(reverse("finance:my_fees")).content.decode()
    assert "Allowed" not in page
    # and on paper too, with the deadline that has passed once it has
    before = words_of(debit_note_pdf(full(note), NOW.date()))
    for text in ("Returned nine days late", "圖書館服務櫃台", "L-1"):
        assert text in before
    assert "has passed" not in before
    late = words_of(debit_note_pdf(full(note), date(2024, 11, 1)))
    assert "The last day of payment has passed: pay the amount at once." in late
    assert "end registration" not in late


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"amount": "500.10"}, "above the limit"),
        ({"number": "24999999D"}, "No student has this number."),
        ({"kind": "hall_damage"}, "Select a valid choice"),
        ({"reason": ""}, "needs an answer"),
        ({"reference": ""}, "needs an answer"),
        ({"amount": "-1"}, "“Amount” must be 0.01 or more."),
        # a fine has one amount: a quantity would be passed over
        ({"quantity": "1000", "amount": "12"}, "This kind is charged once"),
    ],
)
def test_a_charge_that_may_not_be_is_explained_and_nothing_is_written(librarian, changes, said):
    # given
    world.study()
    # when
    answer = librarian.post(reverse("finance:raise_charge"), FINE | changes)
    # then
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not RaisedCharge.objects.exists()
    assert not DebitNote.objects.exists()


def test_the_same_reference_leads_to_its_charge_and_another_students_is_refused(librarian):
    # given
    world.study()
    world.study("24000002D")
    librarian.post(reverse("finance:raise_charge"), FINE)
    # when
    again = librarian.post(reverse("finance:raise_charge"), FINE, follow=True)
    other = librarian.post(reverse("finance:raise_charge"), FINE | {"number": "24000002D"})
    # then
    assert "was charged before" in again.content.decode()
    assert "another student" in other.content.decode()
    assert DebitNote.objects.count() == 1


def test_an_office_sees_its_own_charges_only(librarian):
    # given a library fine and a laboratory's breakage
    study = world.study()
    mine = fine(study)
    other = fine(study, "B-1", kind="laboratory_breakage", office="department", department="COMP")
    # when
    page = librarian.get(reverse("finance:charges")).content.decode()
    # then
    assert "L-1" in page
    assert "B-1" not in page
    assert librarian.get(reverse("finance:charge", args=[mine.pk])).status_code == 200
    assert librarian.get(reverse("finance:charge", args=[other.pk])).status_code == 404
    assert librarian.get(reverse("finance:waive_charge", args=[other.pk])).status_code == 404
    assert librarian.get(reverse("finance:note", args=[mine.debit_note.number])).status_code == 404
    assert AccessLog.objects.filter(page="finance:charge").count() == 1
    # and another department doesn't see it either, the Finance Office and auditors do
    elsewhere = client(world.user("ame", "department", department="ME"))
    assert elsewhere.get(reverse("finance:charge", args=[other.pk])).status_code == 404
    for role in ("finance", "auditor"):
        page = client(world.user(f"the{role}", role)).get(reverse("finance:charges")).content.decode()
        assert "L-1" in page
        assert "B-1" in page


def test_students_reach_no_page_of_the_offices_and_no_other_students_charge():
    # given
    study, other = world.study(), world.study("24000002D")
    charge = fine(study)
    browser = client(other.student)
    # then
    for name in ("charges", "raise_charge", "upload_charges"):
        assert browser.get(reverse(f"finance:{name}")).status_code == 403
    assert browser.get(reverse("finance:charge", args=[charge.pk])).status_code == 404
    assert browser.get(reverse("finance:note", args=[charge.debit_note.number])).status_code == 404
    assert "L-1" not in browser.get(reverse("finance:my_fees")).content.decode()


def test_waiving_on_the_page_and_a_paid_charge_with_its_cure(librarian):
    # given one charge that is owed and one that is paid
    study = world.study()
    owed, paid = fine(study), fine(study, "L-2")
    record_payment(bank_line(paid.debit_note, credited_at=NOW), actor=None, now=NOW)
    # when
    done = librarian.post(reverse("finance:waive_charge", args=[owed.pk]), {"reason": "Book drop locked"}, follow=True)
    refused = librarian.post(reverse("finance:waive_charge", args=[paid.pk]), {"reason": "Book drop locked"})
    # then
    assert "The charge is waived" in done.content.decode()
    assert refused.status_code == 422
    assert "Have the Finance Office grant a refund instead." in refused.content.decode()
    assert list(ChargeWaiver.objects.values_list("charge__reference", flat=True)) == ["L-1"]


def test_two_persons_waive_a_large_charge(librarian):
    # given
    charge = fine(world.study(), amount="2400.00", kind="library_loss")
    librarian.post(reverse("finance:waive_charge", args=[charge.pk]), {"reason": "Found again"})
    assert DebitNote.objects.get().state == "outstanding"
    # when the same person tries, then a colleague
    second = reverse("finance:second_waiver", args=[charge.pk])
    assert librarian.get(second).status_code == 404
    listed = client(world.user("fin001", "finance")).get(reverse("finance:charges"), {"state": "second"})
    assert "L-1" in listed.content.decode()
    colleague = client(world.user("colleague", "library"))
    done = colleague.post(second, {"agreed": "yes"}, follow=True)
    # then
    assert "The charge is waived" in done.content.decode()
    assert DebitNote.objects.get().state == "cancelled"


def test_the_finance_office_prices_what_has_no_price():
    # given a data access request (HB24-4C-11, HB24-GAP-12)
    study = world.study()
    raise_charges([Cause("data_access", study.pk, "dar:1")], actor=None, now=NOW)
    row = RaisedCharge.objects.get()
    assert "has not been set yet" in client(study.student).get(reverse("finance:my_fees")).content.decode()
    # when
    finance = client(world.user("fin001", "finance"))
    finance.post(reverse("finance:price_charge", args=[row.pk]), {"amount": "100.00"})
    # then
    row.refresh_from_db()
    assert (row.state, row.debit_note.amount) == ("charged", Decimal("100.00"))


def test_the_list_takes_as_many_queries_for_many_charges_as_for_one(librarian, django_assert_max_num_queries):
    # given
    for n in range(2, 32):
        fine(world.study(f"240000{n:02d}D"), f"L-{n}")
    # then
    with django_assert_max_num_queries(14):
        assert librarian.get(reverse("finance:charges")).status_code == 200


def test_the_list_can_be_downloaded_searched_and_filtered(librarian):
    # given
    study = world.study()
    fine(study)
    fine(study, "X-9", kind="library_loss")
    where = reverse("finance:charges")
    # then
    found = librarian.get(where, {"q": "X-9"}).content.decode()
    assert "X-9" in found
    assert "L-1" not in found
    assert "X-9" not in librarian.get(where, {"kind": "library_overdue"}).content.decode()
    assert "L-1" in librarian.get(where, {"state": "note-outstanding"}).content.decode()
    assert "L-1" not in librarian.get(where, {"state": "note-paid"}).content.decode()
    assert b"L-1" in b"".join(librarian.get(where, {"export": "csv"}))


def test_somebody_in_two_offices_says_for_which_and_the_rule_holds_them_to_it():
    # given somebody who sits in two departments and the library
    world.study()
    person = world.user("many", "department", department="COMP")
    RoleAssignment.objects.create(user=person, role="department", department="ME", since=NOW.date())
    RoleAssignment.objects.create(user=person, role="library", since=NOW.date())
    browser = client(person)
    # when
    asked = FINE | {"kind": "laboratory_breakage", "office": "2"}
    refused = browser.post(reverse("finance:raise_charge"), FINE | {"office": "1"})
    browser.post(reverse("finance:raise_charge"), asked)
    # then a department doesn't raise the library's fine, and its own charge carries its code
    assert refused.status_code == 422
    assert "another office may not raise it" in refused.content.decode()
    assert list(RaisedCharge.objects.values_list("office", "department")) == [("department", "ME")]


def test_a_note_of_an_office_is_waived_and_never_just_cancelled():
    # given (so that two persons can't be got round)
    charge = fine(world.study(), amount="2400.00", kind="library_loss")
    finance = client(world.user("fin001", "finance"))
    # when
    number = charge.debit_note.number
    page = finance.get(reverse("finance:note", args=[number])).content.decode()
    answer = finance.post(reverse("finance:cancel_note", args=[number]))
    # then
    assert reverse("finance:charge", args=[charge.pk]) in page
    assert reverse("finance:cancel_note", args=[number]) not in page
    assert answer.status_code == 404
    assert DebitNote.objects.get().state == "outstanding"


def test_the_form_names_the_limit_of_each_kind(librarian):
    # when
    page = librarian.get(reverse("finance:raise_charge")).content.decode()
    # then
    assert "Library item returned late (at most HK$500.00)" in page
    assert "hall_damage" not in page
    finance = client(world.user("fin001", "finance")).get(reverse("finance:raise_charge")).content.decode()
    assert "Replacement of the student identity card (price of the handbook)" in finance
    assert "union_advice" not in finance
