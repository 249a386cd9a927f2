import hashlib
from decimal import ROUND_HALF_UP, Decimal

import pytest
from django.apps import apps
from django.contrib.auth import authenticate
from django.db import connection
from django.db.models import Count, F, Q

from registrar.areas.finance.queries.books import proof
from registrar.areas.platform import clock
from registrar.demo.create import OPENING, Refused, create
from registrar.demo.sign_ins import PASSWORD, sign_ins
from registrar.rulebook.places import universities_directory

POLYU = universities_directory() / "polyu"
SIZE = 600
# What is seen of a row from outside: numbers of rows depend on what the database held before.
SEEN = (
    """SELECT s.student_number, s.programme_id, s.cohort, s.status, p.family_name, p.given_names, p.name_zh,
              p.date_of_birth
       FROM studies_study s JOIN people_person p ON p.user_id = s.student_id ORDER BY 1""",
    """SELECT s.student_number, r.subject_id, r.term_id, r.attempt, r.grade, r.points
       FROM studies_subjectresult r JOIN studies_study s ON s.id = r.study_id ORDER BY 1, 2, 4""",
    """SELECT o.term_id, o.subject_id, g.code, g.quota, g.seats_taken, u.username
       FROM registration_subjectgroup g JOIN registration_offering o ON o.id = g.offering_id
       JOIN people_user u ON u.id = g.teacher_id ORDER BY 1, 2, 3""",
    """SELECT s.student_number, o.subject_id, r.registered_at
       FROM registration_registration r JOIN studies_study s ON s.id = r.study_id
       JOIN registration_offering o ON o.id = r.offering_id ORDER BY 1, 2""",
    """SELECT s.student_number, o.subject_id, g.code, w.need_class, w.joined_at, w.state, w.offer_ends_at
       FROM registration_waitingentry w JOIN studies_study s ON s.id = w.study_id
       JOIN registration_subjectgroup g ON g.id = w.group_id JOIN registration_offering o ON o.id = g.offering_id
       ORDER BY 1, 2, 3""",
)
pytestmark = pytest.mark.django_db


def checksum():
    digest = hashlib.sha256()
    with connection.cursor() as cursor:
        for statement in SEEN:
            cursor.execute(statement)
            digest.update(repr(cursor.fetchall()).encode())
    return digest.hexdigest()


def model(label):
    return apps.get_model(label).objects


@pytest.fixture
def created():
    return create(POLYU, students=SIZE)


def test_two_runs_have_the_same_checksum(created):
    first = checksum()
    create(POLYU, students=SIZE, replace=True)
    assert checksum() == first
    create(POLYU, students=SIZE, seed=2, replace=True)
    assert checksum() != first


def test_seats_taken_are_the_registrations_and_never_more_than_the_quota(created):
    groups = model("registration.SubjectGroup").annotate(
        registered=Count("registrations", filter=Q(registrations__state="registered"))
    )
    assert groups.filter(seats_taken__gt=0).exists()
    assert not groups.exclude(seats_taken=F("registered")).exists()
    assert not groups.filter(seats_taken__gt=F("quota")).exists()


def test_gpa_is_that_of_the_last_attempts(created):
    checked = 0
    for study in model("studies.Study").prefetch_related("results__term", "standings__term")[:200]:
        for standing in study.standings.all():
            last = {}
            for result in sorted(study.results.all(), key=lambda r: (r.term.ordinal, r.attempt)):
                if result.term.ordinal <= standing.term.ordinal and result.points is not None:
                    last[result.subject_id] = (result.credits, result.points)
            weight = sum(credit for credit, _ in last.values())
            exact = sum(credit * points for credit, points in last.values()) / weight
            assert standing.gpa == exact.quantize(Decimal("0.01"), ROUND_HALF_UP), (
                study.student_number,
                standing.term_id,
            )
            checked += 1
    assert checked > 300


def test_credits_earned_are_those_of_the_record(created):
    for study in model("studies.Study").prefetch_related("results__term", "standings__term")[:100]:
        for standing in study.standings.all():
            earned = sum(r.credits_earned for r in study.results.all() if r.term.ordinal <= standing.term.ordinal)
            assert standing.credits_earned_total == earned


def test_who_is_here_was_never_on_a_ground_for_deregistration(created):
    for study in model("studies.Study").filter(status="active").prefetch_related("standings"):
        low = [s.gpa < Decimal("1.70") for s in study.standings.all()]
        assert not any(all(low[i : i + 3]) for i in range(len(low) - 2))
        assert all(s.standing != "deregistered" for s in study.standings.all())


def test_the_clock_stands_at_the_second_day_of_the_semester(created):
    assert abs((clock.now() - OPENING).total_seconds()) < 600


def test_named_sign_ins_can_sign_in_and_others_cannot(created):
    found = sign_ins()
    assert [entry.net_id for entry in found][-15:] == [
        "teacher", "panel", "advisor", "leader", "office", "head", "registry", "records",
        "finance", "cashier", "affairs", "library", "board", "auditor", "operator",
    ]  # fmt: skip
    assert authenticate(username=found[0].net_id, password=PASSWORD) is not None
    other = model("people.User").exclude(username__in=[entry.net_id for entry in found]).first()
    assert not other.has_usable_password()


