from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests import world

from registrar.areas.finance.actions.prepare_batch import prepare_batch
from registrar.areas.finance.actions.release_batch import release_batch
from registrar.areas.finance.models import Refund, RefundBatch, StudentBankAccount
from registrar.areas.finance.tasks import refunds_that_wait
from registrar.areas.platform import clock
from registrar.areas.platform.models import AccessLog

from .books import NOW, balances
from .refunding import ACCOUNT, OTHER, granted, officers, paid, with_account
from .test_pages import client

pytestmark = pytest.mark.django_db
PASSWORD = "a long enough password"
OFFICE = ["refunds", "refunds_to_confirm", "refund_batches"]
FORM = {
    "bank_code": "024",
    "branch_code": "383",
    "number": "123456789",
    "number_again": "123456789",
    "holder_name": "CHAN Tai Man",
}


@pytest.fixture(autouse=True)
def day():
    """Every page is looked at on the day of billing."""
    with clock.at(NOW):
        clock.set_to(NOW)
        yield


@pytest.fixture
def study():
    """A student who paid HK$21,050."""
    study = world.study()
    paid(study)
    return study


def sign_in(user):
    """Sign in with the password, as the page of the bank account asks for."""
    user.set_password(PASSWORD)
    user.save()
    browser = Client()
    browser.post(reverse("account_login"), {"login": user.username, "password": PASSWORD})
    return browser


def test_a_student_enters_an_account_and_the_refund_goes_on(study):
    refund = granted(study)
    browser = sign_in(study.student)
    assert "No bank account is on file, so the refund waits." in browser.get("/my/refunds/").content.decode()
    address = reverse("finance:my_bank_account")
    # the password is asked for once more
    assert browser.get(address).url.startswith(reverse("account_reauthenticate"))
    assert browser.post(address, FORM).url.startswith(reverse("account_reauthenticate"))
    assert not StudentBankAccount.objects.exists()
    browser.post(reverse("account_reauthenticate"), {"password": PASSWORD, "next": address})
    # a number that differs is sent back, a right one is put on file
    assert browser.post(address, FORM | {"number_again": "123456788"}).status_code == 422
    assert browser.post(address, FORM | {"number": "12345"}).status_code == 422
    assert browser.post(address, FORM | {"holder_name": "陳大文"}).status_code == 422
    assert browser.post(address, FORM).status_code == 303
    refund.refresh_from_db()
    assert (refund.state, refund.held_for) == ("held", "cooling_off")
    page = browser.get("/my/refunds/").content.decode()
    assert "024-•••-••••••789" in page
    assert "Refunds are paid to it from" in page
    assert "For 3 days nothing is paid to an account that was entered or changed" in page
    assert "123456789" not in page


@pytest.mark.parametrize("language", ["en", "zh-hant"])
def test_a_student_sees_each_step_of_a_refund(study, language):
    with_account(study)
    granted(study)
    one, other = officers()
    release_batch(prepare_batch(actor=one, now=NOW).batch.pk, actor=other, now=NOW + timedelta(hours=1))
    page = client(study.student, language).get("/my/refunds/").content.decode()
    assert ("Sent to your bank" if language == "en" else "已發往你的銀行") in page
    assert "HK$1,405.00" in page
    assert "polyu-2024-25" in page


def test_two_people_of_the_office_pay_it_out(study):
    with_account(study)
    granted(study)
    one, other = (client(user) for user in officers())
    # given one who prepares
    address = one.post(reverse("finance:prepare_batch")).url
    page = one.get(address).content.decode()
    assert "somebody else of the Finance Office must release it" in page
    release = reverse("finance:release_batch", args=["RB000001"])
    assert one.get(release).status_code == 403
    assert one.post(release).status_code == 403
    assert Refund.objects.get().state == "in_batch"
    # when the other one releases
    assert "Release this batch" in other.get(address).content.decode()
    other.post(release)
    # then the file can be fetched, and each look at the account is on record
    file = other.get(reverse("finance:batch_file", args=["RB000001"]))
    assert b"<MmbId>024</MmbId>" in file.content
    assert file["Content-Disposition"] == 'attachment; filename="RB000001.xml"'
    looks = AccessLog.objects.filter(page__startswith="finance:refund_batch").values_list("viewer__username", "subject")
    assert ("fin001", f"study:{study.pk}") in looks
    assert ("fin002", "refund_batch:RB000001") in looks
    assert RefundBatch.objects.get().state == "released"


def test_nobody_but_the_finance_office_sees_an_account_whole(study):
    with_account(study)
    granted(study)
    one, other = officers()
    batch = prepare_batch(actor=one, now=NOW).batch
    release_batch(batch.pk, actor=other, now=NOW)
    address = reverse("finance:refund_batch", args=[batch.number])
    assert ACCOUNT.number in client(other).get(address).content.decode()
    auditor = client(world.user("aud001", "auditor"))
    for url in (address, address + "?export=csv"):
        answer = auditor.get(url)
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert ACCOUNT.number.encode() not in content
        assert "••••••789".encode() in content
    assert auditor.get(reverse("finance:batch_file", args=[batch.number])).status_code == 403
    for name in ("prepare_batch", "grant_refund", "programme_refunds"):
        assert auditor.post(reverse(f"finance:{name}")).status_code == 403
    stranger = client(world.study("24000002D").student)
    for name in OFFICE:
        assert stranger.get(reverse(f"finance:{name}")).status_code == 403
    assert stranger.get(reverse("finance:refund", args=[Refund.objects.get().pk])).status_code == 403


def grant(browser, ground, **details):
    """Walk through the pages of a grant and return the page of the decision and its address."""
    first = browser.post(reverse("finance:grant_refund"), {"student": "24000001d", "ground": ground})
    second = browser.post(first.url, details)
    assert second.status_code == 303
    return browser.get(second.url), second.url


