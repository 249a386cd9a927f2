"""Teaching rooms: universities/<code>/rooms.yaml."""

from dataclasses import dataclass
from pathlib import Path

from registrar.rulebook.problem import RulebookError
from registrar.rulebook.schemas.base import BilingualText, Filled, Schema, validated
from registrar.rulebook.strict_yaml import read_yaml


class BuildingSchema(Schema):
    """One building: each floor has a room for each figure of `seats`."""

    prefix: Filled
    building: BilingualText
    floors: list[int]
    seats: list[int]


class RoomsSchema(Schema):
    """The whole file."""

    rooms: list[BuildingSchema]


@dataclass(frozen=True)
class RoomEntry:
    """One room."""

    code: str
    building_en: str
    building_zh: str
    capacity: int


def read_rooms(path: Path, root: Path | None = None) -> list[RoomEntry]:
    """Read the rooms. Raises RulebookError for a malformed file or a room that stands twice."""
    document = read_yaml(path, root)
    rooms: dict[str, RoomEntry] = {}
    problems = []
    for place, block in enumerate(validated(RoomsSchema, document).rooms):
        for floor in block.floors:
            for number, seats in enumerate(block.seats, 1):
                code = f"{block.prefix}{floor}{number:02d}"
                if code in rooms:
                    problems.append(document.problem(("rooms", place, "prefix"), f"room {code} stands twice"))
                rooms[code] = RoomEntry(code, block.building.en, block.building.zh, seats)
    if problems:
        raise RulebookError(problems)
    return list(rooms.values())
