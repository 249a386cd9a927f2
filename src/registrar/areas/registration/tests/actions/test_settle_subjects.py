"""What the department says about removed and assigned subjects, and what it does."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from tests import world

from registrar.areas.platform.models import Notice, StoredDecision
from registrar.areas.registration.actions.answer_request import answer_request
from registrar.areas.registration.actions.file_request import file_request
from registrar.areas.registration.actions.give_opinion import NotAwaited
from registrar.areas.registration.actions.mark_waiver import mark_waiver
from registrar.areas.registration.actions.remove_unqualified import remove_unqualified
from registrar.areas.registration.actions.take_back_request import take_back_request
from registrar.areas.registration.models import Registration, SubjectRequest, WaiverMark
from registrar.areas.registration.queries.unqualified import unqualified_of
from registrar.areas.studies.models import Approval

pytestmark = pytest.mark.django_db
REMOVED = world.at("2025-01-10 01:40")
NOW = world.at("2025-01-10 10:00")
LAST = world.at("2025-01-26 23:00")
LATE = world.at("2025-01-27 09:00")


def removed_subject(number: str = "24000001D", quota: int = 40, **fields) -> Registration:
    """Semester Two's COMP1012, taken off because COMP1011 was failed; add/drop ends on 26 January 2025."""
    a, b = world.subject("COMP1011"), world.subject("COMP1012")
    b.requisites.get_or_create(kind="prerequisite", other=a)
    study, coming = world.study(number), world.term("2024/25-S2", "2025-01-13")
    world.compulsory(world.programme(), b, semester="S2")
    world.result(study, a, world.term(), "F", "0.0")
    row = world.register(study, world.group(b, coming, quota=quota), **fields)
    assert remove_unqualified(coming.pk, actor=None, now=REMOVED) == 1
    row.refresh_from_db()
    Notice.objects.all().delete()
    return row


@pytest.fixture
def row() -> Registration:
    return removed_subject()


@pytest.fixture
def office():
    return world.user("office", "department", department="COMP")


def ask(row, now=NOW, kind="special_approval"):
    return file_request(row.pk, kind=kind, reason="I passed it at another university", actor=None, now=now)


def standing(row) -> tuple[str, bool]:
    [seen] = [one for one in unqualified_of(row.study_id) if one.pk == row.pk]
    return seen.standing, seen.again


def live(row) -> Registration | None:
    return Registration.objects.filter(study=row.study, offering=row.offering, state="registered").first()


def untouched(row) -> bool:
    seats = type(row.group).objects.get(pk=row.group_id).seats_taken
    said = Approval.objects.exists() or WaiverMark.objects.exists() or Notice.objects.exists()
    return live(row) is None and seats == 0 and not said


def test_a_waiver_puts_the_subject_back_and_tells_the_student(
    row, office, mailoutbox, django_capture_on_commit_callbacks
):
    # Given a removed subject that nobody has said anything about (HB24-5D-03/1)
    assert standing(row) == ("unsaid", False)
    # When the department waives the pre-requisite, twice
    with django_capture_on_commit_callbacks(execute=True):
        first = mark_waiver(row.pk, waived=True, words="Equivalent taken abroad", actor=office, now=NOW)
    again = mark_waiver(row.pk, waived=True, words="Equivalent taken abroad", actor=office, now=NOW)
    # Then it is registered once, in the same group, under an approval, and the student was told once
    back = live(row)
    assert (first.done, again.repeated, again.effect) == (True, True, None)
    assert (back.group_id, back.kind, back.decision_id) == (row.group_id, "normal", first.decision_id)
    approval = Approval.objects.get()
    assert (approval.kind, approval.subject_id, approval.term_id) == ("prerequisite_waiver", "COMP1012", "2024/25-S2")
    assert (approval.reason, approval.granted_by) == ("Equivalent taken abroad", office)
    assert Notice.objects.get().subject_en == "You are registered in COMP1012 again"
    assert [mail.to for mail in mailoutbox] == [[row.study.student.email]]
    assert standing(row) == ("waived", True)
    # and the nightly job leaves it alone
    assert remove_unqualified("2024/25-S2", actor=None, now=LAST) == 0


def test_an_assigned_subject_comes_back_as_an_assigned_one(office) -> None:
    row = removed_subject(kind="assigned")
    assert mark_waiver(row.pk, waived=True, words="", actor=office, now=NOW).done
    assert live(row).kind == "assigned"


