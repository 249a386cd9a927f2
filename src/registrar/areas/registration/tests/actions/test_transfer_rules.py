"""What decides on a credit transfer before it is put on record."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from tests import world

from registrar.areas.registration.actions.record_transfer import UnknownSubjects, record_transfer
from registrar.areas.registration.facts.transfer import WishedSubject
from registrar.areas.registration.tests.actions.test_record_transfer import (
    NOW,
    TODAY,
    payer,
    record,
    refusing,
    wish,
)
from registrar.areas.studies.models import SubjectResult, Transfer
from registrar.areas.studies.queries.transfers_of import transfers_of

pytestmark = pytest.mark.django_db


def test_an_exception_lets_credits_count_for_a_second_award():
    # HB24-5B-10/3
    answer = record(payer(), used_before=True, exception="Double degree agreed by the Senate")
    assert answer.decision.allowed
    assert transfers_of([answer.transfer.study_id])[answer.transfer.study_id][0].used_before


def test_the_caps_count_what_was_recognised_before():
    # HB24-5B-09: sixty external credits of 120 are the most
    study = world.study(
        programme=world.programme(
            credits_required=12, code="99999", funding="self_financed", level="taught_postgraduate"
        )
    )
    assert record(study, WishedSubject("COMP1011"), WishedSubject("COMP1012")).decision.allowed
    answer = record(study, WishedSubject("COMP1013"))
    assert "polyu-2024-25:5B-09" in refusing(answer)
    # and once the first is void, there is room again
    Transfer.objects.update(state="standing")
    SubjectResult.objects.filter(subject_id="COMP1012").update(void_on=TODAY)
    assert record(study, WishedSubject("COMP1013")).decision.allowed


def test_exchange_credits_approved_later_count_from_the_semester_of_approval():
    # HB24-5B-15/1
    world.term("2024/25-S2", "2025-01-13")
    study = payer()
    answer = record(
        study,
        source="exchange",
        late_reason="exchange",
        filed_on=date(2025, 2, 10),
        approved_on=date(2025, 2, 20),
        now=world.at("2025-02-20 10:00"),
    )
    assert answer.transfer.term_id == "2024/25-S2"
    assert transfers_of([study.pk])[study.pk][0].term == "2024/25-S2"


def test_what_is_recognised_is_not_recognised_twice():
    study = payer()
    record(study)
    assert refusing(record(study)) == ["polyu-2024-25:5B-10"]
    row = SubjectResult.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        world.result(study, row.subject, row.term, "T", None, origin="transferred")
    with pytest.raises(IntegrityError), transaction.atomic():
        world.result(study, world.subject("COMP1099"), row.term, "A", "4.0", void_on=TODAY)


def test_subjects_must_exist_and_stand_once():
    study = payer()
    with pytest.raises(UnknownSubjects):
        record_transfer(wish(study, WishedSubject("XXXX1000")), actor=None, now=NOW)
    world.subject("COMP1011")
    with pytest.raises(UnknownSubjects):
        record_transfer(wish(study, WishedSubject("COMP1011"), WishedSubject("COMP1011")), actor=None, now=NOW)


def test_whoever_was_never_charged_becomes_a_question_to_the_finance_office():
    answer = record(world.study())
    assert answer.charge.state == "asked"
