"""Removed and assigned subjects, page by page."""

import pytest
from django.urls import reverse
from tests import world

from registrar.areas.platform import clock
from registrar.areas.registration.models import Registration, SubjectRequest, WaiverMark
from registrar.areas.registration.tests.actions.test_settle_subjects import LATE, NOW, assigned, removed_subject
from registrar.areas.registration.tests.web.test_student_pages import signed_in
from registrar.areas.registration.tests.web.test_withdrawal_pages import client_of
from registrar.areas.studies.models import Approval

pytestmark = pytest.mark.django_db
KEY = "1c6a2c1e-0000-4000-8000-00000000000"
LIST = "/unqualified/"


@pytest.fixture
def row() -> Registration:
    made = removed_subject()
    clock.set_to(NOW)
    return made


def office(net_id: str = "office", department: str = "COMP", role: str = "department"):
    return client_of(world.user(net_id, role, department=department))


def test_the_student_sees_what_was_failed_and_asks(row) -> None:
    # Given the page of unqualified subjects
    student, here = signed_in(row.study), reverse("registration:unqualified")
    page = student.get(here).content.decode()
    assert all(text in page for text in ("COMP1012", "COMP1011", "Not said yet", "Sun 26 Jan 2025"))
    ask = reverse("registration:ask-special-approval", args=[row.pk])
    assert ask in page
    # When special approval is asked for
    assert student.get(ask).status_code == 200
    sent = student.post(ask, {"reason": "Passed abroad", "idempotency_key": f"{KEY}1"})
    # Then it is with the department, and can be taken back
    assert sent.status_code == 303
    request = SubjectRequest.objects.get()
    page = student.get(here).content.decode()
    assert "Special approval asked" in page
    assert ask not in page
    back = student.post(reverse("registration:take-back-request", args=[request.pk]))
    assert back.status_code == 303
    assert ask in student.get(here).content.decode()


def test_the_office_answers_and_the_student_is_back(row) -> None:
    # Given a request
    student, staff = signed_in(row.study), office()
    student.post(
        reverse("registration:ask-special-approval", args=[row.pk]), {"reason": "Abroad", "idempotency_key": f"{KEY}1"}
    )
    request = SubjectRequest.objects.get()
    here = reverse("registration:subject-request", args=[request.pk])
    assert here in staff.get(reverse("registration:subject-requests")).content.decode()
    assert "Abroad" in staff.get(here).content.decode()
    # When a refusal has no reason / Then it is asked for
    no = staff.post(here, {"answer": "refuse", "words": "", "idempotency_key": f"{KEY}2"})
    assert no.status_code == 422
    # When granted / Then the student has the subject again
    assert staff.post(here, {"answer": "grant", "words": "", "idempotency_key": f"{KEY}3"}).status_code == 303
    assert Registration.objects.get(study=row.study, state="registered").group_id == row.group_id
    page = student.get(reverse("registration:unqualified")).content.decode()
    assert "Special approval granted" in page
    assert "You are registered in it again." in page


def test_many_rows_are_marked_at_once(row) -> None:
    # Given three students with a removed subject, ticked in the list
    rows = [row]
    for number in (2, 3):
        study = world.study(f"2400000{number}D")
        world.result(study, world.subject("COMP1011"), world.term(), "F", "0.0")
        made = world.register(study, row.group)
        Registration.objects.filter(pk=made.pk).update(state="removed", ended_at=NOW, decision=row.decision)
        rows.append(made)
    staff, keys = office(), [one.pk for one in rows]
    page = staff.get(LIST, {"term": row.offering.term_id}).content.decode()
    assert all(f'value="{key}"' in page for key in keys)
    there = reverse("registration:mark-waivers")
    form = staff.get(there, {"row": keys}).content.decode()
    assert form.count("checked") == 3
    # When all are marked as waived, twice with one key
    data = {"row": keys, "waived": "yes", "words": "A year abroad", "idempotency_key": f"{KEY}4"}
    assert [staff.post(there, data).status_code for _ in range(2)] == [303, 303]
    # Then all are back, once
    assert Registration.objects.filter(state="registered", offering=row.offering).count() == 3
    assert (WaiverMark.objects.filter(waived=True).count(), Approval.objects.count()) == (3, 3)
    page = staff.get(LIST, {"term": row.offering.term_id}).content.decode()
    assert not any(f'value="{key}"' in page for key in keys)


