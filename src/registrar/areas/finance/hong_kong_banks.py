"""Banks in Hong Kong by their clearing codes: universities/<code>/banks.yaml."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from registrar.kernel import Bilingual
from registrar.rulebook import load_rulebook
from registrar.rulebook.problem import RulebookError
from registrar.rulebook.schemas.base import BilingualText, Filled, Schema, validated
from registrar.rulebook.strict_yaml import read_yaml


class BankSchema(Schema):
    """One bank."""

    code: Filled
    name: BilingualText


class BanksSchema(Schema):
    """The whole file: where the list comes from, and the day on which the Finance Office confirmed it, if it has."""

    source: BilingualText
    written_on: date
    confirmed_on: date | None
    banks: list[BankSchema]


@dataclass(frozen=True)
class Banks:
    """The list. Until it is confirmed a code that it lacks is no error: the list may be wrong."""

    names: dict[str, Bilingual]
    confirmed: bool


@lru_cache(maxsize=4)
def read_banks(path: Path) -> Banks:
    """Read a list. Raises RulebookError for a malformed file, or a code that is no three digits or stands twice."""
    document = read_yaml(path, path.parents[1])
    file = validated(BanksSchema, document)
    names: dict[str, Bilingual] = {}
    problems = []
    for place, bank in enumerate(file.banks):
        field = ("banks", place, "code")
        if not (len(bank.code) == 3 and bank.code.isascii() and bank.code.isdecimal()):
            problems.append(document.problem(field, f"{bank.code} is no clearing code"))
        if bank.code in names:
            problems.append(document.problem(field, f"bank {bank.code} stands twice"))
        names[bank.code] = Bilingual(bank.name.en, bank.name.zh)
    if problems:
        raise RulebookError(problems)
    return Banks(names, file.confirmed_on is not None)


def banks() -> Banks:
    """Return the university's list; an empty, unconfirmed one where it has none."""
    path = load_rulebook().university(settings.UNIVERSITY).path / "banks.yaml"
    return read_banks(path) if path.exists() else Banks({}, confirmed=False)


def bank_name(code: str) -> Bilingual:
    """Return a bank's name by its clearing code; the code itself where it is not listed."""
    return banks().names.get(code, Bilingual(code, code))
