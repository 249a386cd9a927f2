"""The words of messages, in English and Traditional Chinese."""

from __future__ import annotations

import string
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from registrar.kernel import Bilingual, Message
from registrar.rulebook.message_values import said
from registrar.rulebook.problem import Problem, RulebookError
from registrar.rulebook.rule import RULES_FOLDER
from registrar.rulebook.schemas import MessageFile
from registrar.rulebook.schemas.base import BilingualText, validated
from registrar.rulebook.strict_yaml import read_yaml

_OWN = Path(__file__).resolve().parent


class UnknownMessage(LookupError):
    """There is no text for a message key."""


def text(message: Message, language: str) -> str:
    """Return a message in a language (`en`, or anything beginning with `zh`), its arguments said in that language.

    Raises UnknownMessage for a key without text and KeyError for an argument that the text needs and isn't given.
    """
    return template(message.key).in_language(language).format_map(_Said(message.args, language))


def both(message: Message) -> Bilingual:
    """Return a message in both languages."""
    return Bilingual(text(message, "en"), text(message, "zh-hant"))


def template(key: str) -> Bilingual:
    """Return the text of a key with its placeholders. Raises UnknownMessage."""
    found = all_messages().get(key)
    if found is None:
        raise UnknownMessage(
            f"no text for the message {key!r}; it belongs in rules/{key.partition('.')[0]}/messages.yaml"
        )
    return found


@lru_cache(maxsize=1)
def all_messages() -> Mapping[str, Bilingual]:
    """Read every messages.yaml of the rules and of the rulebook. Raises RulebookError with every problem."""
    texts: dict[str, Bilingual] = {}
    problems: list[Problem] = []
    for path in message_files():
        try:
            texts.update(messages_of(path))
        except RulebookError as error:
            problems += error.problems
    if problems:
        raise RulebookError(problems)
    return texts


def message_files() -> list[Path]:
    """Return the messages.yaml of the rulebook and of each area of the rules."""
    return [_OWN / "messages.yaml", *sorted(RULES_FOLDER.glob("*/messages.yaml"))]


def messages_of(path: Path) -> dict[str, Bilingual]:
    """Read one messages.yaml: keys of its own area only, the same placeholders in both languages."""
    document = read_yaml(path, path.parents[1])
    schemas: dict[str, BilingualText] = validated(MessageFile, document)
    problems: list[Problem] = []
    area = path.parent.name
    for key, schema in schemas.items():
        if not key.startswith(f"{area}."):
            problems.append(document.problem((key,), f"a key of this file begins with {area}."))
        try:
            english, chinese = placeholders(schema.en), placeholders(schema.zh)
        except ValueError as error:
            problems.append(document.problem((key,), f"bad placeholder: {error}"))
            continue
        if english != chinese:
            odd = ", ".join(sorted(english ^ chinese))
            problems.append(document.problem((key,), f"not the same placeholders in both languages: {odd}"))
    if problems:
        raise RulebookError(problems)
    return {key: schema.value() for key, schema in schemas.items()}


def placeholders(template: str) -> frozenset[str]:
    """Return the names in braces of a text. Raises ValueError for nameless or malformed ones."""
    names = set()
    for _, name, _, _ in string.Formatter().parse(template):
        if name is None:
            continue
        if not name.isidentifier():
            raise ValueError(f"{{{name}}} isn't a name")
        names.add(name)
    return frozenset(names)


class _Said(dict[str, str]):
    """Arguments, each put into words when the text asks for it."""

    def __init__(self, args: Mapping[str, Any], language: str) -> None:
        super().__init__()
        self._args = args
        self._language = language

    def __missing__(self, name: str) -> str:
        return said(self._args[name], self._language)
