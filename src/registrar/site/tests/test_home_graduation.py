"""Graduation on the home pages: the graduand, and the registry before that."""

import pytest

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