def test_the_office_grants_what_a_rule_opens(study):
    one, other = officers()
    browser = client(one)
    day = {"day_day": "1", "day_month": "9", "day_year": "2024"}
    form = {"form": "1234", "form_day_day": "19", "form_day_month": "8", "form_day_year": "2024"}
    # what is on no record needs its approved form, and the page says so
    asked = reverse("finance:refund_details") + "?student=24000001D&ground=deferment"
    assert "No deferment or withdrawal is on this study" in browser.get(asked).content.decode()
    assert browser.post(asked, {"term": "2024/25-S1", **day}).status_code == 422
    page, address = grant(browser, "deferment", term="2024/25-S1", **day, **form)
    assert "By the approved form AR7 1234 2024-08-19" in page.content.decode()
    assert "HK$16,050.00" in page.content.decode()
    assert not Refund.objects.exists()
    done = browser.post(address)
    assert done.url == reverse("finance:refund", args=[Refund.objects.get().pk])
    # it rests on a form that one officer typed: nothing is credited before another one confirms
    assert "somebody else of the Finance Office must confirm it" in browser.get(done.url).content.decode()
    assert "receivable:24000001D" not in balances()
    confirm = reverse("finance:confirm_proposed", args=[Refund.objects.get().pk])
    assert browser.get(confirm).status_code == 403
    assert browser.post(confirm).status_code == 403
    second = client(other)
    queue = second.get(reverse("finance:refunds_to_confirm")).content.decode()
    assert "AR7 1234 2024-08-19" in queue
    assert confirm in second.get(done.url).content.decode()
    second.post(confirm)
    page = browser.get(done.url).content.decode()
    assert "refund:before_semester" in page
    assert balances()["receivable:24000001D"] == Decimal("-16050.00")
    assert Refund.objects.get().decision.body["facts"]["approval"] == "AR7 1234 2024-08-19"
    # and a balance below zero is said in words
    account = browser.get(reverse("finance:account", args=[study.pk])).content.decode()
    assert "In the student&#x27;s favour" in account
    mine = client(study.student).get(reverse("finance:my_statement")).content.decode()
    assert 'The university owes you <span class="rg-money">HK$16,050.00<' in mine


def test_the_office_is_told_by_which_clause_a_fee_stays_paid(study):
    one, _ = officers()
    browser = client(one)
    page, address = grant(browser, "unnamed", fee="subject")
    said = page.content.decode()
    assert "The tuition of a subject that is withdrawn from stays charged." in said
    assert 'class="govuk-button"' not in said
    assert browser.post(address).status_code == 422
    assert not Refund.objects.exists()


def test_wrong_answers_are_sent_back(study):
    one, _ = officers()
    browser = client(one)
    assert browser.post(reverse("finance:grant_refund"), {"student": "99", "ground": "appeal"}).status_code == 422
    asked = reverse("finance:refund_details") + "?student=24000001D&ground=appeal"
    assert browser.post(asked, {"case": "A-1"}).status_code == 422
    assert browser.get(reverse("finance:refund_details") + "?ground=gift").status_code == 404
    assert browser.get(reverse("finance:confirm_refund") + "?student=99").url == reverse("finance:grant_refund")


def test_the_bank_returns_one(study):
    with_account(study)
    refund = granted(study)
    one, other = officers()
    release_batch(prepare_batch(actor=one, now=NOW).batch.pk, actor=other, now=NOW)
    browser = client(one)
    browser.post(reverse("finance:return_refund", args=[refund.pk]), {"reason": "AC04 closed"})
    page = browser.get(reverse("finance:refund", args=[refund.pk])).content.decode()
    assert "AC04 closed" in page
    assert "The bank returned this refund from the account on file." in page
    browser.post(reverse("finance:cancel_refund", args=[refund.pk]))
    refund.refresh_from_db()
    assert refund.state == "cancelled"
    statement = client(study.student).get(reverse("finance:my_statement")).content.decode()
    for what in (
        "Refund granted",
        "Refund paid to the bank account",
        "Refund returned by the bank",
        "Refund cancelled",
    ):
        assert what in statement


def test_the_job_frees_what_has_cooled_off(study):
    with_account(study)
    refund = granted(study)
    with_account(study, OTHER, NOW)
    office = client(officers()[0])
    assert "Held: Bank account entered lately" in office.get(reverse("finance:prepare_batch")).content.decode()
    assert refunds_that_wait(0) == 0
    clock.set_to(NOW + timedelta(days=3))
    assert refunds_that_wait(0) == 1
    assert refunds_that_wait(0) == 0
    refund.refresh_from_db()
    assert refund.state == "due"


@pytest.mark.parametrize("name", [*OFFICE, "my_refunds", "refund_batch"])
def test_the_number_of_queries_does_not_grow_with_the_rows(name):
    one, other = officers()
    mine = world.study("24000500D")
    with_account(mine)
    paid(mine)
    counts = []
    for first, last in ((10, 12), (12, 22)):
        for number in range(first, last):
            study = world.study(f"240001{number}D")
            with_account(study)
            paid(study)
            granted(study, cause=f"a:{number}")
            granted(mine, cause=f"b:{number}")
        batch = prepare_batch(actor=one, now=NOW).batch
        release_batch(batch.pk, actor=other, now=NOW)
        browser = client(mine.student if name == "my_refunds" else one)
        address = reverse(f"finance:{name}", args=[batch.number] if name == "refund_batch" else [])
        browser.get(address)
        with CaptureQueriesContext(connection) as seen:
            assert browser.get(address).status_code == 200
        counts.append(len(seen))
    assert counts[0] == counts[1]
