"""YAML without surprises: no floats, no duplicate keys, no yes/no booleans, and every value knows its line."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from registrar.rulebook.problem import Problem, RulebookError, shown

Place = tuple[str | int, ...]

_TAG = "tag:yaml.org,2002:"
_BASE: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_BASE):  # type: ignore[misc]
    """The C parser with YAML 1.2's few plain scalars instead of YAML 1.1's many."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}


_NUMBER_STARTS = list("-+.0123456789")
_Loader.add_implicit_resolver(f"{_TAG}bool", re.compile(r"^(?:true|false)$"), list("tf"))
_Loader.add_implicit_resolver(f"{_TAG}null", re.compile(r"^(?:null|~|)$"), ["n", "~", ""])
_Loader.add_implicit_resolver(f"{_TAG}int", re.compile(r"^(?:0|-?[1-9][0-9]*)$"), _NUMBER_STARTS)
_Loader.add_implicit_resolver(f"{_TAG}timestamp", re.compile(r"^\d{4}-\d{2}-\d{2}$"), list("0123456789"))
_Loader.add_implicit_resolver(
    f"{_TAG}float",
    re.compile(r"^[-+]?(?:\d+\.\d*(?:[eE][-+]?\d+)?|\.\d+(?:[eE][-+]?\d+)?|\d+[eE][-+]?\d+|\.inf|\.nan)$"),
    _NUMBER_STARTS,
)


@dataclass(frozen=True)
class Document:
    """A file's data with the line of each value, by its place in the data (`("values", 0, "from")`)."""

    file: str
    data: Any
    lines: dict[Place, int] = field(repr=False)

    def line(self, place: Place) -> int | None:
        """Return the line of a place, or of the nearest thing around it."""
        while place:
            if place in self.lines:
                return self.lines[place]
            place = place[:-1]
        return self.lines.get(())

    def problem(self, place: Place, message: str) -> Problem:
        """Return a problem at a place of this file."""
        return Problem(self.file, self.line(place), dotted(place), message)


def dotted(place: Place) -> str:
    """Return a place as people write it: `values[0].from`."""
    text = ""
    for step in place:
        text += f"[{step}]" if isinstance(step, int) else (f".{step}" if text else step)
    return text


def read_yaml(path: Path, root: Path | None = None) -> Document:
    """Read one file. Raises RulebookError with every problem found, each with file, line and field."""
    name = shown(path, root)
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise RulebookError([Problem(name, None, "", f"can't be read: {error}")]) from error
    return parse_yaml(text, name)


def parse_yaml(text: str, name: str) -> Document:
    """Read YAML text; `name` is what problems call the file."""
    loader = _Loader(text)
    try:
        root = loader.get_single_node()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        what = getattr(error, "problem", None) or "not YAML"
        raise RulebookError([Problem(name, mark.line + 1 if mark else None, "", f"not YAML: {what}")]) from error
    finally:
        loader.dispose()
    builder = _Builder(name)
    data = builder.build(root, ()) if root is not None else None
    if builder.problems:
        raise RulebookError(builder.problems)
    return Document(name, data, builder.lines)


class _Builder:
    """Turns the parser's nodes into plain data and writes down lines and problems."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.lines: dict[Place, int] = {}
        self.problems: list[Problem] = []

    def refuse(self, node: yaml.Node, place: Place, message: str) -> None:
        self.problems.append(Problem(self.file, node.start_mark.line + 1, dotted(place), message))

    def build(self, node: yaml.Node, place: Place) -> Any:
        self.lines[place] = node.start_mark.line + 1
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, place)
        if isinstance(node, yaml.SequenceNode):
            return [self.build(item, (*place, number)) for number, item in enumerate(node.value)]
        return self.scalar(node, place)

    def mapping(self, node: yaml.MappingNode, place: Place) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self.refuse(key_node, place, "a key must be plain text")
                continue
            key = key_node.value
            if key_node.tag == f"{_TAG}float":
                self.refuse(key_node, (*place, key), "a key that looks like a float must be quoted")
            if key in data:
                self.refuse(key_node, (*place, key), "stands twice in the same mapping")
            data[key] = self.build(value_node, (*place, key))
        return data

    def scalar(self, node: yaml.Node, place: Place) -> Any:
        if node.tag == f"{_TAG}float":
            self.refuse(node, place, f"{node.value} is a float; write it in quotes, exactly: '{node.value}'")
            return None
        make = _SCALARS.get(node.tag)
        if make is None:
            self.refuse(node, place, f"tag {node.tag} isn't allowed")
            return None
        try:
            return make(node.value)
        except ValueError as error:
            self.refuse(node, place, f"{node.value}: {error}")
            return None


_SCALARS: dict[str, Callable[[str], Any]] = {
    f"{_TAG}str": str,
    f"{_TAG}int": int,
    f"{_TAG}bool": lambda text: text == "true",
    f"{_TAG}null": lambda text: None,
    f"{_TAG}timestamp": date.fromisoformat,
}
