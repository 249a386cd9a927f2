from decimal import Decimal

import pytest
from tests import world

from registrar.areas.finance.models import Charge, DebitNote
from registrar.areas.registration.actions.bill_term import bill_term
from registrar.areas.registration.models import Registration
from registrar.areas.registration.queries.bills_of_term import bills_of_term

pytestmark = pytest.mark.django_db
TERM = "2024/25-S1"
BEFORE = world.at("2024-08-20 10:00")
AFTER = world.at("2024-10-01 10:00")


def seats(study, *codes, **fields):
    for code in codes:
        group = world.group(world.subject(code)) if not _group(code) else _group(code)
        world.register(study, group, **fields)


def _group(code):
    from registrar.areas.registration.models import SubjectGroup

    return SubjectGroup.objects.filter(offering__subject_id=code).first()


def test_a_bill_tells_what_the_student_takes_and_where_the_study_stands():
    # given a mixed-mode student who was admitted two years ago and takes six credits, one subject withdrawn
    old = world.term("2022/23-S1", "2022-09-05")
    mixed = world.programme("61030", funding="self_financed", level="taught_postgraduate", mode="mixed")
    study = world.study(programme=mixed, cohort="2022/23", entry_term=old, mode="mixed", stream="BF")
    world.term()
    seats(study, "COMP5011", "COMP5021")
    withdrawn = {"state": Registration.State.WITHDRAWN, "ended_at": AFTER}
    seats(study, "COMP5031", **withdrawn)
    seats(study, "COMP5041", state=Registration.State.DROPPED, ended_at=AFTER)
    # when
    bill = bills_of_term(TERM, BEFORE.date())[0]
    # then the withdrawn subject is still paid for, the dropped one is not, and nine credits make full-time
    assert bill.subjects == (("COMP5011", 3, 5), ("COMP5021", 3, 5), ("COMP5031", 3, 5))
    assert (bill.credits, bill.mode, bill.stream, bill.first_registration) == (9, "full_time", "BF", False)
    assert bill.beyond_normal_duration is False


def test_only_enrolled_students_with_a_subject_are_billed():
    # given one enrolled student with a seat, one without, one who has withdrawn from study
    billed, _idle, gone = (world.study(f"2400000{n}D") for n in (1, 2, 3))
    seats(billed, "COMP1011")
    seats(gone, "COMP1011")
    type(gone).objects.filter(pk=gone.pk).update(status="withdrawn")
    # when
    summary = bill_term(TERM, actor=None, now=BEFORE)
    # then: tuition and, in the first term, caution money
    assert summary.bills == 1
    assert DebitNote.objects.get().study_id == billed.pk
    assert list(Charge.objects.order_by("id").values_list("kind", "amount")) == [
        ("tuition", Decimal("21050.00")),
        ("caution_money", Decimal("400.00")),
    ]


def test_beyond_the_normal_duration_the_load_decides():
    # given a student of 2019/20 on a four-year programme, taking one subject in 2024/25
    first = world.term("2019/20-S1", "2019-09-02")
    study = world.study("19000001D", cohort="2019/20", entry_term=first)
    world.term()
    seats(study, "COMP1011")
    # when billed before and after add/drop
    bill_term(TERM, actor=None, now=BEFORE)
    bill_term(TERM, actor=None, now=AFTER)
    # then three credits are paid for, and nothing more
    assert [(c.kind, c.amount) for c in Charge.objects.all()] == [("tuition_initial", Decimal("4215.00"))]


def test_a_term_is_billed_once(django_assert_max_num_queries):
    for number in range(3):
        seats(world.study(f"2400000{number}D"), "COMP1011")
    bill_term(TERM, actor=None, now=BEFORE)
    numbers = list(DebitNote.objects.values_list("number", flat=True))
    with django_assert_max_num_queries(20):
        summary = bill_term(TERM, actor=None, now=BEFORE)
    assert (summary.notes, summary.already_billed) == (0, 3)
    assert list(DebitNote.objects.values_list("number", flat=True)) == numbers