def test_new_rows_are_numbered_after_the_copied_ones(created):
    last = model("people.User").order_by("-id").first().id
    assert model("people.User").create(username="newcomer").id > last


def test_a_database_with_studies_is_left_alone(created):
    before = checksum()
    with pytest.raises(Refused, match="--replace"):
        create(POLYU, students=50, seed=3)
    assert checksum() == before


def test_outside_a_demonstration_nothing_is_made(settings):
    settings.DEMONSTRATION = False
    with pytest.raises(Refused, match="not a demonstration"):
        create(POLYU, students=50)
    assert model("studies.Study").count() == 0
    assert sign_ins() == []


def test_without_registrations_every_seat_is_free_and_the_wishes_are_told():
    made = create(POLYU, students=SIZE, registered=False, opening=None)
    assert model("registration.Registration").count() == 0
    assert not clock.is_set()
    study, wishes = made.wishes[0]
    assert model("studies.Study").get(pk=study).status == "active"
    assert model("registration.Offering").filter(term="2024/25-S1", subject=wishes[0].subject).exists()


def test_the_unqualified_students_follow_on_was_removed_with_its_reason(created):
    removed = model("registration.Registration").get(state="removed")
    assert removed.study.student_number.endswith("000011D")
    assert (removed.kind, removed.actor) == ("assigned", None)
    assert removed.registered_at < removed.ended_at
    assert removed.decision.rule == "registration.unqualified_subjects"
    assert model("platform.Notice").filter(recipient=removed.study.student).count() == 1


def test_next_semester_is_planned_in_the_basket(created):
    items = model("registration.BasketItem").all()
    assert {item.study.student_number for item in items} == {"22000012D"}
    assert {item.offering.term_id for item in items} == {"2024/25-S2"}
    assert len(items) >= 4


def test_the_named_office_has_groups_that_are_full(created):
    full = model("registration.SubjectGroup").filter(
        offering__subject__department="COMP", offering__term="2024/25-S1", quota=F("seats_taken") + F("held")
    )
    assert full.count() >= 2
    # and the final-year student has no place in any group of the subject
    study = model("studies.Study").get(student_number="21000007D")
    taken = set(study.registrations.values_list("offering__subject", flat=True))
    lacking = [code for code in ("COMP4011", "COMP4021") if code not in taken]
    assert lacking
    groups = model("registration.SubjectGroup").filter(offering__subject__in=lacking, offering__term="2024/25-S1")
    assert all(group.seats_taken + group.held == group.quota for group in groups)


def test_assigned_subjects_were_registered_by_the_office(created):
    rows = model("registration.Registration").filter(study__student_number="24000010D", kind="assigned")
    assert rows.count() >= 3
    for row in rows:
        assert ("department", row.study.programme.department_id) in row.actor.roles.values_list("role", "department")
        assert row.registered_at < row.offering.term.registration_from


def test_full_groups_have_queues_and_the_named_student_an_open_offer(created):
    # given everybody who waits, with the decision on the class of need
    entries = model("registration.WaitingEntry").select_related("decision", "group")
    assert entries.count() == created.counts["places in waiting lists"] > 5
    assert all(entry.decision.body["result"]["class"] == entry.need_class for entry in entries)
    # then the groups have no place for whoever comes by
    assert all(one.group.quota == one.group.seats_taken + one.group.held for one in entries if one.state == "waiting")
    # and the named student has until the next morning to take the offered one, and was told
    offer = entries.get(study__student_number="21000013D")
    assert (offer.state, offer.offer_ends_at) == ("offered", OPENING.replace(day=4, hour=8))
    assert model("platform.Notice").filter(recipient=offer.study.student, kind="waiting_offered").count() == 1


def test_offices_have_raised_charges_that_balance(created):
    # given the demonstration, when its charges are looked at
    raised = model("finance.RaisedCharge")
    # then each office has some, all owed, and the books agree
    assert set(raised.values_list("office", flat=True)) == {"library", "student_affairs", "registry", "department"}
    assert list(raised.exclude(state="charged").values_list("kind", "state")) == [("credit_transfer", "void")]
    # and beside those, the fees of documents ordered, and each appeal whose upheld paper was refunded
    by_offices = raised.exclude(kind__in=("appeal", "reinstatement", "credit_transfer")).exclude(
        reference__startswith="order:"
    )
    assert by_offices.count() == created.counts["charges outside tuition"]
    assert raised.filter(kind="appeal").count() == model("finance.Refund").count() == 4
    assert proof().holds


def test_some_come_to_the_end_of_their_studies(created):
    awards = model("awards.Award")
    states = set(awards.values_list("state", flat=True))
    graduate = awards.get(study__student_number__endswith="000019D")
    lowered = model("awards.GraduationPenalty").get(kind="lower_class").used_on
    assert states == {"graduand", "conferred"}
    assert (graduate.award_class, graduate.state) == ("first", "conferred")
    assert lowered.award_class != lowered.decided_class
    assert model("awards.AwardRetraction").filter(state="proposed").count() == 1
    assert model("awards.ParchmentEnding").exists()
    # and one student has everything but the work-integrated part
    short = model("studies.Study").get(student_number__endswith="000017D")
    assert not short.results.filter(grade="P").exists()