def test_not_waived_leaves_special_approval_to_be_asked(row, office) -> None:
    # Given the department's no / When the student asks on the last day and it is granted that day (HB24-5D-03/2)
    assert mark_waiver(row.pk, waived=False, words="", actor=office, now=NOW).decision.allowed
    assert standing(row) == ("not_waived", False)
    assert live(row) is None
    assert Notice.objects.get().subject_en == "The pre-requisite of COMP1012 is not waived"
    filed = ask(row, LAST)
    assert (filed.decision.allowed, standing(row)) == (True, ("asked", False))
    settled = answer_request(SubjectRequest.objects.get().pk, granted=True, words="", actor=office, now=LAST)
    # Then it is back
    assert settled.done
    assert standing(row) == ("granted", True)
    request = SubjectRequest.objects.get()
    assert (request.state, request.given_by, request.decision_id) == ("granted", office, settled.decision_id)
    assert Approval.objects.get().reason == "I passed it at another university"


def test_after_add_drop_nothing_can_be_asked_or_allowed(row, office) -> None:
    # Given the day after add/drop (HB24-5D-03/3)
    outcome = ask(row, LATE)
    # Then asking is refused under 5D-03, the decision is kept, and nothing else is
    assert [str(one.clause) for one in outcome.decision.refusals] == ["polyu-2024-25:5D-03"]
    assert StoredDecision.objects.get(pk=outcome.decision_id).outcome == "REFUSED"
    assert not SubjectRequest.objects.exists()
    # and neither a waiver nor a no is taken
    for waived in (True, False):
        late = mark_waiver(row.pk, waived=waived, words="", actor=office, now=LATE)
        assert (late.decision.allowed, late.effect) == (False, None)
    assert untouched(row)
    assert standing(row) == ("unsaid", False)


def test_a_request_of_the_last_day_can_only_be_refused_the_day_after(row, office) -> None:
    ask(row, LAST)
    request = SubjectRequest.objects.get()
    late = answer_request(request.pk, granted=True, words="", actor=office, now=LATE)
    request.refresh_from_db()
    assert (late.decision.allowed, request.state, untouched(row)) == (False, "open", True)
    answer_request(request.pk, granted=False, words="Too late", actor=office, now=LATE)
    request.refresh_from_db()
    assert (request.state, request.words, standing(row)) == ("refused", "Too late", ("refused", False))


def test_a_full_group_keeps_the_waiver_and_names_the_groups_with_places(office) -> None:
    # Given a group whose only place went to somebody else, and another group
    row = removed_subject(quota=1)
    world.register(world.study("24000002D"), row.group)
    world.group(row.offering.subject, row.offering.term, code="1002")
    # When waived / Then the waiver is on record, the seat is not, and the notice says why and where there is room
    settled = mark_waiver(row.pk, waived=True, words="", actor=office, now=NOW)
    assert (settled.decision.allowed, settled.done) == (True, False)
    assert [one.message.key.split(".")[1] for one in settled.effect.refusals] == ["seat"]
    assert live(row) is None
    assert Approval.objects.get().kind == "prerequisite_waiver"
    told = Notice.objects.get()
    assert told.subject_en == "You may take COMP1012, but have no place yet"
    assert "These other groups have places: 1002." in told.body_en
    assert "現有學額的其他組別：1002。" in told.body_zh
    assert StoredDecision.objects.get(pk=settled.decision_id).outcome == "REFUSED"


def test_a_load_that_no_longer_fits_is_told_and_the_ceiling_holds(row, office) -> None:
    # Given 21 credits taken meanwhile
    for number in range(7):
        world.register(row.study, world.group(world.subject(f"COMP202{number}"), row.offering.term))
    # When special approval is granted / Then only the ceiling stands in the way, and it holds
    ask(row)
    request = SubjectRequest.objects.get()
    settled = answer_request(request.pk, granted=True, words="", actor=office, now=NOW)
    assert [str(one.clause) for one in settled.effect.refusals] == ["polyu-2024-25:5A-03"]
    assert live(row) is None
    request.refresh_from_db()
    assert (request.state, standing(row)) == ("granted", ("granted", False))
    assert "other group" not in Notice.objects.get().body_en


