"""The clause registers are whole: unique ids, both languages, and the same figures in each.

A clause summary is read by students in either language and cited by refusals, so a figure that stands in one
language only is a wrong answer for half of the readers.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from registrar.rulebook.strict_yaml import read_yaml

UNIVERSITIES = Path(__file__).resolve().parents[2] / "universities"
REGISTERS = sorted(UNIVERSITIES.glob("[!_]*/handbook/*/clauses.yaml"))
KNOWN_KEYS = {"id", "section", "heading", "place", "area", "kind", "reading", "text"}
KINDS = {"rule", "fee", "process", "calendar", "info", "service", "record", "right", "notice", "integration"}

# The registers can only grow: a smaller count means that clauses were lost.
LEAST_CLAUSES = {
    "polyu/2024-25": 655,
    "polyu/2018-19": 197,
    "polyu/alumni": 25,
    "hkmu/alumni": 12,
}

# Figures that rightly stand in the English text only: (university/edition, clause id) -> the figures, each with its why
# in a comment beside it. Keep it empty if the sentence can be written otherwise.
ENGLISH_ONLY_FIGURES: dict[tuple[str, str], set[str]] = {}


def edition_name(register: Path) -> str:
    """`polyu/2024-25` for universities/polyu/handbook/2024-25/clauses.yaml."""
    return f"{register.parents[2].name}/{register.parent.name}"


def read_clauses(register: Path) -> list[dict[str, Any]]:
    """All clauses of one register, in file order."""
    return read_yaml(register).data


def figures(text: str) -> set[str]:
    """The numbers written in digits, thousands separators removed: "HK$2,500 by 9:30" -> {"2500", "9", "30"}."""
    return set(re.findall(r"\d+(?:\.\d+)?", re.sub(r"(?<=\d),(?=\d{3})", "", text)))


def has_chinese(text: str) -> bool:
    """Whether a text holds at least one Chinese character."""
    return re.search(r"[\u4e00-\u9fff]", text) is not None


@pytest.fixture(params=REGISTERS, ids=edition_name)
def register(request: pytest.FixtureRequest) -> Path:
    """Each clause register in turn."""
    return request.param


def test_every_known_edition_has_a_register() -> None:
    assert LEAST_CLAUSES.keys() <= {edition_name(path) for path in REGISTERS}


def test_no_clause_was_lost(register: Path) -> None:
    clauses = read_clauses(register)
    name = edition_name(register)
    with_text = sum("text" in clause for clause in clauses)
    print(f"{name}: {len(clauses)} clauses, {with_text} with a summary")

    assert len(clauses) >= LEAST_CLAUSES.get(name, 1)


def test_every_clause_is_summarised(register: Path) -> None:
    bare = [clause["id"] for clause in read_clauses(register) if "text" not in clause]

    assert edition_name(register) not in LEAST_CLAUSES or bare == []


def test_clause_ids_are_unique_within_the_edition(register: Path) -> None:
    counts = Counter(clause["id"] for clause in read_clauses(register))

    assert {clause for clause, count in counts.items() if count > 1} == set()


def test_clauses_carry_only_known_keys_and_kinds(register: Path) -> None:
    wrong = [
        clause["id"]
        for clause in read_clauses(register)
        if not clause.keys() <= KNOWN_KEYS
        or not {"id", "section", "heading", "area", "kind"} <= clause.keys()
        or clause["kind"] not in KINDS
        or not isinstance(clause["id"], str)
        or not isinstance(clause["section"], str)
        or clause.get("reading", True) is not True
    ]

    assert wrong == []


def test_every_text_and_heading_stands_in_both_languages(register: Path) -> None:
    wrong = [
        (clause["id"], field)
        for clause in read_clauses(register)
        for field in ("heading", "place", "text")
        if field in clause
        and (
            clause[field].keys() != {"en", "zh"}
            or not clause[field]["en"].strip()
            or has_chinese(clause[field]["en"])
            or not has_chinese(clause[field]["zh"])
        )
    ]

    assert wrong == []


def test_every_figure_of_the_english_text_stands_in_the_chinese(register: Path) -> None:
    name = edition_name(register)
    missing = {}
    for clause in read_clauses(register):
        if "text" not in clause:
            continue
        excused = ENGLISH_ONLY_FIGURES.get((name, clause["id"]), set())
        lost = figures(clause["text"]["en"]) - figures(clause["text"]["zh"]) - excused
        if lost:
            missing[clause["id"]] = sorted(lost)

    assert missing == {}


def test_exemptions_are_still_needed() -> None:
    idle = []
    for (name, clause_id), excused in ENGLISH_ONLY_FIGURES.items():
        university, edition = name.split("/")
        clauses = read_clauses(UNIVERSITIES / university / "handbook" / edition / "clauses.yaml")
        text = next(clause["text"] for clause in clauses if clause["id"] == clause_id)
        idle += [(name, clause_id, figure) for figure in excused - (figures(text["en"]) - figures(text["zh"]))]

    assert idle == []


def test_figures_are_read_without_separators() -> None:
    assert figures("HK$2,500.50 by 9:30 on 1 October, 2024/25") == {"2500.50", "9", "30", "1", "2024", "25"}
    assert figures("各付100元，共1,234,567元") == {"100", "1234567"}
