from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from registrar.areas.catalogue.actions.load_university import load_university
from registrar.areas.catalogue.models import CurriculumSubject, Subject, SubjectRequisite
from registrar.areas.platform import clock
from registrar.rulebook.places import universities_directory

pytestmark = pytest.mark.django_db


@pytest.fixture
def catalogue():
    load_university(universities_directory() / "polyu")
    clock.set_to(datetime(2024, 9, 3, 10, tzinfo=ZoneInfo("Asia/Hong_Kong")))

    def subject(code, title, zh, **more):
        return Subject.objects.create(
            code=code, department_id="COMP", title_en=title, title_zh=zh, credits=3, level=int(code[4]), **more
        )

    first = subject("COMP1011", "Introduction to Programming", "程式設計導論")
    second = subject("COMP2011", "Principles of Programming", "程式設計原理", max_retakes=1)
    other = subject("COMP2021", "Principles of Data Structures", "數據結構原理")
    SubjectRequisite.objects.create(subject=second, kind="prerequisite", other=first, minimum_grade="C")
    SubjectRequisite.objects.create(subject=second, kind="exclusion", other=other)
    CurriculumSubject.objects.create(programme_id="61801", subject=first, category="compulsory", stage=1, semester="S1")
    return first


@pytest.fixture
def page(catalogue):
    client = Client()
    client.force_login(get_user_model().objects.create_user("reader"))
    return client


def text(page, name, *args, **query):
    answer = page.get(reverse(f"catalogue:{name}", args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_strangers_are_sent_to_sign_in(catalogue):
    answer = Client().get(reverse("catalogue:subjects"))
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_login"))


def test_words_find_a_subject_in_either_language(page):
    assert "COMP2021" in text(page, "subjects", q="data principles")
    assert "COMP1011" not in text(page, "subjects", q="data principles")
    assert "COMP1011" in text(page, "subjects", q="導論")
    assert "COMP1011" in text(page, "subjects", q="comp10")


def test_level_and_department_narrow_the_list(page):
    found = text(page, "subjects", level="2", department="COMP")
    assert "COMP2011" in found
    assert "COMP1011" not in found
    assert "COMP2011" not in text(page, "subjects", department="SN")


def test_a_subject_shows_its_hours_requisites_and_programmes(page):
    shown = text(page, "subject", "COMP2011")
    assert "105 to 135 hours" in shown
    assert "Student Handbook 2024/25, section 2C" in shown
    assert "COMP1011 Introduction to Programming" in shown
    assert "at least C" in shown
    assert "COMP2021 Principles of Data Structures" in shown
    assert "Retakes allowed by the department" in shown
    assert "61801 BSc (Hons) in Computing" in text(page, "subject", "COMP1011")
    assert "COMP2011 Principles of Programming" in text(page, "subject", "COMP1011")


def test_a_subject_over_two_terms_names_the_term_before(page):
    SubjectRequisite.objects.create(subject_id="COMP2021", kind="continues", other_id="COMP2011")
    shown = text(page, "subject", "COMP2021")
    assert "COMP2011 Principles of Programming" in shown.partition("Follow-on term of")[2]
    assert "COMP2021 Principles of Data Structures" in text(page, "subject", "COMP2011")


def test_a_self_financed_programme_shows_the_rows_of_its_table(page):
    shown = text(page, "programme", "44087")
    assert "HK$8,300.00" in shown
    assert "IFM, IFP, IPM, IPP, TFP and TPP" in shown
    assert "Student Handbook 2024/25, Appendix 2A" in shown


def test_a_ugc_funded_programme_shows_the_schedule_and_its_pattern(page):
    shown = text(page, "programme", "61801")
    assert "HK$42,100.00" in shown
    assert "HK$160,000.00" in shown
    assert "Year 1, Semester One: 3 credits" in shown
    assert "made up for the demonstration" in shown


def test_an_unknown_code_is_no_page(page):
    assert page.get(reverse("catalogue:subject", args=["NONE1"])).status_code == 404
    assert page.get(reverse("catalogue:programme", args=["99999"])).status_code == 404


def test_the_calendar_opens_at_the_present_year(page):
    shown = text(page, "calendar")
    assert "Mon 2 Sep 2024" in shown
    assert "Sun 15 Sep 2024" in shown
    assert "Mon 2 Sep 2024, 08:30 – Sun 15 Sep 2024<" in shown
    assert "Mon 29 Aug 2022" not in shown
    assert "Mon 29 Aug 2022" in text(page, "calendar", year="2022/23")


def test_the_pages_speak_chinese(page):
    page.cookies["registrar_language"] = "zh-hant"
    assert "105 至 135 小時" in text(page, "subject", "COMP2011")
    assert "電子計算（榮譽）理學士" in text(page, "programme", "61801")


@pytest.mark.parametrize(("name", "args"), [("subjects", ()), ("programmes", ()), ("subject", ("COMP1011",))])
def test_a_page_asks_as_often_for_many_rows_as_for_few(page, name, args, django_assert_num_queries):
    text(page, name, *args)
    with CaptureQueriesContext(connection) as few:
        text(page, name, *args)
    subjects = Subject.objects.bulk_create(
        Subject(
            code=f"COMP3{n:03d}", department_id="COMP", title_en=f"Topic {n}", title_zh=f"專題{n}", credits=3, level=3
        )
        for n in range(40)
    )
    SubjectRequisite.objects.bulk_create(
        SubjectRequisite(subject=subject, kind="prerequisite", other_id="COMP1011") for subject in subjects
    )
    with django_assert_num_queries(len(few)):
        text(page, name, *args)
