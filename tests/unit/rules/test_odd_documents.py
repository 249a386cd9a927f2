"""Requirement documents with the odd rules that real curricula have, read from their files and checked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from registrar.rulebook.requirements import RequirementDocument, load_requirements
from registrar.rulebook.requirements.loading import forget_requirements
from registrar.rules.award._audit_facts import AuditException, AuditSubject, DegreeAuditFacts
from registrar.rules.award._audit_fill import filled
from registrar.rules.award._audit_report import Report
from registrar.rules.award._audit_slots import task_of

DAY = date(2025, 1, 1)
Read = Callable[..., list[RequirementDocument]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Return a function that writes documents (kind, requirements) as files and reads them back."""
    folder = tmp_path / "universities" / "test" / "requirements"
    folder.mkdir(parents=True)

    def reading(*files: tuple[str, str], more: str = "") -> list[RequirementDocument]:
        forget_requirements()
        for kind, text in files:
            head = f"id: d-{kind.replace('_', '-')}\ndocument: {kind}\ncodes: [X]\n"
            named = "title: {en: D, zh: 文}\nsource: {en: S, zh: 源}\ncohorts: {from: open, to: open}\n"
            body = head + named + (more if kind == "programme" else "shares: 6\n") + dedent(text)
            (folder / f"{kind}.yaml").write_text(body, encoding="utf-8")
        known = load_requirements(folder.parent)
        found = [known.find(kind, "X", "2024/25") for kind, _ in files]
        return [one for one in found if one is not None]

    return reading


def took(*codes: str, state: str = "passed", credits: int = 3, **more: Any) -> list[AuditSubject]:
    """Return subjects in one state; the level is the first digit of the code."""
    return [
        AuditSubject.model_validate(
            {"subject": code, "state": state, "credits": credits, "level": int(code[1]), **({"points": "3.0"} | more)}
        )
        for code in codes
    ]


def rows(documents: list[RequirementDocument], subjects: list[AuditSubject], **more: Any) -> dict[str, dict[str, Any]]:
    """Return the rows of the audit by requirement, such as d-programme:core."""
    facts = DegreeAuditFacts(programme="X", cohort="2024/25", term="2024/25-S1", subjects=tuple(subjects), **more)
    task = task_of(facts, documents, DAY)
    return {row["id"]: row for row in Report(facts, documents, task, filled(task, documents)).rows}


def used(row: dict[str, Any]) -> list[str]:
    """Return the subjects that count in a row."""
    return sorted(use["subject"] for use in row["subjects"])


CORE = "requirements: [{{id: core, title: {{en: C, zh: 心}}, take: {{subjects: [{0}]}}}}]"


def test_a_minor_may_use_the_ids_of_the_programme(read: Read) -> None:
    # Given a programme and a Minor whose requirements are both called core
    documents = read(("programme", CORE.format("A101")), ("minor", CORE.format("B101")))
    found = rows(documents, took("A101"))
    # Then each is judged by itself
    assert (found["d-programme:core"]["state"], found["d-minor:core"]["state"]) == ("met", "missing")
    # And an exception for the Minor leaves the programme's requirement alone
    waiver = AuditException(requirement="d-minor:core", kind="waive")
    found = rows(documents, [], exceptions=(waiver,))
    assert (found["d-programme:core"]["state"], found["d-minor:core"]["state"]) == ("missing", "waived")
    # And a bare id is the programme's
    found = rows(documents, [], exceptions=(AuditException(requirement="core", kind="waive"),))
    assert (found["d-programme:core"]["state"], found["d-minor:core"]["state"]) == ("waived", "missing")


def test_a_subject_without_credits_is_asked_for_like_any_other(read: Read) -> None:
    documents = read(("programme", CORE.format("A101, S100")))
    seminar = took("S100", state="in_progress", credits=0)
    assert rows(documents, took("A101"))["d-programme:core"]["state"] == "missing"
    assert rows(documents, took("A101") + seminar)["d-programme:core"]["state"] == "in_progress"
    assert rows(documents, took("A101") + took("S100", credits=0))["d-programme:core"]["state"] == "met"