def test_who_could_not_be_put_back_reads_why_and_registers_elsewhere() -> None:
    # Given a full group, and another one with places
    row = removed_subject(quota=1)
    world.register(world.study("24000002D"), row.group)
    world.group(row.offering.subject, row.offering.term, code="1002")
    clock.set_to(NOW)
    staff, student = office(), signed_in(row.study)
    # When the pre-requisite is waived
    data = {"row": [row.pk], "waived": "yes", "words": "", "idempotency_key": f"{KEY}8"}
    answer = staff.post(reverse("registration:mark-waivers"), data, follow=True)
    # Then the office and the student read that the group is full, and the student is led to the search
    page = answer.content.decode()
    assert "1 could not be put back" in page
    why = "Group 1001 of COMP1012 is full"
    assert why in page
    page = student.get(reverse("registration:unqualified")).content.decode()
    assert why in page
    assert "Register COMP1012 yourself" in page
    assert "You may take COMP1012: register it yourself" in student.get("/").content.decode()


def test_nothing_ticked_and_forged_rows_are_told(row) -> None:
    there = reverse("registration:mark-waivers")
    stranger = office("stranger", "AMA")
    data = {"row": [row.pk], "waived": "yes", "words": "", "idempotency_key": f"{KEY}5"}
    # Given nothing ticked, a row of another department, and rubbish
    answers = [office().get(there), stranger.get(there, {"row": row.pk}), stranger.post(there, data)]
    answers.append(stranger.post(there, data | {"row": ["x", "9" * 40]}))
    # Then each leads back to the list, and nothing is marked
    assert [(one.status_code, one.url.partition("?")[0]) for one in answers] == [(303, LIST)] * 4
    assert not WaiverMark.objects.exists()
    assert not Registration.objects.filter(state="registered", offering=row.offering).exists()


def test_after_add_drop_the_office_sees_the_refusal(row) -> None:
    clock.set_to(LATE)
    data = {"row": [row.pk], "waived": "yes", "words": "", "idempotency_key": f"{KEY}6"}
    answer = office().post(reverse("registration:mark-waivers"), data)
    assert answer.status_code == 422
    assert "too late" in answer.content.decode()
    assert not WaiverMark.objects.exists()
    # and the student's page offers nothing any more
    page = signed_in(row.study).get(reverse("registration:unqualified")).content.decode()
    assert reverse("registration:ask-special-approval", args=[row.pk]) not in page


def test_nobody_else_sees_or_answers_a_request(row) -> None:
    # Given a request
    student = signed_in(row.study)
    student.post(
        reverse("registration:ask-special-approval", args=[row.pk]), {"reason": "x", "idempotency_key": f"{KEY}1"}
    )
    request = SubjectRequest.objects.get()
    here = reverse("registration:subject-request", args=[request.pk])
    other = world.study("24000009D")
    yes = {"answer": "grant", "words": "", "idempotency_key": f"{KEY}7"}
    # When another department, another student and the student try / Then it is a page not found
    for client in (office("o2", "AMA"), signed_in(other), student):
        assert client.get(here).status_code == 404
        assert client.post(here, yes).status_code == 404
    take_back = reverse("registration:take-back-request", args=[request.pk])
    assert signed_in(other).post(take_back).status_code == 404
    ask = reverse("registration:ask-special-approval", args=[row.pk])
    assert signed_in(other).get(ask).status_code == 404
    # and the auditor reads it, but answers nothing
    auditor = office("aud", "", "auditor")
    assert auditor.get(here).status_code == 200
    assert auditor.post(here, yes).status_code == 404
    request.refresh_from_db()
    assert request.state == "open"


