"""Graduation on the home pages: the graduand, and the registry before that."""

import pytest
from django.urls import reverse
from tests import world

from registrar.areas.awards.tests.graduating import NOW, confirmed, finishing
from registrar.areas.platform import clock
from registrar.areas.studies.models import Study
from registrar.site.tests.test_home import home, todos

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["en", "zh-hant"])
def test_a_graduand_is_told_the_day_of_the_conferment_and_not_to_register(language: str) -> None:
    # Given a student whose award is confirmed
    study = finishing()
    award = confirmed(study).award
    assert award is not None
    clock.set_to(NOW)
    # When
    answer = home(Study.objects.get(pk=study.pk).student, language)
    # Then the page says when, with the clause, and asks for nothing
    assert answer.status_code == 200
    told = {title: day for _tone, title, day in todos(answer)}
    if language == "en":
        assert told["Your award will be conferred on Tue 15 Jul 2025"] is None
        assert "section 4K" in answer.content.decode()
        assert not [title for title in told if title.startswith("Choose your subjects")]
    # and the days of registration aren't shown
    assert answer.context["strip"] is None


@pytest.mark.parametrize(("language", "title"), [("en", "Your status: Graduated"), ("zh-hant", "你的學籍狀況：已畢業")])
def test_a_graduate_is_led_to_the_award_and_not_to_the_days_of_the_term(language: str, title: str) -> None:
    # Given a graduate, and a student of the same term
    study = world.study(status="graduated")
    other = world.study("24000002D")
    clock.set_to(world.at("2024-09-04 10:00"))
    # When
    answer, ordinary = home(study.student, language), home(other.student, language)
    # Then
    (todo,) = [shown.todo for shown in answer.context["todos"] if shown.todo.title == title]
    assert todo.url == reverse("awards:my_award")
    assert answer.context["strip"] is None
    assert ordinary.context["strip"] is not None
