"""Minors and further Majors are taken up and given up by decision, and stay on record."""

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from tests import world

from registrar.areas.catalogue.models import Minor
from registrar.areas.platform.models import Notice, StoredDecision
from registrar.areas.studies.actions.give_up_option import GivingUp, NothingHeld, give_up_option
from registrar.areas.studies.actions.take_option import HeldAlready, take_option
from registrar.areas.studies.models import StudyOption
from registrar.areas.studies.option_facts import OptionWish
from registrar.areas.studies.queries.board_data import board_data
from registrar.areas.studies.queries.length_of_study import semesters_of
from registrar.areas.studies.queries.options_of import OptionHeld, deciding_option, options_of
from registrar.areas.studies.queries.registrants import registrants
from registrar.areas.studies.queries.subjects_beside import subjects_beside
from registrar.kernel import Decision, Outcome

pytestmark = pytest.mark.django_db
NOW = world.at("2024-09-10 10:00")
TODAY = NOW.date()
BOTH = {"first_host": "approved", "second_host": "approved"}


@pytest.fixture
def study():
    """A second-year student of the 2023/24 cohort with a GPA of 3.00, after two semesters."""
    world.term()
    found = world.study(cohort="2023/24", stage=2, entry_term=world.term("2023/24-S1", "2023-09-04"))
    found.standings.create(
        term=world.term("2023/24-S2", "2024-01-15"), standing="progressing", gpa="3.00", released_on=date(2024, 6, 1)
    )
    return found


@pytest.fixture
def office():
    return world.user("office", "registry")


def wish(kind: str = "second_major", code: str = "SM-COMP", **fields) -> OptionWish:
    defaults = {"filed_on": TODAY, "taken_from": "2024/25-S1", "answers": BOTH if kind == "second_major" else {}}
    return OptionWish(kind=kind, code=code, **(defaults | fields))


def minor_wish(**more) -> OptionWish:
    window = {"window_from": date(2024, 9, 2), "window_to": date(2024, 9, 15), "conditions_met": True}
    return wish("minor", "MN-COMP", answers={"decision": "approved"}, more=window | more)


def secondary_wish(decision: str, window_to: date = TODAY) -> OptionWish:
    return wish("secondary_major", "SEC-DATA", answers={"decision": decision}, more={"window_to": window_to})


def held(study, day: date = TODAY) -> list[tuple[str, str]]:
    return [(one.kind, one.code) for one in options_of([study.pk], day).get(study.pk, [])]


def give_up(study, kind: str, *approved: str, last_term: str = "", office=None) -> StudyOption | Decision:
    told = GivingUp(filed_on=TODAY, last_term=last_term, ends_from="2024/25-S1", approved_by=approved, reason="Time")
    return give_up_option(study.pk, kind, told, actor=office, now=NOW)


def test_a_second_major_goes_on_record_once_both_hosts_approved(study, office) -> None:
    # Given a GPA of 3.00 in the second year (HB24-4M-08/1, HB24-4M-09/1)
    answer = take_option(study.pk, wish(normal_semesters=10), actor=office, now=NOW)
    # Then it counts from that day, carries its own duration, and its decision is kept
    assert isinstance(answer, StudyOption)
    assert (answer.form, answer.entered_by, answer.decision.outcome) == ("AR164", office, "ALLOWED")
    assert held(study) == [("second_major", "SM-COMP")]
    assert held(study, date(2024, 9, 9)) == []
    assert semesters_of([study.pk]) == {study.pk: 10}
    ((row,),) = board_data([study.pk], world.term())
    assert (row.option, row.normal_duration) == ("second_major", 10)
    # And the student is told, with the decision
    notice = Notice.objects.get()
    assert (notice.recipient_id, notice.subject_en) == (study.student_id, "On record: Second Major in Computing")
    assert notice.decision_id == answer.decision_id


@pytest.mark.parametrize(
    ("answers", "outcome"),
    [
        ({"first_host": "approved", "second_host": None}, Outcome.NEEDS_APPROVAL),
        ({"first_host": None, "second_host": None}, Outcome.NEEDS_APPROVAL),
        ({"first_host": "refused", "second_host": None}, Outcome.REFUSED),
    ],
)
def test_nothing_is_recorded_before_the_departments_approve(study, office, answers, outcome) -> None:
    answer = take_option(study.pk, wish(answers=answers), actor=office, now=NOW)
    # Then the decision is kept, and nothing else happened
    assert isinstance(answer, Decision)
    assert answer.outcome is outcome
    assert StoredDecision.objects.get().subject == f"study:{study.pk}"
    assert StudyOption.objects.count() == 0
    assert Notice.objects.count() == 0


def test_a_minor_stands_on_the_study_as_well(study, office) -> None:
    # Given the catalogue's Minor
    Minor.objects.create(code="MN-COMP", department=world.department(), title_en="Minor", title_zh="副修")
    take_option(study.pk, minor_wish(), actor=office, now=NOW)
    study.refresh_from_db()
    assert study.minor_id == "MN-COMP"
    # When it is given up with the word of the department that offers it (HB24-4M-06/1)
    gone = give_up(study, "minor", "minor_department", last_term="2024/25-S1", office=office)
    # Then neither shows it any more, and the history does
    study.refresh_from_db()
    assert isinstance(gone, StudyOption)
    assert (study.minor_id, held(study), gone.given_up_reason) == (None, [], "Time")
    assert Notice.objects.order_by("-pk")[0].subject_zh == "已放棄：電子計算副修"