EXAM_OR_THESIS = """
    requirements:
      - id: end
        title: {en: E, zh: 終}
        choose:
          at_least: 1
          of:
            - {id: exam, title: {en: Exam, zh: 試}, element: exam}
            - {id: thesis, title: {en: Thesis, zh: 論文}, take: {subjects: [T400]}}
"""


def test_an_element_not_on_record_is_no_way_round_a_subject(read: Read) -> None:
    # Given an examination or a thesis, and a student who wrote the thesis
    documents = read(("programme", EXAM_OR_THESIS))
    found = rows(documents, took("T400", credits=9))
    assert found["d-programme:end"]["state"] == "met"
    assert found["d-programme:thesis"]["wanted"] is True
    # Given one who sat the examination
    found = rows(documents, [], elements=("exam",))
    assert (found["d-programme:end"]["state"], found["d-programme:exam"]["wanted"]) == ("met", True)
    # And one who is on the way with the thesis
    found = rows(documents, took("T400", state="in_progress"))
    assert found["d-programme:end"]["state"] == "in_progress"


def test_a_ceiling_holds_over_a_whole_block(read: Read) -> None:
    # Given two pools with no more than three credits at level 1 between them
    text = """
        requirements:
          - id: block
            title: {en: B, zh: 組}
            at_most: [{credits: 3, from: {level: {to: 1}}}]
            all:
              - {id: a, title: {en: A, zh: 甲}, take: {credits: 6, from: {prefixes: [A]}}}
              - {id: b, title: {en: B, zh: 乙}, take: {credits: 6, from: {prefixes: [B]}}}
    """
    documents = read(("programme", text))
    # When both have one subject at level 1 / Then one of them doesn't count
    found = rows(documents, took("A101", "A201", "B101", "B201"))
    assert found["d-programme:block"]["lacks"] == 3
    assert found["d-programme:block"]["ceilings"] == [{"most": 3, "unit": "credits", "have": 3}]
    # And with another at a higher level it is the other pool that takes it
    found = rows(documents, took("A101", "A201", "B101", "B201", "B301"))
    assert found["d-programme:block"]["state"] == "met"
    assert used(found["d-programme:a"]) == ["A101", "A201"]


def test_of_two_alike_subjects_only_one_counts(read: Read) -> None:
    # Given a document that gives credit for one of two overlapping subjects
    text = "requirements: [{id: a, title: {en: A, zh: 甲}, take: {credits: 6, from: {anything: true}}}]"
    more = "at_most: [{count: 1, from: {subjects: [A101, A102]}}]\n"
    documents = read(("programme", text), more=more)
    assert rows(documents, took("A101", "A102"))["d-programme:a"]["lacks"] == 3
    assert rows(documents, took("A101", "A102", "C201"))["d-programme:a"]["state"] == "met"


def test_a_part_of_a_block_is_to_be_taken_here(read: Read) -> None:
    text = """
        requirements:
          - id: major
            title: {en: M, zh: 主}
            take: {credits: 9, from: {anything: true}, also: [{credits: 6, from: {taken_here: true}}]}
    """
    documents = read(("programme", text))
    brought = took("A101", "A201", state="transferred", points=None)
    assert rows(documents, brought + took("B301"))["d-programme:major"]["lacks"] == 3
    assert rows(documents, brought + took("B301", "B302"))["d-programme:major"]["state"] == "met"


def test_ungraded_credits_have_a_ceiling(read: Read) -> None:
    text = """
        requirements:
          - id: free
            title: {en: F, zh: 自}
            take: {credits: 9, from: {anything: true}, at_most: [{credits: 3, from: {graded: false}}]}
    """
    documents = read(("programme", text))
    found = rows(documents, took("A101", "A102", points=None) + took("A201"))
    assert found["d-programme:free"]["lacks"] == 3


def test_an_average_is_over_what_counts_in_a_block(read: Read) -> None:
    # Given an average over the Major, whichever subjects count for it
    text = """
        requirements:
          - {id: major, title: {en: M, zh: 主}, take: {credits: 6, from: {prefixes: [A]}}}
          - {id: gpa, title: {en: G, zh: 均}, average: {at_least: "2.50", of: [major]}}
    """
    documents = read(("programme", text))
    good, poor = took("A101", "A201"), took("B101", points="0.0")
    assert rows(documents, good + poor)["d-programme:gpa"]["state"] == "met"
    low = took("A101") + took("A201", points="1.0")
    row = rows(documents, low)["d-programme:gpa"]
    assert (row["state"], str(row["average"])) == ("missing", "2.0")


