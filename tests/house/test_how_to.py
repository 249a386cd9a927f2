"""The how-to pages work as printed: their own blocks are written into a copy, and what the page promises comes out."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from tests.house.papers import fenced
from tests.house.source import ROOT, plant

from registrar.rulebook import decide, load_rulebook
from registrar.rulebook.cases import all_cases, run_case
from registrar.rulebook.check import university_problems
from registrar.rulebook.loader import forget_rulebooks

PAGES = ROOT / "docs" / "how-to"
YEAR = "universities/polyu/handbook/2025-26"
FIGURES = "universities/polyu/parameters/registration"
LOAD = {"registered_credits": 18, "added_credits": 3, "on_probation": False}


@pytest.fixture
def tree(tmp_path: Path) -> Iterator[Path]:
    """A copy of the data of all universities."""
    shutil.copytree(ROOT / "universities", tmp_path / "universities")
    yield tmp_path
    forget_rulebooks()


def _insert(path: Path, before: str, text: str) -> None:
    old = path.read_text(encoding="utf-8")
    assert before in old
    path.write_text(old.replace(before, text + before, 1), encoding="utf-8")


def _append(path: Path, text: str) -> None:
    path.write_text(path.read_text(encoding="utf-8").rstrip("\n") + "\n" + text, encoding="utf-8")


def _problems(tree: Path, code: str) -> list[str]:
    forget_rulebooks()
    return [str(problem) for problem in university_problems(tree / "universities" / code, tree / "universities")]


def _failing(tree: Path, code: str, rule: str) -> tuple[int, list[str]]:
    law = load_rulebook(tree / "universities").university(code)
    cases = [case for case in all_cases(law) if case.rule == rule]
    return len(cases), [line for case in cases for line in run_case(case, law)]


def _draft(tree: Path) -> list[str]:
    """Carry out steps 1 to 4 of the page on editions; return its blocks."""
    blocks = fenced(PAGES / "new-edition.md", "yaml")
    plant(tree, f"{YEAR}/edition.yaml", blocks[0])
    plant(tree, f"{YEAR}/clauses.yaml", blocks[1])
    _insert(tree / FIGURES / "max_credits.yaml", "gaps:", blocks[2])
    _insert(tree / FIGURES / "normal_credits.yaml", "gaps:", blocks[3])
    _append(tree / "universities/polyu/cases/registration/credit_ceiling.yaml", blocks[4])
    return blocks


def test_a_new_edition_binds_nobody_as_a_draft_and_then_its_year(tree: Path) -> None:
    # Given the draft of the page
    blocks = _draft(tree)
    assert _problems(tree, "polyu") == []
    rulebook = load_rulebook(tree / "universities")
    facts = {"term": "2025/26-S1", **LOAD}
    asked = {"as_of": date(2025, 9, 3), "rulebook": rulebook}

    # Then it is used where it is asked for, and nowhere else
    assert decide("registration.credit_ceiling", facts, **asked).outcome == "UNDETERMINED"
    assert decide("registration.credit_ceiling", facts, edition="polyu-2025-26", **asked).result["ceiling"] == 18
    last_year = {"as_of": date(2024, 9, 3), "rulebook": rulebook}
    assert decide("registration.credit_ceiling", {**facts, "term": "2024/25-S1"}, **last_year).result["ceiling"] == 21
    assert _failing(tree, "polyu", "registration.credit_ceiling")[1] == []

    # When it is let bind as the page says, with the clauses that it has so far
    edition = tree / YEAR / "edition.yaml"
    kept = [line for line in blocks[0].splitlines() if not line.startswith(("status:", "based_on:"))]
    edition.write_text("\n".join(kept) + "\n", encoding="utf-8")
    plant(tree, f"{YEAR}/rules.yaml", 'registration.credit_ceiling: {ceiling: ["5A-03"]}\n')
    assert _problems(tree, "polyu") == []

    # Then it binds its year
    now = {"as_of": date(2025, 9, 3), "rulebook": load_rulebook(tree / "universities")}
    decision = decide("registration.credit_ceiling", facts, **now)
    assert (decision.outcome, decision.edition, decision.result["ceiling"]) == ("REFUSED", "polyu-2025-26", 18)


def test_a_new_charge_holds_from_its_day(tree: Path) -> None:
    # Given a next edition with the clause that sets the new charge
    _draft(tree)
    clause = (
        '- {id: "8I-14", section: "8I", area: finance, kind: fee, text: {en: "HK$75 a copy.", zh: "每份75港元。"}}\n'
    )
    _append(tree / YEAR / "clauses.yaml", clause)
    values, case, *_ = fenced(PAGES / "change-a-fee.md", "yaml")

    # When the page's values and case are written down
    fee = tree / "universities/polyu/parameters/finance/transcript_fee.yaml"
    head, _, rest = fee.read_text(encoding="utf-8").partition("values:\n")
    fee.write_text(head + values + rest[rest.index("gaps:") :], encoding="utf-8")
    cases = tree / "universities/polyu/cases/finance/service_charge.yaml"
    before = len(_blocks_of_cases(cases))
    _append(cases, case.replace("facts:", "edition: polyu-2025-26\n    facts:"))

    # Then the data are in order, and the new case passes with the old ones
    assert _problems(tree, "polyu") == []
    assert _failing(tree, "polyu", "finance.service_charge") == (before + 1, [])


def _blocks_of_cases(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("  - id:")]


def test_another_university_takes_a_rule_into_use(tree: Path) -> None:
    # Given the copy of the template under another code
    folder = tree / "universities" / "hillview"
    shutil.copytree(tree / "universities/_template", folder, ignore=shutil.ignore_patterns("README.md"))
    for path in folder.rglob("*.yaml"):
        path.write_text(path.read_text(encoding="utf-8").replace("example", "hillview"), encoding="utf-8")
    assert _problems(tree, "hillview") == []

    # When the page's rules are taken into use
    (rules,) = fenced(PAGES / "another-university.md", "yaml")
    (folder / "handbook/edition/rules.yaml").write_text(rules, encoding="utf-8")

    # Then the figures that are missing are named as the page shows
    missing = _problems(tree, "hillview")
    assert len(missing) == 5
    printed = [block.strip() for block in fenced(PAGES / "another-university.md", "")]
    assert [line for line in missing if line in printed] == [line for line in missing if "normal_credits" in line]


def test_a_new_rule_answers_its_cases(tmp_path: Path) -> None:
    # Given a copy of the source with every block of the page in its place
    left_out = shutil.ignore_patterns("__pycache__", "static", "fonts", "locale", "areas", "demo", "templates")
    shutil.copytree(ROOT / "src/registrar", tmp_path / "src/registrar", ignore=left_out)
    shutil.copytree(ROOT / "universities", tmp_path / "universities")
    page = PAGES / "new-rule.md"
    figure, words, chinese, _shared, cases = fenced(page, "yaml")
    (rule,) = fenced(page, "python")
    polyu, rules = "universities/polyu", "src/registrar/rules/exams"
    plant(tmp_path, f"{rules}/__init__.py", '"""Rules on examinations."""\n')
    plant(tmp_path, f"{rules}/late_assessment_window.py", rule)
    plant(tmp_path, f"{rules}/messages.yaml", words)
    plant(tmp_path, f"{rules}/texts.yaml", chinese)
    plant(tmp_path, f"{polyu}/parameters/exams/late_assessment_days.yaml", figure)
    plant(tmp_path, f"{polyu}/cases/exams/late_assessment_window.yaml", cases)

    # Then the data are in order, and the three cases pass
    assert _registrar(tmp_path, "university", "check", "polyu") == "polyu: in order"
    assert _registrar(tmp_path, "cases", "exams").splitlines()[-1].split() == ["all", "3", "0"]

    # And the rule reads in Chinese, its facts too
    shown = _registrar(tmp_path, "rules", "show", "exams.late_assessment_window", "--language", "zh-hant")
    assert "於考試後的工作天期限內收到的申請，可獲接受。" in shown
    assert "考試後的公眾假期及休假日；毋須列出週末" in shown
    assert _registrar(tmp_path, "messages", "--check").endswith(" 0 gaps")

    # And the command of the page gives a decision
    (command,) = [line for block in fenced(page, "") for line in block.splitlines() if line.startswith("echo ")]
    facts, _, rest = command.removeprefix("echo '").partition("' | registrar ")
    assert '"outcome": "REFUSED"' in _registrar(tmp_path, *rest.split(), given=facts)


def _registrar(tree: Path, *words: str, given: str = "") -> str:
    environment = {**os.environ, "PYTHONPATH": str(tree / "src"), "COLUMNS": "200"}
    environment.pop("REGISTRAR_UNIVERSITIES", None)
    command = [sys.executable, "-m", "registrar", *words]
    done = subprocess.run(
        command, cwd=tree, env=environment, input=given, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()