def test_an_assigned_subject_is_asked_out_of_from_the_drop_page() -> None:
    # Given an assigned subject
    row = assigned()
    clock.set_to(world.at("2024-09-10 10:00"))
    student, staff = signed_in(row.study), office(role="head")
    drop, ask = (reverse(f"registration:{name}", args=[row.pk]) for name in ("drop", "ask-drop"))
    page = student.get(drop).content.decode()
    assert ask in page
    assert "The office of Department COMP, or its Head, decides, by Sun 15 Sep 2024." in page
    # When asked and granted
    assert student.post(ask, {"reason": "Moved on", "idempotency_key": f"{KEY}1"}).status_code == 303
    assert ask not in student.get(drop).content.decode()
    assert "With the department" in student.get(reverse("registration:subjects")).content.decode()
    here = reverse("registration:subject-request", args=[SubjectRequest.objects.get().pk])
    assert staff.post(here, {"answer": "grant", "words": "", "idempotency_key": f"{KEY}2"}).status_code == 303
    # Then it is dropped
    row.refresh_from_db()
    assert row.state == "dropped"
    assert "Granted" in student.get(reverse("registration:subjects")).content.decode()


def test_a_chosen_subject_is_not_asked_out_of() -> None:
    row = assigned()
    own = Registration.objects.filter(study=row.study).exclude(pk=row.pk).first()
    clock.set_to(world.at("2024-09-10 10:00"))
    student, ask = signed_in(row.study), reverse("registration:ask-drop", args=[own.pk])
    assert student.get(ask).status_code == 404
    assert student.post(ask, {"reason": "x", "idempotency_key": f"{KEY}1"}).status_code == 404
    assert not SubjectRequest.objects.exists()


def test_the_homes_say_what_waits(row) -> None:
    student, staff = signed_in(row.study), office()
    asks = "COMP1012 was removed: ask for special approval, or take another"
    assert asks in student.get("/").content.decode()
    assert "Say whether the pre-requisite of 1 removed subject is waived" in staff.get("/").content.decode()
    student.post(
        reverse("registration:ask-special-approval", args=[row.pk]), {"reason": "x", "idempotency_key": f"{KEY}1"}
    )
    assert asks not in student.get("/").content.decode()
    assert "1 request about a subject waits" in staff.get("/").content.decode()
    assert "1 request about a subject waits" not in office("o2", "AMA").get("/").content.decode()


def test_the_lists_take_the_same_queries_for_one_and_for_many(row, django_assert_max_num_queries) -> None:
    staff, counts = office(), []
    student = signed_in(row.study)

    def more(number: int) -> None:
        made = world.register(world.study(f"2400010{number}D"), row.group)
        Registration.objects.filter(pk=made.pk).update(state="removed", ended_at=NOW, decision=row.decision)
        extra = world.register(row.study, world.group(world.subject(f"COMP303{number}"), row.offering.term))
        Registration.objects.filter(pk=extra.pk).update(state="removed", ended_at=NOW, decision=row.decision)
        for one in (made, extra):
            SubjectRequest.objects.create(
                registration=one, kind="special_approval", reason="x", filed_at=NOW, decision=row.decision
            )

    more(9)
    for round_ in range(2):
        for client, page in (
            (staff, LIST),
            (staff, reverse("registration:subject-requests")),
            (student, reverse("registration:unqualified")),
        ):
            with django_assert_max_num_queries(25) as seen:
                assert client.get(page).status_code == 200
            counts.append(len(seen))
        if round_ == 0:
            for number in range(6):
                more(number)
    assert counts[:3] == counts[3:]
    export = staff.get(LIST, {"export": "csv"})
    lines = b"".join(export.streaming_content if export.streaming else [export.content]).decode("utf-8-sig")
    assert lines.count("COMP1012") == 8
    assert "checkbox" not in lines