def test_a_waiver_answers_an_open_request(row, office) -> None:
    ask(row)
    mark_waiver(row.pk, waived=True, words="", actor=office, now=NOW)
    request = SubjectRequest.objects.get()
    assert (request.state, request.ended_at) == ("granted", NOW)
    with pytest.raises(NotAwaited):
        answer_request(request.pk, granted=True, words="", actor=office, now=NOW)
    assert Registration.objects.filter(state="registered").count() == 1


def test_asking_twice_files_one_request_and_it_can_be_taken_back(row) -> None:
    first, second = ask(row), ask(row)
    assert first.decision_id == second.decision_id
    request = SubjectRequest.objects.get()
    assert [take_back_request(request.pk, now=NOW) for _ in range(2)] == [True, False]
    assert standing(row) == ("unsaid", False)
    assert ask(row).decision.allowed


def test_the_table_itself_keeps_one_open_request_with_a_day_on_every_answer(row) -> None:
    # Given an open request / When somebody writes round the action / Then the table refuses
    ask(row)
    request = SubjectRequest.objects.get()
    with pytest.raises(IntegrityError, match="one_open_subject_request"), transaction.atomic():
        SubjectRequest.objects.create(
            registration=row, kind="special_approval", reason="x", filed_at=NOW, decision=request.decision
        )
    with pytest.raises(IntegrityError, match="answer_has_a_day"), transaction.atomic():
        SubjectRequest.objects.update(state="refused")
    assert list(SubjectRequest.objects.values_list("state", flat=True)) == ["open"]


def test_nothing_is_asked_about_a_subject_that_was_not_removed(row) -> None:
    other = world.register(row.study, world.group(world.subject("COMP1013"), row.offering.term))
    for kind in ("special_approval", "drop_assigned"):
        with pytest.raises(Registration.DoesNotExist):
            ask(other, kind=kind)
    with pytest.raises(Registration.DoesNotExist):
        mark_waiver(other.pk, waived=True, words="", actor=None, now=NOW)


def assigned() -> Registration:
    """An assigned subject of Semester One beside a full load of chosen ones."""
    study = world.study()
    for code in ("COMP1013", "COMP1014", "COMP1015"):
        world.register(study, world.group(world.subject(code)))
    return world.register(study, world.group(world.subject("COMP1011")), kind="assigned")


def test_an_approved_drop_is_carried_out_at_once(office) -> None:
    # Given an assigned subject and a request / When granted
    row, now = assigned(), world.at("2024-09-10 10:00")
    assert ask(row, now, "drop_assigned").decision.allowed
    request = SubjectRequest.objects.get()
    settled = answer_request(request.pk, granted=True, words="Moved to Year 2", actor=office, now=now)
    # Then it is off, under the approval
    row.refresh_from_db()
    assert (settled.done, row.state, row.decision_id) == (True, "dropped", settled.decision_id)
    approval = Approval.objects.get()
    assert (approval.kind, approval.subject_id, approval.granted_at.date()) == (
        "drop_assigned",
        "COMP1011",
        date(2024, 9, 10),
    )
    assert Notice.objects.get().body_en.endswith("Your department says: Moved to Year 2")


def test_the_last_subject_is_not_dropped_by_an_approval_alone(office) -> None:
    # Given an assigned subject that is the only one
    row, now = (
        world.register(world.study(), world.group(world.subject("COMP1011")), kind="assigned"),
        world.at("2024-09-10 10:00"),
    )
    ask(row, now, "drop_assigned")
    # When granted / Then the approval stands, the subject stays, and the notice says what is in the way
    settled = answer_request(SubjectRequest.objects.get().pk, granted=True, words="", actor=office, now=now)
    row.refresh_from_db()
    assert (settled.done, row.state) == (False, "registered")
    assert Approval.objects.get().kind == "drop_assigned"
    assert Notice.objects.get().subject_en == "You may drop COMP1011, but it is not dropped yet"


def test_a_refused_drop_changes_nothing_but_the_request(office) -> None:
    row, now = assigned(), world.at("2024-09-10 10:00")
    ask(row, now, "drop_assigned")
    request = SubjectRequest.objects.get()
    answer_request(request.pk, granted=False, words="You need it", actor=office, now=now)
    row.refresh_from_db()
    request.refresh_from_db()
    assert (row.state, request.state, Approval.objects.count()) == ("registered", "refused", 0)
    assert Notice.objects.get().subject_en == "Your department keeps you in COMP1011"
