"""The import contracts hold, and each of them catches the violation that it is there for."""

import configparser
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.house.source import ROOT, plant

# Contract, the file that breaks it, its text, and what the report must say.
PLANTED = [
    ("house", "kernel/planted_a.py", "import registrar.areas.people\n", "registrar.kernel.planted_a"),
    ("house", "ui/planted_b.py", "import registrar.rules\n", "registrar.ui.planted_b"),
    ("house", "annexe/__init__.py", "", "registrar.annexe"),
    (
        "areas",
        "areas/people/planted_c.py",
        "import registrar.areas.finance.queries\n",
        "registrar.areas.people.planted_c",
    ),
    ("areas", "areas/parking/__init__.py", "", "registrar.areas.parking"),
    (
        "inside",
        "areas/people/models/planted_d.py",
        "import registrar.areas.people.actions\n",
        "people.models.planted_d",
    ),
    ("inside", "areas/people/actions/planted_e.py", "import registrar.areas.people.web\n", "people.actions.planted_e"),
    ("models", "areas/finance/planted_f.py", "import registrar.areas.people.models\n", "finance.planted_f"),
    ("rules", "rules/planted_g.py", "import random\n", "registrar.rules.planted_g"),
    ("rules", "rules/planted_h.py", "from django.db import models\n", "registrar.rules.planted_h"),
    ("rulebook", "rulebook/planted_i.py", "import psycopg\n", "registrar.rulebook.planted_i"),
    ("rulebook", "rulebook/planted_j.py", "import socket\n", "registrar.rulebook.planted_j"),
    ("kernel", "kernel/planted_k.py", "import pydantic\n", "registrar.kernel.planted_k"),
    ("supervisor", "supervisor/planted_l.py", "import django\n", "registrar.supervisor.planted_l"),
    ("ui", "ui/planted_m.py", "import registrar.areas.people\n", "registrar.ui.planted_m"),
]


def _contracts() -> dict[str, str]:
    parser = configparser.ConfigParser()
    parser.read(ROOT / ".importlinter")
    return {
        section.rpartition(":")[2]: parser[section]["name"]
        for section in parser.sections()
        if section.startswith("importlinter:contract:")
    }


CONTRACTS = _contracts()


def _copy(target: Path) -> Path:
    shutil.copytree(ROOT / "src", target / "src", ignore=shutil.ignore_patterns("__pycache__", "static", "*.mo"))
    (target / "tools").mkdir()
    shutil.copy(ROOT / "tools" / "import_contracts.py", target / "tools")
    shutil.copy(ROOT / ".importlinter", target)
    return target


def _lint(tree: Path) -> tuple[int, str]:
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()", "--no-cache"]
    environment = {**os.environ, "PYTHONPATH": str(tree / "src"), "NO_COLOR": "1", "COLUMNS": "200"}
    done = subprocess.run(command, cwd=tree, env=environment, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What the linter says of a copy of the source with every violation planted in it."""
    tree = _copy(tmp_path_factory.mktemp("planted"))
    for _, name, text, _ in PLANTED:
        plant(tree, f"src/registrar/{name}", text)
    code, said = _lint(tree)
    assert code != 0
    return said


def _section(report: str, contract: str) -> str:
    """What the report says of one broken contract: from its underlined name to the next one."""
    parts = re.split(r"^(.+)\n-{3,}$", report, flags=re.M)
    sections = dict(zip(parts[1::2], parts[2::2], strict=True))
    return sections.get(CONTRACTS[contract], "")


def test_the_source_keeps_every_contract(tmp_path: Path) -> None:
    code, said = _lint(_copy(tmp_path))
    assert (code, re.findall(r"Contracts: .*", said)) == (0, [f"Contracts: {len(CONTRACTS)} kept, 0 broken."]), said


@pytest.mark.parametrize(("contract", "name", "text", "named"), PLANTED, ids=[f"{row[0]}: {row[1]}" for row in PLANTED])
def test_a_planted_violation_breaks_its_contract(report: str, contract: str, name: str, text: str, named: str) -> None:
    assert f"{CONTRACTS[contract]} BROKEN" in report
    assert named in _section(report, contract)


def test_every_contract_has_a_planted_violation() -> None:
    assert {row[0] for row in PLANTED} == set(CONTRACTS)
