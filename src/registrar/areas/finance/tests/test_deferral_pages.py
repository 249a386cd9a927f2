"""Pages of deferral: the student asks, the Student Affairs Office answers, the Finance Office enters exceptions."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from tests import world

from registrar.areas.finance.actions.ask_deferral import ask_deferral
from registrar.areas.finance.models import DebitNote, Deferral
from registrar.areas.platform import clock
from registrar.areas.platform.models import AccessLog

from .books import NOW, line, note

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def demonstration(settings):
    """The site's clock stands in August 2024."""
    settings.DEMONSTRATION = True
    with clock.at(NOW):
        world.term()
        clock.set_to(NOW)
        yield


def client(user, language="en"):
    browser = Client(headers={"accept-language": language})
    browser.force_login(user)
    return browser


def owed(number="24000001D", **fields):
    entry = world.term("2023/24-S1", "2023-09-04")
    return note(world.study(number, cohort="2023/24", entry_term=entry, **fields), line("21050.00", "tuition"))


ASK = {"ground": "difficulty", "statement": "My grant comes in October."}
GRANT = {
    "granted": "yes", "reason": "Grant letter seen.",
    "deferred_to_day": "31", "deferred_to_month": "10", "deferred_to_year": "2024",
}  # fmt: skip


def test_a_student_is_told_what_can_be_deferred_asks_and_reads_the_answer():
    # given
    item = owed()
    mine = client(item.study.student)
    page = mine.get(reverse("finance:note", args=[item.number])).content.decode()
    there = reverse("finance:ask_deferral", args=[item.number])
    assert there in page
    form = mine.get(there).content.decode()
    assert "HK$21,050.00, the whole of the tuition still unpaid, can be deferred" in form
    assert "28 August 2024" in form
    # when
    mine.post(there, ASK)
    deferral = Deferral.objects.get()
    # then the office finds it and answers
    office = client(world.user("officer", "student_affairs"))
    assert item.study.student_number in office.get(reverse("finance:deferrals")).content.decode()
    assert "My grant comes in October." in office.get(reverse("finance:deferral", args=[deferral.pk])).content.decode()
    assert AccessLog.objects.filter(page="finance:deferral").count() == 1
    # without a way to the note itself, which the office may not see, but with one from its home page
    shown = office.get(reverse("finance:deferral", args=[deferral.pk])).content.decode()
    assert f"/finance/notes/{item.number}/" not in shown
    assert "Answer 1 application for deferral" in office.get("/").content.decode()
    office.post(reverse("finance:answer_deferral", args=[deferral.pk]), GRANT)
    item.refresh_from_db()
    assert item.deadline == date(2024, 10, 31)
    # and the student reads it, in both languages
    for language, said in (("en", "Deferral granted"), ("zh-hant", "已准延期")):
        page = client(item.study.student, language).get(reverse("finance:note", args=[item.number])).content.decode()
        for text in (said, "Grant letter seen."):
            assert text in page
        assert there not in page


def test_who_may_not_ask_sees_why_and_no_form():
    item = owed(residency="nonlocal")
    mine = client(item.study.student)
    there = reverse("finance:ask_deferral", args=[item.number])
    page = mine.get(there).content.decode()
    assert "Deferral is for local students." in page
    assert 'name="statement"' not in page
    assert mine.post(there, ASK).status_code == 422
    assert Deferral.objects.count() == 0


def test_a_student_takes_an_application_back_and_nobody_else_may():
    item = owed()
    made = ask_deferral(item.pk, ground="difficulty", statement="x", actor=item.study.student, now=NOW).deferral
    there = reverse("finance:take_back_deferral", args=[made.pk])
    assert client(world.study("24000002D").student).post(there).status_code == 404
    assert client(item.study.student).post(there).status_code == 303
    made.refresh_from_db()
    assert made.state == "taken_back"


def test_a_grant_needs_a_day_and_a_later_one():
    item = owed()
    made = ask_deferral(item.pk, ground="difficulty", statement="x", actor=item.study.student, now=NOW).deferral
    office = client(world.user("officer", "student_affairs"))
    there = reverse("finance:answer_deferral", args=[made.pk])
    empty = office.post(there, {"granted": "yes", "reason": "x"})
    assert "Enter the day until which payment is deferred." in empty.content.decode()
    early = office.post(there, GRANT | {"deferred_to_day": "30", "deferred_to_month": "8"})
    assert early.status_code == 422
    assert "must come after the present one" in early.content.decode()
    # a slip in the year would let a fee wait for years
    slip = office.post(there, GRANT | {"deferred_to_year": "2034"})
    assert slip.status_code == 422
    assert "which ends on Sun 31 Aug 2025" in slip.content.decode()
    made.refresh_from_db()
    assert made.state == "asked"


def test_a_second_answer_is_not_taken_for_the_first():
    item = owed()
    made = ask_deferral(item.pk, ground="difficulty", statement="x", actor=item.study.student, now=NOW).deferral
    office = client(world.user("officer", "student_affairs"))
    there, page = (reverse(f"finance:{name}", args=[made.pk]) for name in ("answer_deferral", "deferral"))
    office.post(there, GRANT)
    # when somebody else, whose form was open all the while, declines
    later = office.post(there, {"granted": "no", "reason": "No letter"}, follow=True).content.decode()
    # then it is told, and what stands stays
    assert "nothing was changed" in later
    made.refresh_from_db()
    assert (made.state, made.deferred_to) == ("granted", date(2024, 10, 31))
    # and the form is no longer offered
    assert office.get(there).headers["Location"] == page


def test_the_finance_office_enters_a_departments_special_approval():
    msc = world.programme("04001", funding="self_financed", level="taught_postgraduate")
    item = owed(programme=msc)
    office = client(world.user("finance", "finance"))
    there = reverse("finance:special_deferral", args=[item.number])
    assert there in office.get(reverse("finance:note", args=[item.number])).content.decode()
    assert office.post(there, GRANT).status_code == 303
    item.refresh_from_db()
    assert item.deadline == date(2024, 10, 31)
    again = office.post(there, GRANT, follow=True)
    assert "waits or stands already" in again.content.decode()


@pytest.mark.parametrize("role", ["student", "teacher", "library", "department"])
def test_other_people_see_no_applications(role):
    assert client(world.user("somebody", role)).get(reverse("finance:deferrals")).status_code == 403


def test_the_list_asks_a_fixed_number_of_questions(django_assert_max_num_queries):
    for number in range(6):
        item = owed(f"2400000{number}D")
        ask_deferral(item.pk, ground="difficulty", statement="x", actor=item.study.student, now=NOW)
    office = client(world.user("officer", "student_affairs"))
    with django_assert_max_num_queries(14):
        assert office.get(reverse("finance:deferrals")).status_code == 200
    assert DebitNote.objects.count() == 6
