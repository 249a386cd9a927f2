"""Pages of charges outside tuition: raise one, upload many, waive; and what the student sees."""

from decimal import Decimal
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from tests import world

from registrar.areas.finance.actions.raise_charges import raise_charges
from registrar.areas.finance.actions.record_payment import record_payment
from registrar.areas.finance.causes import Cause
from registrar.areas.finance.models import ChargeWaiver, DebitNote, RaisedCharge
from registrar.areas.finance.tests.books import balances, bank_line
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


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"amount": "500.10"}, "above the limit"),
        ({"number": "24999999D"}, "No student has this number."),
        ({"kind": "hall_damage"}, "Select a valid choice"),
        ({"reason": ""}, "needs an answer"),
        ({"reference": ""}, "needs an answer"),
        ({"amount": "-1"}, "greater than or equal"),
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


def upload(browser, text, name="fines.csv"):
    file = SimpleUploadedFile(name, text.encode(), content_type="text/csv")
    return browser.post(reverse("finance:upload_charges"), {"file": file}, follow=True)


FILE = """Student number,Kind of charge,Amount,Reference,Reason
24000001D,library_overdue,45.50,L-1,Nine days late
24000002D,Library item returned late,20,L-2,Four days late
24999999D,library_overdue,20,L-3,Late
24000002D,hall_damage,20,L-4,Not ours
24000002D,library_overdue,500.10,L-5,Far too late
24000002D,library_overdue,much,L-6,Late
24000002D,library_overdue,20,,Late
24000002D,library_overdue,20,L-7,
24000001D,library_overdue,20,L-1,Twice
24000002D,library_overdue,20,OLD,Charged before
24000001D,library_overdue,20,OTHER,Another student's
24000002D,library_overdue,=1+1,L-8,Formula
"""


def test_a_file_is_checked_row_by_row_and_its_right_rows_are_raised(librarian):
    # given two students, one of whom was charged for OLD before
    world.study()
    charged = world.study("24000002D")
    fine(charged, "OLD", "20.00")
    fine(charged, "OTHER", "20.00")
    before = balances()
    # when the file is checked
    page = upload(librarian, FILE)
    text = page.content.decode()
    # then nothing is written, and every wrong row is named with its reason
    assert (DebitNote.objects.count(), balances()) == (2, before)
    for said in (
        "No enrolled student has this number.",
        "not a kind of charge that your office raises",
        "HK$500.10 is above the limit of HK$500.00",
        "such as 45.50",
        "Every charge has your own reference",
        "Every charge has a reason",
        "stands in an earlier row",
        "charged to another student before",
        "holds a formula",
    ):
        assert said in text
    run = int(page.redirect_chain[-1][0].rstrip("/").split("/")[-1])
    # and the wrong rows come back as a workbook
    book = load_workbook(BytesIO(b"".join(librarian.get(reverse("finance:charge_file_rows", args=[run])))))
    rows = list(book.active.iter_rows(values_only=True))
    assert [row[5] for row in rows[1:]] == [4, 5, 6, 7, 8, 9, 10, 12, 13]
    # when the right rows are raised, twice
    done = librarian.post(reverse("finance:confirm_charges", args=[run]), follow=True)
    again = librarian.post(reverse("finance:confirm_charges", args=[run]), follow=True)
    # then
    assert "2 charges are raised." in done.content.decode()
    assert "0 charges are raised." in again.content.decode()
    assert set(RaisedCharge.objects.values_list("reference", "amount")) == {
        ("L-1", Decimal("45.50")),
        ("L-2", Decimal("20.00")),
        ("OLD", Decimal("20.00")),
        ("OTHER", Decimal("20.00")),
    }


@pytest.mark.parametrize(("text", "said"), [("Student number,Amount\n1,2\n", "Kind of charge"), ("\xff\x00", "UTF-8")])
def test_a_file_that_cannot_be_read_is_explained(librarian, text, said):
    # when
    page = upload(librarian, text)
    # then
    assert page.status_code == 422
    assert said in page.content.decode()


def test_nobody_else_sees_an_uploaded_file(librarian):
    # given
    world.study()
    page = upload(librarian, FILE)
    run = int(page.redirect_chain[-1][0].rstrip("/").split("/")[-1])
    # then
    colleague = client(world.user("colleague", "library"))
    assert colleague.get(reverse("finance:charge_file", args=[run])).status_code == 404
    assert colleague.post(reverse("finance:confirm_charges", args=[run])).status_code == 404
    assert not RaisedCharge.objects.exists()


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
