"""The inbox: only one's own notices, read once opened."""

from __future__ import annotations

from typing import Any

import pytest
from tests import world

from registrar.areas.platform.models import Notice
from registrar.areas.platform.notices import Draft, send
from registrar.areas.platform.tests.web.conftest import browser
from registrar.kernel import Bilingual

NOW = world.at("2024-09-03 10:00")


@pytest.fixture
def reader(db: None) -> Any:
    """A student with two notices, beside another with one."""
    reader, other = world.user("24000001d", "student"), world.user("24000002d", "student")
    draft = Bilingual("Results are out", "成績已公布"), Bilingual("See your page.", "請查閱網頁。")
    send(
        [Draft(reader, "a", *draft, link="/my/results/"), Draft(reader, "b", *draft), Draft(other, "c", *draft)],
        now=NOW,
    )
    return reader


def test_people_see_their_own_notices_in_their_language(reader: Any) -> None:
    client = browser(reader)
    assert client.get("/notices/").content.decode().count("Results are out") == 2
    client.cookies["registrar_language"] = "zh-hant"
    assert client.get("/notices/").content.decode().count("成績已公布") == 2


def test_opening_a_notice_marks_that_one_as_read(reader: Any) -> None:
    # Given two unread notices
    notice = Notice.objects.get(recipient=reader, kind="a")
    client = browser(reader)
    # When one is opened
    page = client.get(f"/notices/{notice.pk}/").content.decode()
    # Then its text and link stand there, and one is left unread
    assert "See your page." in page
    assert 'href="/my/results/"' in page
    assert list(Notice.objects.filter(read_at=None).values_list("kind", flat=True).order_by("kind")) == ["b", "c"]


def test_a_notice_of_somebody_else_is_not_found_and_stays_unread(reader: Any) -> None:
    other = Notice.objects.get(kind="c")
    assert browser(reader).get(f"/notices/{other.pk}/").status_code == 404
    other.refresh_from_db()
    assert other.read_at is None


def test_all_are_marked_as_read_at_once_but_only_ones_own(reader: Any) -> None:
    answer = browser(reader).post("/notices/")
    assert (answer.status_code, answer["Location"]) == (303, "/notices/")
    assert list(Notice.objects.filter(read_at=None).values_list("kind", flat=True)) == ["c"]


def test_the_number_of_queries_does_not_grow(reader: Any, django_assert_num_queries: Any) -> None:
    # Given the queries of an inbox of two notices
    client = browser(reader)
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as few:
        client.get("/notices/")
    # When it holds twenty
    send([Draft(reader, "d", Bilingual("a", "甲"), Bilingual("b", "乙"))] * 18, now=NOW)
    # Then no query more is asked
    with django_assert_num_queries(len(few)):
        client.get("/notices/")
