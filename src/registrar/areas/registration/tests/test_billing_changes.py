"""What changed between two previews, and a run against its preview."""

import csv
import io

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from tests import world

from registrar.areas.finance.models import BillingPreview
from registrar.areas.finance.queries.preview_changes import by_kind, changed_lines, changes
from registrar.areas.platform import clock
from registrar.areas.platform.models import JobRun
from registrar.areas.registration.tasks import bill_term_job, preview_billing_job

pytestmark = pytest.mark.django_db
NOW = world.at("2024-08-20 10:00")
PAGE = "registration:billing"


@pytest.fixture(autouse=True)
def day():
    clock.set_to(NOW)


@pytest.fixture
def office():
    browser = Client(headers={"accept-language": "en"})
    browser.force_login(world.user("fin001", "finance"))
    return browser


def press(office, what):
    """Press the button and let the worker do the job."""
    office.post(reverse(PAGE) + "?term=2024/25-S1", {"what": what})
    {"preview": preview_billing_job, "run": bill_term_job}[what](JobRun.objects.latest("pk").pk)


def kept(term, **studies):
    """A preview with these answers."""
    found = {key.removeprefix("s"): answer for key, answer in studies.items()}
    return BillingPreview.objects.create(term=term, made_at=NOW, summary={}, studies=found)


def test_every_kind_of_change_is_told_apart_and_added_up():
    # Given two previews in which eight students' answers differ each in a way of its own, and one's doesn't
    term = world.term()
    asked, nothing, question = ["100.00", "0.00", "charge"], ["0.00", "0.00", "billed"], ["0.00", "0.00", "question"]
    before = kept(term, s6=question, s9=nothing, **dict.fromkeys(("s2", "s3", "s4", "s5", "s7", "s8"), asked))
    after = kept(
        term,
        s1=["50.00", "0.00", "charge"],
        s3=["130.00", "0.00", "charge"],
        s4=["80.00", "0.00", "charge"],
        s5=question,
        s6=["70.00", "0.00", "charge"],
        s7=nothing,
        s8=asked,
        s9=["0.00", "25.00", "refund"],
    )
    # When they are compared
    found = changes(after, before)
    # Then each is told, and the unchanged one is not
    assert [(one.study, one.kind, str(one.difference)) for one in found] == [
        (1, "new", "50.00"),
        (2, "gone", "-100.00"),
        (3, "dearer", "30.00"),
        (4, "cheaper", "-20.00"),
        (5, "undetermined", "-100.00"),
        (6, "priced", "70.00"),
        (7, "charged", "-100.00"),
        (9, "cheaper", "-25.00"),
    ]
    assert [(one.kind, one.students, str(one.difference)) for one in by_kind(found)][3] == ("cheaper", 2, "-45.00")


def test_the_page_leads_to_the_students_of_a_kind_and_their_file(office):
    # Given a preview of one student, and another once a second has registered
    group = world.group(world.subject())
    world.register(world.study(), group)
    press(office, "preview")
    assert "since the preview before</h2>" not in office.get(reverse(PAGE)).content.decode()
    world.register(world.study("24000002D"), group)
    press(office, "preview")
    # When the page and the list are opened
    page = office.get(reverse(PAGE)).content.decode()
    url = reverse("registration:billing-changes", args=[BillingPreview.objects.latest("pk").pk])
    assert f"{url}?kind=new" in page
    listed = office.get(url, {"kind": "new"}).content.decode()
    # Then the second student is listed, alone, and so in the file
    assert "24000002D" in listed
    assert "24000001D" not in listed
    text = b"".join(office.get(url, {"export": "csv"}).streaming_content).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))[1:]
    assert [(row[0], row[3], row[4], row[5], row[7]) for row in rows] == [
        ("24000002D", "New in the run", "Caution money", "–", "400.00"),
        ("24000002D", "New in the run", "Tuition", "–", "21050.00"),
    ]


def test_a_run_is_held_against_its_preview(office):
    group = world.group(world.subject())
    world.register(world.study(), group)
    press(office, "preview")
    world.register(world.study("24000002D"), group)
    press(office, "run")
    page = office.get(reverse(PAGE)).content.decode()
    assert "1 debit note more and HK$21,450.00 against the preview of" in page
    # by line: what the preview said of each charge, and what the run did
    url = reverse("registration:run-changes", args=[JobRun.objects.latest("pk").pk])
    assert url in page
    text = b"".join(office.get(url, {"export": "csv"}).streaming_content).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))[1:]
    assert [(row[0], row[4], row[5], row[6]) for row in rows] == [
        ("24000002D", "Caution money", "–", "400.00"),
        ("24000002D", "Tuition", "–", "21050.00"),
    ]
    # and what the run charged is told apart from what became cheaper
    press(office, "preview")
    page = office.get(reverse(PAGE)).content.decode()
    assert "Charged meanwhile by a run" in page
    assert "Pays less" not in page


def test_a_preview_is_never_edited(office):
    world.register(world.study(), world.group(world.subject()))
    press(office, "preview")
    with pytest.raises(DatabaseError, match="Cannot"), transaction.atomic():
        BillingPreview.objects.update(summary={})
    assert BillingPreview.objects.get().summary["notes"] == 1


def test_one_preview_has_no_changes_and_others_do_not_see_them(office):
    study = world.study()
    world.register(study, world.group(world.subject()))
    press(office, "preview")
    url = reverse("registration:billing-changes", args=[BillingPreview.objects.get().pk])
    assert office.get(url).status_code == 404
    browser = Client()
    browser.force_login(study.student)
    assert browser.get(url).status_code == 403


def test_a_group_that_nobody_is_in_any_more_shows_what_it_lost(office):
    # Given a preview of one student, who then drops the only subject
    row = world.register(world.study(), world.group(world.subject()))
    press(office, "preview")
    type(row).objects.filter(pk=row.pk).update(state="dropped", ended_at=NOW)
    # When previewed again
    press(office, "preview")
    # Then the group is still listed, with what it lost, and the student is told to be gone
    groups = office.get(reverse(PAGE)).context["groups"]
    assert [(group["notes"], str(group["change"])) for group in groups] == [(0, "-HK$21,450.00")]
    assert "No longer in the run" in office.get(reverse(PAGE)).content.decode()


def test_lines_are_compared_charge_by_charge():
    # Given a student whose sum stayed the same while its lines changed, and one whose tuition alone did
    term = world.term()
    first, second = {"tuition": "100.00", "caution_money": "400.00"}, {"tuition_initial": "500.00"}
    before = kept(term, s1=["500.00", "0.00", "charge", first], s2=["500.00", "0.00", "charge", first])
    more = first | {"tuition": "90.00"}
    after = kept(term, s1=["500.00", "0.00", "charge", second], s2=["490.00", "30.00", "charge", more])
    # Then each line stands with its amounts before and after
    assert [
        (one.study, one.kind, one.line, str(one.before), str(one.after)) for one in changed_lines(after, before)
    ] == [
        (1, "otherwise", "caution_money", "400.00", "None"),
        (1, "otherwise", "tuition", "100.00", "None"),
        (1, "otherwise", "tuition_initial", "None", "500.00"),
        (2, "cheaper", "refund", "None", "-30.00"),
        (2, "cheaper", "tuition", "100.00", "90.00"),
    ]
    # And a preview that knew no lines is compared by the sum
    old = kept(term, s1=["500.00", "0.00", "charge"], s2=["500.00", "0.00", "charge"])
    assert [(one.study, one.line, str(one.difference)) for one in changed_lines(after, old)] == [
        (2, "", "-10.00"),
        (2, "refund", "-30.00"),
    ]
