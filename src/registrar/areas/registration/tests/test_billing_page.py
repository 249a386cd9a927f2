import pytest
from django.test import Client
from django.urls import reverse
from tests import world

from registrar.areas.finance.models import Charge, DebitNote
from registrar.areas.platform import clock
from registrar.areas.platform.models import JobRun
from registrar.areas.registration.tasks import bill_term_job, preview_billing_job, unpaid

pytestmark = pytest.mark.django_db
NOW = world.at("2024-08-20 10:00")


@pytest.fixture(autouse=True)
def day():
    clock.set_to(NOW)


@pytest.fixture
def student():
    """A billed-to-be student with one seat."""
    study = world.study()
    world.register(study, world.group(world.subject()))
    return study


def client(*roles):
    browser = Client()
    browser.force_login(world.user("staff" + roles[0], *roles))
    return browser


def post(browser, what):
    return browser.post(reverse("registration:billing") + "?term=2024/25-S1", {"what": what})


def test_preview_then_run_then_nothing_more(student):
    office = client("finance")
    # when previewed
    answer = post(office, "preview")
    run = JobRun.objects.get()
    assert answer.url == reverse("platform:job", args=[run.pk])
    preview_billing_job(run.pk)
    # then the page shows the amount and nothing was written
    page = office.get(reverse("registration:billing")).content.decode()
    assert "HK$21,450.00" in page  # the group; the tile has no cents
    assert not Charge.objects.exists()
    # when run, and previewed again
    post(office, "run")
    bill_term_job(JobRun.objects.get(name="registration.bill_term").pk)
    assert DebitNote.objects.get().amount == 21450
    post(office, "preview")
    preview_billing_job(JobRun.objects.latest("pk").pk)
    # then nothing is left to be charged, and the change since the preview before is shown
    page = office.get(reverse("registration:billing")).content.decode()
    assert "−HK$21,450.00" in page
    assert JobRun.objects.latest("pk").result["already_billed"] == 1


def test_two_clicks_queue_one_run(student):
    office = client("finance")
    assert post(office, "run").url == post(office, "run").url
    assert JobRun.objects.count() == 1


def test_an_auditor_sees_the_page_and_runs_nothing(student):
    auditor = client("auditor")
    page = auditor.get(reverse("registration:billing"))
    assert page.status_code == 200
    assert "Raise the debit notes" not in page.content.decode()
    assert post(auditor, "run").status_code == 403
    assert not JobRun.objects.exists()


def test_others_do_not_see_it(student):
    browser = Client()
    browser.force_login(student.student)
    assert browser.get(reverse("registration:billing")).status_code == 403


def test_the_nightly_job_does_nothing_on_a_day_without_overdue_notes(student):
    assert unpaid(0) == 0
    student.refresh_from_db()
    assert student.status == "active"
