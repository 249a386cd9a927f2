"""Markdown files as the house tests read them: links, headings, and what stands in code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.house.source import files, where

_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_SPAN = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
_FENCE = re.compile(r"^\s*(```|~~~)")
_INDENTED = re.compile(r"^(?: {4}|\t)(?! *(?:[-*+]|\d+\.) )")


@dataclass(frozen=True)
class Found:
    """Something that stands in a paper, with its place as a report names it."""

    path: Path
    place: str
    text: str


@dataclass(frozen=True)
class _Line:
    number: int
    text: str
    in_block: bool


def _lines(path: Path) -> Iterator[_Line]:
    """Every line, and whether it belongs to a block of code, fenced or indented."""
    fenced, before_blank, indented = False, True, False
    for number, text in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if _FENCE.match(text):
            fenced = not fenced
            continue
        blank = not text.strip()
        indented = not fenced and bool(_INDENTED.match(text)) and (indented or before_blank)
        yield _Line(number, text, fenced or indented)
        before_blank = blank


def links(tree: Path) -> Iterator[Found]:
    """The targets of links and pictures, those in code left out."""
    for path in files(tree, "*.md"):
        for line in _lines(path):
            if not line.in_block:
                for target in _LINK.findall(_SPAN.sub("", line.text)):
                    yield Found(path, where(tree, path, line.number), target)


def spans(tree: Path) -> Iterator[Found]:
    """What stands between single backticks."""
    for path in files(tree, "*.md"):
        for line in _lines(path):
            if not line.in_block:
                for text in _SPAN.findall(line.text):
                    yield Found(path, where(tree, path, line.number), text.strip())


def blocks(tree: Path) -> Iterator[Found]:
    """The lines of blocks of code, those that a backslash continues joined."""
    for path in files(tree, "*.md"):
        begun = ""
        for line in _lines(path):
            if line.in_block:
                text = begun + line.text.strip()
                begun = text[:-1] if text.endswith("\\") else ""
                if not begun:
                    yield Found(path, where(tree, path, line.number), text)


def anchors(path: Path) -> set[str]:
    """The anchors that the headings of a paper give."""
    found = set()
    for line in _lines(path):
        if not line.in_block and line.text.startswith("#"):
            words = re.sub(r"[^\w\- ]", "", line.text.lstrip("#").strip().lower())
            found.add(words.replace(" ", "-"))
    return found


def fenced(path: Path, language: str) -> list[str]:
    """The contents of the fenced blocks of one language ("" where none is named), in order."""
    found: list[str] = []
    opened: str | None = None
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("```"):
            opened = line.removeprefix("```") if opened is None else None
            if opened == language:
                found.append("")
        elif opened == language:
            found[-1] += f"{line}\n"
    return found