def test_a_secondary_major_asks_for_the_gpa_after_the_first_year(study, office) -> None:
    # Given 3.00 after Semester Two of the first year and the Major department's approval (HB24-4M-11/1)
    answer = take_option(study.pk, secondary_wish("approved"), actor=office, now=NOW)
    assert isinstance(answer, StudyOption)
    assert answer.decision.body["facts"]["gpa"] == "3.00"
    # Then it gives no extra time (HB24-4M-05/3), and a second one is an error
    assert semesters_of([study.pk]) == {study.pk: 8}
    with pytest.raises(HeldAlready):
        take_option(study.pk, secondary_wish("approved"), actor=office, now=NOW)


def test_a_secondary_major_filed_in_the_second_year_is_too_late(study, office) -> None:
    # Given a period that ended in June, and the second year that began on 2 September (HB24-4M-12)
    answer = take_option(study.pk, secondary_wish("approved", date(2024, 6, 14)), actor=office, now=NOW)
    assert isinstance(answer, Decision)
    assert [finding.message.key for finding in answer.refusals] == ["registration.option.form_too_late"]
    assert StudyOption.objects.count() == 0


def test_the_wrong_department_cannot_end_a_secondary_major(study, office) -> None:
    take_option(study.pk, secondary_wish("approved"), actor=office, now=NOW)
    # When only the department of the Secondary Major approves (HB24-4M-06/2)
    answer = give_up(study, "secondary_major", "secondary_major_department", office=office)
    # Then the department of the Major is still to be asked, and it stays
    assert isinstance(answer, Decision)
    assert answer.outcome is Outcome.NEEDS_APPROVAL
    assert held(study) == [("secondary_major", "SEC-DATA")]
    assert isinstance(give_up(study, "secondary_major", "major_department", office=office), StudyOption)
    assert held(study) == []


def test_a_request_after_add_drop_of_the_last_semester_is_late(study, office) -> None:
    take_option(study.pk, wish(), actor=office, now=NOW)
    answer = give_up(study, "second_major", "second_major_department", last_term="2023/24-S2", office=office)
    assert isinstance(answer, Decision)
    assert held(study) == [("second_major", "SM-COMP")]


def test_a_minor_that_came_with_the_record_keeps_its_past(study, office) -> None:
    # Given a Minor that nobody entered
    minor = Minor.objects.create(code="MN-COMP", department=world.department(), title_en="Minor", title_zh="副修")
    study.minor = minor
    study.save()
    assert held(study, date(2023, 10, 1)) == [("minor", "MN-COMP")]
    give_up(study, "minor", "minor_department", office=office)
    # Then it is gone today, and an audit of a past day still finds it
    assert held(study) == []
    assert held(study, date(2024, 9, 9)) == [("minor", "MN-COMP")]


def test_what_is_not_held_cannot_be_given_up(study, office) -> None:
    with pytest.raises(NothingHeld):
        give_up(study, "minor", "minor_department", office=office)


def test_the_database_holds_to_one_of_each_kind_for_ever(study, office) -> None:
    option = take_option(study.pk, wish(), actor=office, now=NOW)
    assert isinstance(option, StudyOption)
    # When somebody goes round the action / Then the database refuses
    with pytest.raises(IntegrityError), transaction.atomic():
        StudyOption.objects.create(study=study, kind="second_major", code="SM-OTHER", entered_at=NOW)
    with pytest.raises(DatabaseError, match="stays as it is"), transaction.atomic():
        StudyOption.objects.update(code="SM-OTHER")
    with pytest.raises(DatabaseError, match="Cannot delete"), transaction.atomic():
        StudyOption.objects.all().delete()
    give_up(study, "second_major", "second_major_department", office=office)
    with pytest.raises(DatabaseError, match="stays as it is"), transaction.atomic():
        StudyOption.objects.update(given_up_at=None, given_up_by=None, given_up_decision=None, given_up_from=None)
    # And another may be taken up afterwards
    assert isinstance(take_option(study.pk, wish(), actor=office, now=NOW), StudyOption)


def test_the_furthest_reaching_option_decides_the_gpa_asked_for() -> None:
    def kinds(*names: str) -> list[OptionHeld]:
        return [OptionHeld(name, "", None, None) for name in names]

    assert deciding_option(kinds("secondary_major", "minor")) == "minor"
    assert deciding_option(kinds("minor", "second_major")) == "second_major"
    assert deciding_option([]) == "none"


def test_subjects_of_a_second_major_are_not_additional(study, office) -> None:
    # Given a subject that the Second Major asks for by name, one that it takes from a set, and others
    for code in ("COMP1011", "COMP3999", "COMP2999"):
        world.subject(code)
    world.subject("AMA3001", department=world.department("AMA"))
    option = take_option(study.pk, wish(), actor=office, now=NOW)
    assert isinstance(option, StudyOption)
    assert option.subjects == ["COMP1011", "COMP3999"]

    def known() -> frozenset[str]:
        term = world.term()
        return registrants([study.pk], term.pk, term.ordinal, TODAY)[study.pk].enrolment.minor_subjects

    # Then registering knows them as long as it is held
    assert known() == subjects_beside(study) == {"COMP1011", "COMP3999"}
    give_up(study, "second_major", "second_major_department", office=office)
    assert known() == subjects_beside(study) == frozenset()
