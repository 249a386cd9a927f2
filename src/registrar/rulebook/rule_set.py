"""The fingerprint of a rule set."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

_CODE = Path(__file__).resolve().parent.parent
_CODE_FOLDERS = ("kernel", "rulebook", "rules")
_DATA_SUFFIXES = frozenset({".yaml", ".yml", ".csv", ".typ"})
# Worked cases prove the law; they don't make it.
_NOT_LAW = frozenset({"cases"})


def rule_set_hash(university: Path) -> str:
    """Return the SHA-256 of everything a decision of this university can depend on.

    That is its data files except the worked cases, and the sources of rules, rulebook and kernel. File names and
    contents count, dates and the place on disk don't, so the same law has the same hash on every machine.
    """
    digest = hashlib.sha256(_code_hash().encode())
    for name, content in _files(university, _DATA_SUFFIXES):
        _add(digest, f"university/{name}", content)
    return digest.hexdigest()


@lru_cache(maxsize=1)
def _code_hash() -> str:
    digest = hashlib.sha256()
    for folder in _CODE_FOLDERS:
        for name, content in _files(_CODE / folder, frozenset({".py", ".yaml"})):
            _add(digest, f"{folder}/{name}", content)
    return digest.hexdigest()


def _add(digest: hashlib._Hash, name: str, content: bytes) -> None:
    digest.update(f"{name}\n{len(content)}\n".encode())
    digest.update(content)


def _files(folder: Path, suffixes: frozenset[str]) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        within = path.relative_to(folder)
        if path.suffix in suffixes and path.is_file() and not (set(within.parts) & _NOT_LAW):
            # Git may check text out with other line ends; the law is the same.
            yield within.as_posix(), path.read_bytes().replace(b"\r\n", b"\n")
