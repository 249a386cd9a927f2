"""The papers are true of the source: links lead somewhere, commands and options exist, paths exist, nothing is lost."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from tests.house.papers import anchors, blocks, links, spans
from tests.house.source import ROOT, plant, where

from registrar.cli import _parser

# A path may be said from the top, from the package, or from the areas: `areas/finance/models/`, `finance/models/`.
BASES = ("", "src/registrar", "src/registrar/areas")
# Not in the repository: a start makes them.
MADE_BY_A_RUN = {"var", ".venv"}
PATH = re.compile(r"\.?[\w][\w.\-]*(?:/[\w.\-*<>{},]+)+/?|\.?[\w][\w.\-]*/")
CHANGE = re.compile(r"[a-z0-9-]+\.(added|changed|fixed|removed|law)\.md")
# Pictures of pages are made last; until there is one, the links to them are let be.
SCREENSHOTS = "docs/screenshots"
COMMAND = re.compile(r"(?:^|[|&;] *|\$ )(?:PYTHONPATH=src )?(?:\S*bin/)?(registrar|\./run|\./check)(?= |$)([^|&;>#]*)")


def broken_links(tree: Path) -> list[str]:
    """Relative links that lead to no file, or to no heading of one."""
    found = []
    for link in links(tree):
        file, _, anchor = link.text.partition("#")
        if ":" in link.text:
            continue
        target = link.path.parent / file if file else link.path
        if target.parent == tree / SCREENSHOTS and not target.parent.exists():
            continue
        lost = anchor and target.suffix == ".md" and target.exists() and anchor not in anchors(target)
        if lost or not target.exists():
            found.append(f"{link.place}: {link.text}")
    return found


def _bases(tree: Path, paper: Path) -> Iterator[Path]:
    yield paper.parent
    for base in BASES:
        yield tree / base


def missing_paths(tree: Path) -> list[str]:
    """Paths in backticks whose first part is there and whose rest is not; `<name>` stands for any name."""
    found = []
    for span in spans(tree):
        if not PATH.fullmatch(span.text):
            continue
        first = span.text.split("/")[0]
        if first in MADE_BY_A_RUN:
            continue
        bases = [base for base in _bases(tree, span.path) if (base / first).exists()]
        if bases and not any(_matches(base, span.text) for base in bases):
            found.append(f"{span.place}: {span.text}")
    return found


def _matches(base: Path, text: str) -> bool:
    pattern = re.sub(r"<[^<>]*>", "*", text.rstrip("/"))
    return all(any(base.glob(one)) for one in _choices(pattern))


def _choices(pattern: str) -> list[str]:
    """`a/{b,c}` is a/b and a/c."""
    match = re.search(r"\{([^{}]*)\}", pattern)
    if not match:
        return [pattern]
    before, after = pattern[: match.start()], pattern[match.end() :]
    return [whole for part in match.group(1).split(",") for whole in _choices(before + part + after)]


@cache
def _parsers() -> dict[str, argparse.ArgumentParser]:
    return {"registrar": _parser(""), "./run": _subcommands(_parser(""))["serve"]}


def _subcommands(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            return dict(action.choices)
    return {}


def _options(parser: argparse.ArgumentParser) -> set[str]:
    return {option for action in parser._actions for option in action.option_strings}


@cache
def _check_words() -> tuple[set[str], set[str]]:
    """Steps and options of ./check, read from its source."""
    steps = (ROOT / "tools/check_steps.py").read_text(encoding="utf-8")
    names = set(re.findall(r'\bStep\(\s*"(\w+)"', steps))
    main = (ROOT / "tools/check.py").read_text(encoding="utf-8")
    return names | {"fast", "STEP"}, {"--help", *re.findall(r'add_argument\("(--[\w-]+)"', main)}


def unknown_commands(tree: Path) -> list[str]:
    """Commands, steps and options that do not exist: of `registrar`, `./run` and `./check`."""
    found = []
    for said in (*spans(tree), *blocks(tree)):
        for program, rest in COMMAND.findall(re.sub(r"(^|\s)#.*", "", said.text)):
            wrong = _wrong_word(program, rest.split())
            if wrong:
                found.append(f"{said.place}: {program}: {wrong}")
    return found


def _wrong_word(program: str, words: list[str]) -> str:
    """The first word that the program does not know, or nothing."""
    if program == "./check":
        steps, options = _check_words()
        known = steps | options
        return next((word for word in words if word not in known and not word.isdecimal()), "")
    parser = _parsers()[program]
    for word in words:
        below = _subcommands(parser)
        if word.startswith("-") and word != "-":
            if word.partition("=")[0] not in _options(parser):
                return word
        elif below and re.fullmatch(r"[a-z][\w\-]*:?", word):
            if word.rstrip(":") not in below:
                return word
            parser = below[word.rstrip(":")]
    return ""


def unlisted(tree: Path) -> list[str]:
    """Papers below docs/ that no link of another paper leads to."""
    reached = {
        (link.path.parent / link.text.partition("#")[0]).resolve() for link in links(tree) if ":" not in link.text
    }
    papers = sorted((tree / "docs").rglob("*.md"))
    return [where(tree, paper) for paper in papers if paper.resolve() not in reached]


def misnamed_lines(tree: Path) -> list[str]:
    """Lines for the changelog whose name does not say their kind, or that are empty or long."""
    found = []
    for path in sorted((tree / "changelog.d").glob("*")):
        kind = CHANGE.fullmatch(path.name)
        lines = path.read_text(encoding="utf-8").splitlines() if kind else []
        if path.name != "README.md" and not (kind and len(lines) == 1 and lines[0].endswith(".")):
            found.append(where(tree, path))
    return found


Check = Callable[[Path], list[str]]
GONE = "src/registrar/<part>/gone.py"
CHECKS = [broken_links, missing_paths, unknown_commands, unlisted, misnamed_lines]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_the_papers_are_true(check: Check) -> None:
    assert check(ROOT) == []


def test_the_papers_are_read() -> None:
    # A pattern that matches nothing would let everything pass.
    commands = [said for said in (*spans(ROOT), *blocks(ROOT)) if COMMAND.search(said.text)]
    paths = [span for span in spans(ROOT) if PATH.fullmatch(span.text)]
    assert min(len(commands), len(paths), len(list(links(ROOT)))) > 20


@pytest.mark.parametrize(
    ("check", "text", "expected"),
    [
        (broken_links, "[a](README.md#a-part) [gone](../gone.md) [web](https://e.org)\n# A part\n", ["../gone.md"]),
        (broken_links, "[a](README.md#another)\n\n# A part\n", ["README.md#another"]),
        (broken_links, "![shot](shot.png) `[x](y.md)`\n\n    [x](y.md)\n", ["shot.png"]),
        (missing_paths, "`docs/README.md` `docs/gone.md` `other/gone.md` `text/html`\n", ["docs/gone.md"]),
        (missing_paths, "`src/registrar/areas/<area>/models/` `src/registrar/<part>/gone.py`\n", [GONE]),
        (missing_paths, "`finance/{models,actions}/`, `finance/{models,gone}/`\n", ["finance/{models,gone}/"]),
        (missing_paths, "```\n`docs/gone.md`\n```\n", []),
        (unknown_commands, "`registrar rules list --json` and `registrar rule list`\n", ["registrar: rule"]),
        (unknown_commands, "`registrar decide RULE --facts - --whim`\n", ["registrar: --whim"]),
        (unknown_commands, "text\n\n    cat facts | .venv/bin/registrar rules draw x\n", ["registrar: draw"]),
        (unknown_commands, "registrar sings in plain prose; `create role registrar login`\n", []),
        (unknown_commands, "`./run --port 9000`, `./run --ports 1`\n", ["./run: --ports"]),
        (unknown_commands, "`./check fast`, `./check unit --seed 12`, `./check all`\n", ["./check: all"]),
        (unknown_commands, "```\n./check house   # or ./check some; ./check more\n```\n", []),
    ],
)
def test_what_is_not_true_is_found(tmp_path: Path, check: Check, text: str, expected: list[str]) -> None:
    # Given a tree with one paper and a little source
    plant(tmp_path, "docs/README.md", text)
    for area in ("models", "actions"):
        plant(tmp_path, f"src/registrar/areas/finance/{area}/__init__.py")
    # Then what is wrong is named, and nothing else
    assert [line.partition(": ")[2] for line in check(tmp_path)] == expected


def test_a_paper_that_nothing_leads_to_is_found(tmp_path: Path) -> None:
    # Given an index that names one of two papers
    plant(tmp_path, "README.md", "[docs](docs/README.md)\n")
    plant(tmp_path, "docs/README.md", "[a](a.md)\n")
    plant(tmp_path, "docs/a.md")
    plant(tmp_path, "docs/lost.md")
    # Then the other is named
    assert unlisted(tmp_path) == ["docs/lost.md"]


def test_a_misnamed_line_of_the_changelog_is_found(tmp_path: Path) -> None:
    # Given a good line, one of no kind, and one that is two
    plant(tmp_path, "changelog.d/README.md")
    plant(tmp_path, "changelog.d/transcript-fee.law.md", "A transcript costs HK$75.\n")
    plant(tmp_path, "changelog.d/transcript-fee.md", "A transcript costs HK$75.\n")
    plant(tmp_path, "changelog.d/two.fixed.md", "One thing.\nAnother.\n")
    # Then the last two are named
    assert misnamed_lines(tmp_path) == ["changelog.d/transcript-fee.md", "changelog.d/two.fixed.md"]
