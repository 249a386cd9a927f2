"""Carry a university's data files into the catalogue."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.db import models, transaction

from registrar.areas.catalogue.calendar_file import read_calendar
from registrar.areas.catalogue.models import Department, Faculty, Programme, Room, Stream, Term
from registrar.areas.catalogue.programme_files import read_programmes
from registrar.areas.catalogue.room_file import read_rooms
from registrar.rulebook.academic_units import AcademicUnit, read_academic_units


@dataclass(frozen=True)
class Loaded:
    """How many rows of each kind the files hold."""

    faculties: int
    departments: int
    programmes: int
    streams: int
    terms: int
    rooms: int


def load_university(folder: Path) -> Loaded:
    """Load faculties, departments, programmes, streams, terms and rooms from `universities/<code>`.

    All files are read and checked first: a mistake in one raises RulebookError and changes nothing. Loading twice
    changes nothing; a changed file changes its rows; a row whose entry has gone stays, as records may hang on it.
    """
    root = folder.parent
    units = read_academic_units(folder, root)
    programmes = read_programmes(folder)
    rooms = read_rooms(folder / "rooms.yaml", root) if (folder / "rooms.yaml").exists() else []
    terms = [term for path in sorted((folder / "calendars").glob("*.yaml")) for term in read_calendar(path, root)]
    streams = [(entry.code, code) for entry in programmes for code in entry.streams]
    with transaction.atomic():
        _write(Faculty, [Faculty(code=u.code, **_names(u)) for u in units.values() if u.faculty is None])
        # A faculty is a department of itself too: the fee tables print faculties in the column of departments.
        _write(Department, [Department(code=u.code, faculty_id=u.heading, **_names(u)) for u in units.values()])
        _write(Programme, [_programme(asdict(entry)) for entry in programmes])
        # The fee tables carry no titles of streams; one that was entered by hand stays.
        Stream.objects.bulk_create([Stream(programme_id=p, code=c) for p, c in streams], ignore_conflicts=True)
        _write(Term, [Term(**asdict(term)) for term in terms])
        _write(Room, [Room(**asdict(room)) for room in rooms])
    faculties = sum(unit.faculty is None for unit in units.values())
    return Loaded(faculties, len(units), len(programmes), len(streams), len(terms), len(rooms))


def _names(unit: AcademicUnit) -> dict[str, str]:
    return {"name_en": unit.name.en, "name_zh": unit.name.zh}


def _programme(entry: dict[str, Any]) -> Programme:
    entry.pop("streams")
    return Programme(department_id=entry.pop("department"), has_pattern=entry["mode"] != "mixed", **entry)


def _write(model: type[models.Model], rows: Iterable[models.Model]) -> None:
    """Insert the rows, or bring those that exist up to date."""
    key = model._meta.pk.name
    fields = [field.name for field in model._meta.concrete_fields if field.name != key]
    model._default_manager.bulk_create(rows, update_conflicts=True, unique_fields=[key], update_fields=fields)
