"""Pages of orders for the offices: the queue, the counter, the holds, and what leaves a trace."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests import world

from registrar.areas.awards.actions.prepare_order import prepare_order
from registrar.areas.awards.actions.raise_hold import raise_hold
from registrar.areas.awards.models import Certificate, CertificationHold
from registrar.areas.platform import clock
from registrar.areas.platform.models import AccessLog

from .ordering import CHECK, NOW, POSTED, State, graduate, ordered, pay, stored, student

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def day():
    """Every page is looked at on the day of the orders."""
    with clock.at(NOW):
        clock.set_to(NOW)
        yield


def client(user, language="en"):
    browser = Client(headers={"accept-language": language})
    browser.force_login(user)
    return browser


@pytest.fixture
def registry():
    return client(world.user("registry1", "registry"))


def page_of(order, browser):
    return browser.get(reverse("awards:order", args=[order.number]))


def send(browser, name, *args, **data):
    return browser.post(reverse(f"awards:{name}", args=args), {"idempotency_key": str(uuid4()), **data})


def test_the_registry_sees_an_order_once_it_is_paid_and_looking_leaves_a_trace(registry):
    # given (HB24-7A-01/2)
    order = ordered(student(), **POSTED)
    assert page_of(order, registry).status_code == 404
    assert order.number not in registry.get(reverse("awards:orders")).content.decode()
    # when
    pay(order)
    # then
    assert order.number in registry.get(reverse("awards:orders")).content.decode()
    assert page_of(order, registry).status_code == 200
    assert AccessLog.objects.get().subject == f"study:{order.study_id}"


def test_the_registry_prepares_and_sends(registry):
    # given
    order = ordered(student(), **POSTED)
    pay(order)
    # when
    send(registry, "prepare_order", order.number)
    refused = send(registry, "dispatch_order", order.number, delivery="registered_mail", tracking_number="")
    # then the number is asked for
    assert (refused.status_code, stored(order).state) == (422, State.PRINTED)
    send(registry, "dispatch_order", order.number, delivery="registered_mail", tracking_number="RR1")
    assert (stored(order).state, stored(order).tracking_number) == (State.DISPATCHED, "RR1")


def test_the_electronic_version_is_handed_over_before_the_order_is_closed(registry):
    # given a graduate's order with the electronic version (HB24-7A-07)
    order = ordered(graduate(), electronic=True, delivery="collection")
    pay(order)
    send(registry, "prepare_order", order.number)
    # when it isn't ticked
    assert send(registry, "dispatch_order", order.number, delivery="collection").status_code == 422
    assert stored(order).state == State.PRINTED
    # when it is
    send(registry, "dispatch_order", order.number, delivery="collection", handed_to_platform="on")
    assert stored(order).state == State.COLLECTED


def test_only_the_awards_faculty_certifies_a_copy(registry):
    # given (HB24-7E-01/1)
    order = ordered(graduate(), "AR5")
    own = client(world.user("office1", "department", department="COMP"))
    other = client(world.user("office2", "department", department="HTM"))
    # when
    assert send(other, "certify_copy", order.number, original_seen="yes").status_code == 404
    assert send(registry, "certify_copy", order.number, original_seen="yes").status_code == 404
    assert order.number not in other.get(reverse("awards:orders")).content.decode()
    assert stored(order).certified == 0
    # then
    assert order.number in own.get(reverse("awards:orders")).content.decode()
    scan = send(own, "certify_copy", order.number, original_seen="no")
    assert (scan.status_code, stored(order).state) == (422, State.RECEIVED)
    assert "a scan won&#x27;t do" in scan.content.decode()
    send(own, "certify_copy", order.number, original_seen="yes")
    assert (stored(order).certified, stored(order).state) == (1, State.COLLECTED)


def test_a_department_sees_true_copies_only():
    # given
    order = ordered(graduate(), "AR4", delivery="collection")
    office = client(world.user("office1", "department", department="COMP"))
    # when / then
    assert page_of(order, office).status_code == 404
    assert send(office, "prepare_order", order.number).status_code == 404
    assert stored(order).state == State.RECEIVED


def test_the_registry_answers_another_reason(registry):
    order = ordered(graduate(), "AR106", parchment="held", reason="A consulate", delivery="collection")
    send(registry, "answer_order", order.number, agreed="no", reason="Show the parchment")
    assert (stored(order).state, stored(order).answer) == (State.DECLINED, "Show the parchment")


def test_holds_are_entered_and_ended(registry):
    # given
    study = student()
    wrong = send(registry, "raise_hold", number="99999999D", ground="discipline", reference="SDC/1")
    assert (wrong.status_code, CertificationHold.objects.count()) == (422, 0)
    # when
    send(registry, "raise_hold", number="24000001d", ground="discipline", reference="SDC/1")
    hold = CertificationHold.objects.get()
    assert "SDC/1" in registry.get(reverse("awards:holds")).content.decode()
    # then the student isn't told the file, and may not see the list
    order = ordered(study, "AR4", delivery="collection")
    browser = client(study.student)
    assert "SDC/1" not in page_of(order, browser).content.decode()
    assert browser.get(reverse("awards:holds")).status_code == 403
    # when it ends
    send(registry, "end_hold", hold.pk)
    assert stored(order).state == State.RECEIVED


def test_the_queue_takes_a_fixed_number_of_queries(registry):
    # given one order, then five
    def count():
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert registry.get(reverse("awards:orders")).status_code == 200
        return len(asked)

    ordered(student(), "AR4", delivery="collection")
    count()
    one = count()
    for number in range(2, 6):
        pay(ordered(student(f"2400000{number}D"), **POSTED))
    # when / then
    assert count() == one


@pytest.mark.parametrize(
    ("state", "found"), [("to_do", {"AR3", "AR4"}), ("paid", {"AR3"}), ("received", {"AR4"}), ("dispatched", set())]
)
def test_the_queue_is_filtered_by_state_as_it_is_this_moment(registry, state, found):
    # given an order that is paid, one that is free, one that nobody paid
    pay(ordered(student(), **POSTED))
    ordered(student("24000002D"), "AR4", delivery="collection")
    ordered(student("24000003D"), **POSTED)
    # when
    page = registry.get(reverse("awards:orders"), {"state": state})
    # then
    assert {str(row[0].value)[:3] for row in page.context["body"]} == found


def test_a_download_of_the_queue_leaves_a_trace_with_each_student(registry):
    # given
    orders = [ordered(student(f"2400000{n}D"), "AR4", delivery="collection") for n in (1, 2)]
    # when
    sent = registry.get(reverse("awards:orders"), {"export": "csv", "q": "24000002"})
    # then
    assert orders[1].number in b"".join(sent.streaming_content).decode()
    assert [log.subject for log in AccessLog.objects.all()] == [f"study:{orders[1].study_id}"]


def test_an_issued_testimonial_is_checked_by_its_code_and_kept_from_strangers(registry):
    # given
    order = ordered(student(), "AR4", delivery="collection")
    prepare_order(order.pk, address=CHECK, actor=world.user("registry2", "registry"), now=NOW)
    issued = Certificate.objects.get()
    address = reverse("awards:certificate", args=[issued.number])
    # when / then
    assert issued.number in Client().get(reverse("awards:check"), {"code": issued.code}).content.decode()
    assert client(student("24000002D").student).get(address).status_code == 404
    assert registry.get(address)["Content-Type"] == "application/pdf"
    assert AccessLog.objects.get().page == "awards:certificate"


@pytest.mark.parametrize("language", ["en", "zh-hant"])
def test_every_page_of_an_order_answers_in_both_languages(language):
    # given
    order = ordered(student(), "AR4", delivery="collection")
    officer = world.user("registry1", "registry")
    raise_hold(student("24000002D").pk, ground="unsettled", reference="L1", actor=officer, now=NOW)
    browser = client(officer, language)
    # when / then
    for name in ("order", "prepare_order", "dispatch_order", "answer_order"):
        assert browser.get(reverse(f"awards:{name}", args=[order.number])).status_code == 200
    for name in ("orders", "holds", "raise_hold"):
        assert browser.get(reverse(f"awards:{name}")).status_code == 200
    own = client(order.study.student, language)
    for name in ("order", "cancel_order", "resume_order"):
        assert own.get(reverse(f"awards:{name}", args=[order.number])).status_code == 200
