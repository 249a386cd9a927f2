from collections import Counter
from datetime import date
from functools import cache
from graphlib import TopologicalSorter

import pytest

from registrar.areas.catalogue.room_file import read_rooms
from registrar.demo.plan import make_plan
from registrar.demo.sign_ins import STUDENTS
from registrar.demo.students import THIS_YEAR
from registrar.demo.summer import plan_summer
from registrar.demo.syllabus_file import read_syllabus
from registrar.rulebook.places import universities_directory

POLYU = universities_directory() / "polyu"


@cache
def plan(seed=1):
    return make_plan(POLYU, 1500, seed)


def portrait(made):
    return (
        [(s.number, str(s.name), s.born, s.stream, s.status, s.results, s.standings, s.wishes) for s in made.students],
        [(g.subject, g.code, g.slot, g.room, g.quota, g.teacher) for t in made.timetables for g in t.groups],
        [(e.net_id, str(e.name), e.roles) for e in made.staff.everybody],
        made.syllabus,
    )


def test_the_same_seed_makes_the_same_university_and_another_one_another():
    assert portrait(plan()) == portrait(make_plan(POLYU, 1500, 1))
    assert portrait(plan())[0] != portrait(plan(2))[0]


def test_as_many_students_as_asked_for_each_with_a_number_of_their_own():
    made = plan()
    assert len(made.students) == 1500
    assert len({s.number for s in made.students}) == 1500
    assert len({e.net_id for e in made.staff.everybody}) == len(made.staff.everybody)


def test_requisites_never_run_in_a_circle():
    graph: dict[str, set[str]] = {}
    for row in plan().syllabus.requisites:
        if row.kind != "exclusion":
            graph.setdefault(row.subject, set()).add(row.other)
    assert graph
    assert list(TopologicalSorter(graph).static_order())


def test_a_curriculum_adds_up_to_the_credits_of_the_award():
    syllabus = plan().syllabus
    totals = {
        code: sum(syllabus.subjects[place.subject].credits for place in places)
        for code, places in syllabus.curricula.items()
    }
    assert totals == {programme.code: programme.credits_required for programme in plan().programmes}


def test_whoever_passes_the_pattern_is_never_locked_out_by_a_requisite():
    syllabus = plan().syllabus
    before: dict[str, dict[int, set[str]]] = {}
    for row in syllabus.requisites:
        if row.kind == "prerequisite":
            before.setdefault(row.subject, {}).setdefault(row.alternative, set()).add(row.other)
    order = {"S1": 0, "S2": 1, "ST": 2}
    for places in syllabus.curricula.values():
        when = {place.subject: (place.stage, order[place.semester]) for place in places}
        for code in when:
            for group in before.get(code, {}).values():
                assert any(other in when and when[other] < when[code] for other in group), (code, group)


@pytest.mark.parametrize(("term", "fewest"), [(0, 300), (1, 300), (2, 20)])
def test_no_room_and_no_teacher_is_in_two_places_at_once(term, fewest):
    groups = plan().timetables[term].groups
    rooms = Counter((slot, g.room) for g in groups for slot in g.slots if g.room)
    teachers = Counter((slot, g.teacher) for g in groups for slot in g.slots)
    assert len(groups) >= fewest
    assert max(rooms.values()) == 1
    assert max(teachers.values()) == 1
    assert all(group.room for group in groups)


@pytest.mark.parametrize("term", [0, 1])
def test_a_section_can_follow_its_pattern_without_a_clash(term):
    for sections in plan().timetables[term].sections.values():
        for section in sections:
            slots = [group.slot for group in section.groups.values()]
            assert len(slots) == len(set(slots)), (section.programme, section.stage)


def test_the_mix_has_what_a_term_must_show():
    students = plan().students
    active = [s for s in students if s.status == "active"]
    assert {s.status for s in students} == {"active", "graduand", "graduated", "deregistered", "withdrawn"}
    assert {s.programme.mode for s in active} == {"full_time", "part_time", "mixed"}
    assert {s.residency for s in active} == {"local", "nonlocal"}
    assert any(s.self_paced for s in active)
    assert any(s.admission == "senior_year" for s in active)
    assert any(s.cohort <= THIS_YEAR - s.years for s in active)
    assert any(s.standings and s.standings[-1].standing == "probation" for s in active)
    assert {s.persona for s in students} - {""} == set(STUDENTS)
    twice = Counter((s.number, r.subject) for s in students for r in s.results if r.failed)
    assert any(count == 2 for count in twice.values())


