"""Nothing in the repository speaks of one particular machine."""

import re
from pathlib import Path

from tests.house.source import ROOT, files, plant, where

# Put together from parts, so that this file does not find itself.
_FOLDERS = "|".join(
    ["/wo" + "rk/", "/ro" + r"ot/[\w.]", "/ho" + r"me/[a-z]", "/Us" + r"ers/[A-Za-z]", "/opt" + r"/[a-z]"]
)
MACHINE_PATH = re.compile(rf"(?<![\w.\-/}}])(?:{_FOLDERS})")


def machine_paths(tree: Path) -> list[str]:
    """Lines with an absolute path of somebody's machine."""
    found = []
    for path in files(tree):
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        for number, line in enumerate(text.splitlines(), start=1):
            if match := MACHINE_PATH.search(line):
                found.append(f"{where(tree, path, number)}: {match.group()}")
    return found


def registry_addresses(tree: Path) -> list[str]:
    """Lines of the lock files that tie them to one package index."""
    found = []
    for path in files(tree, "*.lock"):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if re.search(r"://|file:|--index|--find-links|^-i ", line):
                found.append(f"{where(tree, path, number)}: {line.strip()}")
    return found


def test_no_file_speaks_of_a_machine() -> None:
    assert machine_paths(ROOT) == []


def test_a_machine_path_is_found(tmp_path: Path) -> None:
    # Given a path of a home folder, and two that are none
    plant(tmp_path, "docs/a.md", "fine\nsee /ho" + "me/chan/registrar\n")
    plant(tmp_path, "docs/b.md", "the page /staff/wo" + "rk/ and below /root, or $X/ho" + "me/chan\n")
    # Then the first is named
    assert machine_paths(tmp_path) == ["docs/a.md:2: /ho" + "me/c"]


def test_the_lock_files_name_no_registry() -> None:
    assert registry_addresses(ROOT) == []


def test_a_registry_in_a_lock_file_is_found(tmp_path: Path) -> None:
    # Given a lock file that was made with its index written out
    plant(tmp_path, "requirements.lock", "--index-url https://mirror.example/simple\ndjango==5.2.19\n")
    # Then the line is named
    assert registry_addresses(tmp_path) == ["requirements.lock:1: --index-url https://mirror.example/simple"]
