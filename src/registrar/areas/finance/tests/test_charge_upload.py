"""Files of charges: checked row by row, corrected, and raised once."""

from decimal import Decimal
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from tests import world

from registrar.areas.finance.actions.raise_charges import raise_charges
from registrar.areas.finance.causes import Cause
from registrar.areas.finance.models import DebitNote, RaisedCharge
from registrar.areas.finance.tests.books import balances
from registrar.areas.people.models import RoleAssignment
from registrar.areas.platform import clock
from registrar.areas.platform.models import JobRun

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


def client(user):
    browser = Client(headers={"accept-language": "en"})
    browser.force_login(user)
    return browser


@pytest.fixture
def librarian():
    return client(world.user("librarian", "library"))


def fine(study, reference, amount):
    cause = Cause("library_overdue", study.pk, reference, amount=Decimal(amount), office="library", reason="Late")
    raise_charges([cause], actor=None, now=NOW)


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


def test_a_room_that_no_hall_has_and_a_number_of_fines_are_named_with_what_would_do():
    # given a file of the Student Affairs Office, with a column for rooms and one for quantities
    world.study()
    affairs = client(world.user("halls", "student_affairs"))
    rows = [
        "Student number,Kind of charge,Amount,Quantity,Room,Reference,Reason",
        "24000001D,hall_semester,,,castle,H-1,Lodging",
        "24000001D,hall_fine,12,1000,,H-2,Noise",
    ]
    # when it is checked, then both rows are left out, and each says why in its own words
    page = upload(affairs, "\n".join(rows)).content.decode()
    assert "No hall has such a room. Write one of these: hung_hom_double, homantin_double and homantin_triple." in page
    assert "This kind is charged once: write 1, and the whole amount." in page
    assert not RaisedCharge.objects.exists()


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


@pytest.mark.parametrize(
    "amount", ["-20", "0", "1e3", "1e30", "9" * 40, "1_000", "٢٠", "20.001", "NaN", '"1,00"', "10000000"]
)
def test_an_amount_that_is_none_is_named_and_charges_nothing(librarian, amount):
    world.study()
    row = f"Student number,Kind of charge,Amount,Reference,Reason\n24000001D,library_overdue,{amount},L-1,Late\n"
    page = upload(librarian, row)
    assert page.status_code == 200
    found = JobRun.objects.latest("pk").result
    assert (found["right"], [problem["code"] for problem in found["problems"]]) == (0, ["amount"])
    assert not RaisedCharge.objects.exists()


def test_an_amount_with_thousands_and_full_width_digits_is_read(librarian):
    world.study()
    rows = "Student number,Kind of charge,Amount,Reference,Reason\n24000001D,library_overdue,HK$２４５.5,L-1,Late\n"
    upload(librarian, rows)
    assert JobRun.objects.latest("pk").result["amount"] == "245.50"
    other = 'Student number,Kind of charge,Amount,Reference,Reason\n24000001D,hall_damage,"1,245.50",H-1,Door\n'
    upload(client(world.user("hall", "student_affairs")), other)
    assert JobRun.objects.latest("pk").result["amount"] == "1245.50"


def test_who_left_the_office_does_not_raise_what_was_checked_for_it():
    # given an officer who checked a file for the library, and sits in the registry now
    study, officer = world.study(), world.user("moved", "library")
    browser = client(officer)
    upload(browser, "Student number,Kind of charge,Amount,Reference,Reason\n24000001D,library_overdue,20,L-1,Late\n")
    check = JobRun.objects.latest("pk")
    assert check.result["right"] == 1
    RoleAssignment.objects.filter(user=officer).update(role="registry")
    # then the file is no business of that officer any more
    assert browser.post(reverse("finance:confirm_charges", args=[check.pk])).status_code == 404
    assert not RaisedCharge.objects.filter(study=study).exists()


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


def test_hall_fees_of_a_semester_are_charged_from_a_file():
    # given (HB24-12C-32/2)
    world.study()
    affairs = client(world.user("affairs", "student_affairs"))
    text = "學生編號,收費類別,房間,檔號,理由\n24000001D,學期宿費及舍堂活動費,hung_hom_double,H-1,第一學期\n"
    wrong = "24000001D,hall_semester,penthouse,H-2,第一學期\n"
    # when
    page = upload(affairs, text + wrong)
    run = int(page.redirect_chain[-1][0].rstrip("/").split("/")[-1])
    affairs.post(reverse("finance:confirm_charges", args=[run]))
    # then
    assert RaisedCharge.objects.get().amount == Decimal("8022.50")
    assert balances()["income:halls"] == Decimal("-8022.50")
