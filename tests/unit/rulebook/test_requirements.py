"""Requirement documents are read whole or refused with file, field and reason."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from registrar.rulebook import RulebookError
from registrar.rulebook.requirements import load_requirements
from registrar.rulebook.requirements.loading import forget_requirements

HEAD = """
    document: programme
    codes: [CS]
    title: {en: Computing, zh: 計算}
    source: {en: Test, zh: 測試}
    cohorts: {from: 2020/21, to: open}
"""


@pytest.fixture
def university(tmp_path: Path) -> Path:
    """A university's folder without documents."""
    forget_requirements()
    folder = tmp_path / "universities" / "test"
    (folder / "requirements").mkdir(parents=True)
    return folder


def write(university: Path, name: str, text: str, head: str = HEAD) -> None:
    """Write one document; `text` begins with its requirements."""
    body = f"id: {name}\n{dedent(head).strip()}\n{dedent(text).strip()}\n"
    (university / "requirements" / f"{name}.yaml").write_text(body, encoding="utf-8")


def problems(university: Path) -> list[str]:
    """Return what is wrong, as it is printed."""
    with pytest.raises(RulebookError) as refused:
        load_requirements(university)
    return [str(problem) for problem in refused.value.problems]


def test_a_document_is_found_by_code_and_year_of_admission(university: Path) -> None:
    # Given one version for those admitted from 2020/21 on
    write(university, "cs-2020", "requirements: [{id: core, title: {en: C, zh: 心}, take: {subjects: [A, [B, C]]}}]")
    # When it is looked up
    known = load_requirements(university)
    # Then it binds its years and no others, and a list in the list is a choice
    found = known.find("programme", "CS", "2023/24")
    assert found is not None
    assert found.id == "cs-2020"
    assert known.find("programme", "CS", "2019/20") is None
    assert known.find("minor", "CS", "2023/24") is None
    take = found.requirements[0].take
    assert take is not None
    assert take.subjects == (("A",), ("B", "C"))


def test_a_requirement_that_needs_itself_is_refused(university: Path) -> None:
    # Given two shared blocks that include each other
    shared = HEAD.replace("document: programme\n    codes: [CS]", "document: shared")
    write(university, "one", "requirements: [{id: a, title: {en: A, zh: 甲}, include: two}]", shared)
    write(university, "two", "requirements: [{id: b, title: {en: B, zh: 乙}, include: one}]", shared)
    # When they are read, then the way round is named
    assert problems(university) == [
        "universities/test/requirements/one.yaml:6: requirements[0].include: two needs itself: two -> one -> two",
        "universities/test/requirements/two.yaml:6: requirements[0].include: one needs itself: one -> two -> one",
    ]


@pytest.mark.parametrize(
    ("requirements", "said"),
    [
        ("[{id: a, title: {en: A, zh: 甲}}]", "give exactly one of all, choose, take, element, average, include"),
        ("[{id: a, title: {en: A, zh: 甲}, take: {credits: 3}}]", "credits, credits_of and count need `from`"),
        ("[{id: a, title: {en: A, zh: 甲}, take: {credits: 3, count: 1, from: {anything: true}}}]", "give one of"),
        ("[{id: a, title: {en: A, zh: 甲}, take: {credits: 3, from: {}}}]", "say which subjects"),
        ("[{id: a, title: {en: A}, element: e}]", "title.zh: is missing"),
        ("[{id: a, title: {en: A, zh: 甲}, elemnt: e}]", "elemnt: isn't a field here"),
        ("[{id: a, title: {en: A, zh: 甲}, include: nothing}]", "there is no shared document nothing"),
        ("[{id: a, title: {en: A, zh: 甲}, element: e, reuses: [a]}]", "a reuses itself"),
        ("[{id: a, title: {en: A, zh: 甲}, element: e, reuses: [b]}]", "a reuses b, which isn't a requirement here"),
        (
            "[{id: a, title: {en: A, zh: 甲}, element: e}, {id: a, title: {en: A, zh: 甲}, element: f}]",
            "a already stands in",
        ),
        (
            (
                "[{id: a, title: {en: A, zh: 甲}, "
                "choose: {at_least: 2, of: [{id: b, title: {en: B, zh: 乙}, element: e}]}}]"
            ),
            "2 can't be chosen of 1",
        ),
        ("[{id: a, title: {en: A, zh: 甲}, average: {at_least: two, over: {anything: true}}}]", "isn't a number"),
    ],
)
def test_what_cannot_work_is_refused_with_its_place(university: Path, requirements: str, said: str) -> None:
    # Given a document with one mistake, when it is read, then it is refused and the mistake is named
    write(university, "cs", f"requirements: {requirements}")
    (problem,) = problems(university)
    assert problem.startswith("universities/test/requirements/cs.yaml:")
    assert said in problem


def test_two_documents_for_one_programme_and_year_are_refused(university: Path) -> None:
    # Given two documents that would both bind
    for name in ("cs-a", "cs-b"):
        write(university, name, "requirements: [{id: a, title: {en: A, zh: 甲}, element: e}]")
    # When they are read, then the second is refused
    assert problems(university) == [
        "universities/test/requirements/cs-b.yaml: cohorts: overlaps cs-a for CS: both would bind"
    ]


def test_classes_go_downwards(university: Path) -> None:
    # Given bands in the wrong order
    bands = "[{code: b, title: {en: B, zh: 乙}, gpa: '2.0'}, {code: a, title: {en: A, zh: 甲}, gpa: '3.0'}]"
    text = f"requirements: [{{id: a, title: {{en: A, zh: 甲}}, element: e}}]\nclassification: {{bands: {bands}}}"
    write(university, "cs", text)
    # When it is read, then it is refused
    (problem,) = problems(university)
    assert "the classes go from the highest GPA to the lowest" in problem
