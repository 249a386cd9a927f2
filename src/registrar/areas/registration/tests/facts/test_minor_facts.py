"""Subjects of a student's Minor are no additional subjects, and have the Minor's own rules."""

from typing import Any

import pytest
from tests import world

from registrar.areas.catalogue.models import Minor, Term
from registrar.areas.platform.models import StoredDecision
from registrar.areas.registration.actions.submit_basket import Choice, submit_basket
from registrar.areas.registration.facts.need_class import need_facts
from registrar.areas.registration.facts.picture import picture
from registrar.areas.registration.models import Registration, SubjectGroup
from registrar.areas.registration.tests.actions.test_submit_basket import taught
from registrar.areas.registration.tests.web.test_student_pages import signed_in
from registrar.areas.studies.models import Study

pytestmark = pytest.mark.django_db
NOW = world.at("2024-09-03 10:00")


def minor(*subjects: Any) -> Minor:
    """Make a Minor of these subjects."""
    made = Minor.objects.create(
        code="MN-AMA", department=world.department("AMA"), title_en="Minor in Mathematics", title_zh="數學副修"
    )
    made.subjects.set(subjects)
    return made


def submit(study: Study, group: SubjectGroup, now: Any = NOW) -> dict[str, Any]:
    """Submit one group; return its decision as it was stored."""
    submit_basket(study.pk, [Choice(group.pk)], all_or_nothing=False, actor=study.student, now=now)
    return dict(StoredDecision.objects.latest("pk").body)


def keys(body: dict[str, Any], start: str) -> list[str]:
    """Return the keys of the findings that start so."""
    return [one["message"]["key"] for one in body["findings"] if one["message"]["key"].startswith(start)]


@pytest.mark.parametrize("enrolled", [True, False])
def test_a_subject_of_the_minor_is_open_from_the_start(enrolled: bool) -> None:
    # Given a subject outside the programme, on the second day of add/drop, and a Minor that has it
    subject = world.subject("AMA1011")
    group = world.group(subject)
    own = minor(subject)
    study = world.study(minor=own if enrolled else None)
    # When it is submitted
    body = submit(study, group)
    # Then only a student of the Minor has it now, recorded as such
    assert body["outcome"] == ("ALLOWED" if enrolled else "REFUSED")
    assert keys(body, "registration.additional") == ([] if enrolled else ["registration.additional.not_yet"])
    assert body["facts"]["window"].get("minor_subject", False) is enrolled
    assert list(Registration.objects.values_list("category", "kind")) == ([("minor", "normal")] if enrolled else [])


def test_what_the_programme_asks_for_is_not_taken_for_the_minor() -> None:
    group = taught("COMP1011")
    study = world.study(minor=minor(group.offering.subject))
    body = submit(study, group)
    assert body["facts"]["window"].get("minor_subject", False) is False
    assert Registration.objects.get().category == "compulsory"


def test_in_2018_a_minor_subject_waits_for_the_timetable() -> None:
    # Given a term of 2018/19 whose timetable comes out after registration has opened
    term = world.term("2018/19-S1", "2018-09-03")
    Term.objects.filter(pk=term.pk).update(timetable_on="2018-08-09")
    subject = world.subject("AMA1011")
    group = world.group(subject, term)
    study = world.study("18000001D", cohort="2018/19", entry_term=term, minor=minor(subject))
    # When it is submitted before that day, and on it (HB18-3P-06)
    before = submit(study, group, world.at("2018-08-08 10:00"))
    after = submit(study, group, world.at("2018-08-09 10:00"))
    # Then it opens with the timetable
    assert keys(before, "registration.window.minor") == ["registration.window.minor_closed"]
    assert keys(after, "registration.window.minor") == ["registration.window.minor_open"]
    assert (before["outcome"], after["outcome"]) == ("REFUSED", "ALLOWED")


def test_the_need_of_a_minor_subject_is_told_as_such() -> None:
    subject = world.subject("AMA1011")
    group, study = world.group(subject), world.study(minor=minor(subject))
    seen = picture([study.pk], [group.pk], NOW.date())
    assert need_facts(seen, seen.students[study.pk], seen.groups[group.pk]).category == "minor"


def test_the_search_and_the_file_name_the_minor() -> None:
    subject = world.subject("AMA1011")
    world.group(subject)
    client = signed_in(world.study(minor=minor(subject)))
    assert "Minor" in client.get("/my/registration/?q=AMA1011").content.decode().partition("<main")[2]
    assert "Minor in Mathematics" in client.get("/my/study/").content.decode()
