from decimal import Decimal

import pytest
from django.contrib.auth import get_user_model
from tests import world

from registrar.areas.finance.models import Charge, DebitNote
from registrar.areas.registration.actions.bill_term import bill_term
from registrar.areas.registration.models import Registration
from registrar.areas.registration.queries.bills_of_term import bills_of_term
from registrar.areas.studies.actions.grant_approval import Wish, grant_approval
from registrar.areas.studies.approval_kinds import KINDS

pytestmark = pytest.mark.django_db
User = get_user_model()
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


def approve(study, kind, term=TERM):
    """Grant what the department grants on a form."""
    officer = User.objects.filter(username="pro001").first() or world.user("pro001", "department", department="COMP")
    wish = Wish(kind, term, "family", BEFORE.date(), number=12 if KINDS[kind].number else None)
    return grant_approval(study.pk, wish, actor=officer, now=BEFORE)


def test_a_retained_place_is_charged_in_place_of_tuition():
    # HB24-4I-07/1, HB18-3J-03/1: given AR112 approved for Semester One, and nobody else without a subject
    world.term()
    study, _other = world.study("24000001D"), world.study("24000002D")
    approve(study, "zero_subject")
    # when the term is billed twice
    first = bill_term(TERM, actor=None, now=BEFORE)
    second = bill_term(TERM, actor=None, now=BEFORE)
    # then HK$2,105 once, by the clause, and no tuition
    assert [(c.study_id, c.kind, c.amount, c.clause) for c in Charge.objects.exclude(kind="caution_money")] == [
        (study.pk, "retention", Decimal("2105.00"), "polyu-2024-25:8I-10")
    ]
    assert (first.notes, second.notes, second.already_billed) == (1, 0, 1)


@pytest.mark.parametrize("status", ["active", "zero_subject"])
def test_tuition_that_was_billed_before_a_place_was_retained_goes_back(status):
    # HB24-8A-17/2: given a part-time student who paid for three credits, then dropped them with AR112 approved
    world.term()
    study = world.study(mode="part_time", entry_term=world.term("2023/24-S1", "2023-09-04"))
    seats(study, "COMP1011")
    bill_term(TERM, actor=None, now=BEFORE)
    Registration.objects.update(state=Registration.State.DROPPED, ended_at=AFTER)
    approve(study, "zero_subject")
    type(study).objects.update(status=status)
    # when billed after add/drop
    summary = bill_term(TERM, actor=None, now=AFTER)
    # then the retention is charged and all of the tuition is to go back
    assert (summary.to_refund, summary.refund_amount) == (1, Decimal("4215.00"))
    assert Charge.objects.get(kind="retention").amount == Decimal("2105.00")


def test_who_keeps_a_subject_or_defers_or_is_refused_pays_no_retention():
    # HB24-4I-07/2, HB24-4I-07/3: given a subject kept in spite of AR112, a deferment, and an approval taken back
    world.term()
    kept, deferred, refused = (world.study(f"2400000{n}D") for n in (1, 2, 3))
    seats(kept, "COMP1011")
    approve(kept, "zero_subject")
    approve(deferred, "deferment")
    approval = approve(refused, "zero_subject")
    type(approval).objects.filter(pk=approval.pk).update(revoked_at=BEFORE)
    # when
    bill_term(TERM, actor=None, now=BEFORE)
    # then the first pays tuition, and nobody pays retention
    assert [(c.study_id, c.kind) for c in Charge.objects.exclude(kind="caution_money")] == [(kept.pk, "tuition")]


def test_a_summer_term_without_its_compulsory_subject_is_retained_too():
    # HB24-4I-07/4
    summer = world.term("2024/25-ST", "2025-05-19")
    study = world.study()
    approve(study, "zero_subject", term=summer.key)
    bill_term(summer.key, actor=None, now=world.at("2025-05-01 10:00"))
    assert [(c.kind, c.amount) for c in Charge.objects.all()] == [("retention", Decimal("2105.00"))]


@pytest.mark.parametrize(
    ("cohort", "residency", "kind", "semester"),
    [
        ("2017/18", "local", "additional_year", "27365.00"),
        ("2018/19", "local", "additional_year", "40000.00"),
        ("2019/20", "nonlocal", "additional_year", "70000.00"),
        ("2017/18", "local", "additional_year_degree", "27365.00"),
    ],
)
def test_the_additional_year_of_a_double_major_is_charged_by_its_own_table(cohort, residency, kind, semester):
    # HB24-4M-10, HB24-8H-05, HB24-8H-09: given the approval of the year's first semester
    first = world.term(f"{cohort}-S1", f"{cohort[:4]}-09-04")
    study = world.study(f"{cohort[2:4]}000001D", cohort=cohort, residency=residency, entry_term=first)
    world.term()
    seats(study, "COMP1011")
    approve(study, kind)
    # when billed
    bill_term(TERM, actor=None, now=BEFORE)
    # then half of the additional year's fee, whatever the load
    assert [(c.kind, c.amount) for c in Charge.objects.all()] == [("tuition", Decimal(semester))]


def test_an_additional_year_that_no_table_prices_becomes_a_question():
    # HB24-8H-05: given a double degree of a cohort for which the schedule names double majors only
    first = world.term("2019/20-S1", "2019-09-02")
    study = world.study("19000001D", cohort="2019/20", entry_term=first)
    world.term()
    seats(study, "COMP1011")
    approve(study, "additional_year_degree")
    summary = bill_term(TERM, actor=None, now=BEFORE)
    assert (summary.undetermined, Charge.objects.count()) == (1, 0)