def test_nobody_plans_beyond_the_ceiling_or_what_was_passed():
    for student in plan().students:
        passed = {r.subject for r in student.results if not r.failed}
        credits_ = sum(plan().syllabus.subjects[wish.subject].credits for wish in student.wishes)
        on_probation = bool(student.standings) and student.standings[-1].standing == "probation"
        assert credits_ <= (15 if on_probation else 21)
        assert not passed & {wish.subject for wish in student.wishes}


def persona(name):
    return next(s for s in plan().students if s.persona == name)


def attempts(student, code):
    return [(r.term, r.grade) for r in student.results if r.subject == code]


def test_the_summer_term_teaches_a_few_subjects_in_small_groups_twice_a_week():
    summer = plan().timetables[2]
    assert summer.term == "2024/25-ST"
    assert 15 <= len(summer.by_subject) <= 25
    assert {(g.quota, len(g.slots), g.weeks) for g in summer.groups} == {(30, 2, (1, 2, 3, 4, 5, 6))}
    # and a larger university has more groups of each, at different times
    large = plan_summer(read_syllabus(POLYU).summer, plan().syllabus, read_rooms(POLYU / "rooms.yaml"), 28_000)
    assert {len({g.slots for g in groups}) for groups in large.by_subject.values()} == {7}


def test_the_popular_subjects_of_the_last_year_have_fewer_seats_than_takers():
    takers = Counter(wish.subject for s in plan().students for wish in s.wishes)
    for code in ("COMP4011", "COMP4021", "COMP1901"):
        groups = plan().timetables[0].by_subject.get(code, [])
        assert groups
        assert 0 < sum(g.quota for g in groups) <= 0.8 * takers[code]


def test_the_final_year_student_lacks_a_compulsory_subject_that_is_popular():
    student = persona("final_year")
    (lacking,) = student.without
    assert student.stage(THIS_YEAR) == student.years == 4
    assert ("compulsory", 4) in {
        (p.category, p.stage) for p in plan().syllabus.curricula[student.programme.code] if p.subject == lacking
    }


def test_the_retakers_have_failed_once_and_twice_and_neither_has_registered():
    once, twice = persona("retaker"), persona("second_retake")
    assert [grade for _, grade in attempts(once, once.without[0])] == ["F"]
    assert [grade for _, grade in attempts(twice, twice.without[0])] == ["F", "F"]
    assert not any(kind == "second_retake" for kind, *_ in twice.approvals)


def test_the_departments_subjects_are_assigned_to_the_new_student():
    student = persona("assigned")
    kinds = {(wish.kind, wish.category == "compulsory") for wish in student.wishes}
    assert kinds == {("assigned", True), ("normal", False)}


def test_the_unqualified_student_failed_again_in_the_summer_what_this_semester_builds_on():
    student = persona("unqualified")
    (assigned,) = [wish.subject for wish in student.wishes if wish.kind == "assigned"]
    (asked,) = [r.other for r in plan().syllabus.requisites if (r.subject, r.kind) == (assigned, "prerequisite")]
    assert attempts(student, asked) == [("2023/24-S2", "F"), ("2023/24-ST", "F")]


def test_the_results_of_the_student_on_probation_came_out_late():
    student = persona("probation")
    assert student.announced == {student.standings[-1].term: date(2024, 8, 30)}
    assert not any(kind == "probation_load" for kind, *_ in student.approvals)


def test_those_still_beyond_the_normal_duration_may_be():
    late = [s for s in plan().students if s.status == "active" and s.cohort <= THIS_YEAR - s.years]
    assert {s.extended for s in late if s.cohort > 2019} == {True}
    assert all(approval[:2] == ("extension", "AR9") for s in late if s.extended for approval in s.approvals[:1])
