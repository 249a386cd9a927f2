"""My fees says what has to be paid, note by note."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from tests import world

from .books import line, note

pytestmark = pytest.mark.django_db


def page_of(study) -> str:
    browser = Client()
    browser.force_login(study.student)
    return browser.get(reverse("finance:my_fees")).content.decode()


def test_the_headline_is_the_sum_of_the_notes_and_the_soonest_due_comes_first():
    # given a note of tuition, and a fine that is due sooner
    study = world.study()
    later = note(study, line("21050.00", "tuition"), deadline=date(2124, 9, 27))
    sooner = note(study, line("12.00", "library_overdue"), deadline=date(2124, 9, 17))
    # when
    page = page_of(study)
    # then
    assert "HK$21,062.00" in page
    assert page.index(f'id="note-{sooner.number}"') < page.index(f'id="note-{later.number}"')


def test_before_the_first_note_nobody_is_told_that_all_is_settled():
    page = page_of(world.study())
    assert "No debit note yet" in page
    assert "All your debit notes are settled" not in page
    assert reverse("finance:fee_schedule") in page


def test_the_days_left_stand_in_the_readers_brackets():
    # given
    study = world.study()
    note(study, line("400.00"), deadline=date(2124, 9, 27))
    browser = Client()
    browser.force_login(study.student)
    browser.cookies["registrar_language"] = "zh-hant"
    # when
    page = browser.get(reverse("finance:my_fees")).content.decode()
    # then
    assert "（尚餘" in page
    assert "(尚餘" not in page
