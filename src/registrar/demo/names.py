"""Names of made-up people, in the script and the romanisation that they would use in Hong Kong."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from registrar.rulebook.schemas.base import Filled, Schema, validated
from registrar.rulebook.strict_yaml import read_yaml

ENGLISH_NAMED = 0.6
FROM_MAINLAND = 0.8
LEANING = 1.7


class _Local(Schema):
    surnames: list[Filled]
    syllables: list[Filled]
    english: list[Filled]


class _Mainland(Schema):
    surnames: list[Filled]
    given: list[Filled]


class _NamesFile(Schema):
    local: _Local
    mainland: _Mainland
    elsewhere: list[Filled]


@dataclass(frozen=True, slots=True)
class Name:
    """A person's names; `name_zh` is empty for people who have none."""

    family_name: str
    given_names: str
    name_zh: str


class Names:
    """Draws names from universities/<code>/demonstration/names.yaml."""

    def __init__(self, university: Path) -> None:
        """Read the lists. Raises RulebookError for a malformed file."""
        path = university / "demonstration" / "names.yaml"
        file: _NamesFile = validated(_NamesFile, read_yaml(path, university.parent))
        self._surnames = [tuple(item.split(" ")) for item in file.local.surnames]
        self._syllables = [tuple(item.split(" ")) for item in file.local.syllables]
        self._english = file.local.english
        self._mainland = [tuple(item.split(" ")) for item in file.mainland.surnames]
        self._given = [tuple(item.split(" ")) for item in file.mainland.given]
        self._elsewhere = [tuple(item.split(", ", 1)) for item in file.elsewhere]

    def local(self, random: Random) -> Name:
        """Return a Hong Kong name: a Cantonese one, mostly with an English one behind it."""
        surname, character = self._surnames[_leaning(random, self._surnames)]
        first, second = random.sample(self._syllables, 2)
        given = f"{first[0]} {second[0]}"
        if random.random() < ENGLISH_NAMED:
            given = f"{given} {random.choice(self._english)}"
        return Name(surname, given, character + first[1] + second[1])

    def nonlocal_(self, random: Random) -> Name:
        """Return the name of somebody from elsewhere, four in five of them from the Mainland."""
        if random.random() < FROM_MAINLAND:
            surname, character = self._mainland[_leaning(random, self._mainland)]
            given, characters = random.choice(self._given)
            return Name(surname, given, character + characters)
        family, given = random.choice(self._elsewhere)
        return Name(family, given, "")


def _leaning(random: Random, choices: Sequence[object]) -> int:
    """Draw an index, the low ones more often."""
    return int(len(choices) * random.random() ** LEANING)