def test_some_requirements_are_for_some_students_only(read: Read) -> None:
    text = """
        requirements:
          - {id: bridge, title: {en: B, zh: 橋}, take: {subjects: [B101]}, only_for: {admissions: [senior_year]}}
          - {id: ai, title: {en: AI, zh: 智}, take: {subjects: [A401]}, only_for: {streams: [AI]}}
          - {id: all, title: {en: C, zh: 心}, take: {subjects: [C101]}}
    """
    documents = read(("programme", text))
    assert list(rows(documents, [])) == ["d-programme:all"]
    assert list(rows(documents, [], stream="AI")) == ["d-programme:ai", "d-programme:all"]
    assert list(rows(documents, [], admission="senior_year")) == ["d-programme:bridge", "d-programme:all"]


def test_a_lowest_mark_may_be_a_number(read: Read) -> None:
    text = "requirements: [{id: a, title: {en: A, zh: 甲}, take: {credits: 6, from: {anything: true}, grade: '65'}}]"
    documents = read(("programme", text))
    marks = took("A101", grade="9.5") + took("A102", grade="65") + took("A103", grade="100")
    assert used(rows(documents, marks)["d-programme:a"]) == ["A102", "A103"]


def test_alternatives_may_bring_unequal_credits(read: Read) -> None:
    # Given a long project, or a short one with a seminar
    text = """
        requirements:
          - id: project
            title: {en: P, zh: 專題}
            choose:
              at_least: 1
              of:
                - {id: long, title: {en: L, zh: 長}, take: {subjects: [P490]}}
                - {id: short, title: {en: S, zh: 短}, take: {subjects: [P480, P481]}}
          - {id: free, title: {en: F, zh: 自}, take: {credits: 6, from: {anything: true}}}
    """
    documents = read(("programme", text))
    short = took("P480", credits=6) + took("P481")
    found = rows(documents, short + took("A101", "A102"))
    assert [found[f"d-programme:{name}"]["state"] for name in ("project", "free")] == ["met", "met"]
    # When both projects were done / Then the long one counts and the others are free for something else
    found = rows(documents, [*took("P490", credits=9), *short])
    assert [found[f"d-programme:{name}"]["state"] for name in ("project", "free")] == ["met", "met"]


def test_pools_within_pools_keep_their_own_bounds(read: Read) -> None:
    # Given two of three areas, each with a subject at level 3
    area = "{{id: {0}, title: {{en: A, zh: 區}}, take: {{credits: 6, from: {{prefixes: [{1}]}}, also: [{2}]}}}}"
    floor = "{count: 1, from: {level: {from: 3}}}"
    of = ", ".join(area.format(name, name.upper(), floor) for name in "abc")
    text = f"requirements: [{{id: areas, title: {{en: R, zh: 求}}, choose: {{at_least: 2, of: [{of}]}}}}]"
    documents = read(("programme", text))
    found = rows(documents, took("A101", "A301", "B101", "B102", "C101", "C301"))
    assert found["d-programme:areas"]["state"] == "met"
    assert [found[f"d-programme:{name}"]["wanted"] for name in "abc"] == [True, False, True]


@pytest.mark.parametrize(
    ("requirement", "said"),
    [
        ("take: {subjects: [A101]}, at_most: [{credits: 3, from: {anything: true}}]", "`at_most` goes with all"),
        ('average: {at_least: "2.0"}', "give either over or of"),
        ('average: {at_least: "2.0", of: [b]}', "a is over b, which isn't a requirement here"),
        ('average: {at_least: "2.0", of: [a]}', "a is an average over itself"),
        ("element: e, only_for: {}", "name streams or admissions"),
        ("element: e, only_for: {admissions: [lottery]}", "admissions"),
    ],
)
def test_what_cannot_work_is_refused(read: Read, requirement: str, said: str) -> None:
    from registrar.rulebook import RulebookError

    with pytest.raises(RulebookError, match=r"requirements/programme.yaml") as refused:
        read(("programme", f"requirements: [{{id: a, title: {{en: A, zh: 甲}}, {requirement}}}]"))
    assert said in str(refused.value)
