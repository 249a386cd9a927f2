"""The demonstration's subjects as data: universities/<code>/demonstration/subjects.yaml."""

from pathlib import Path

from registrar.rulebook.problem import RulebookError
from registrar.rulebook.schemas.base import BilingualText, Filled, Schema, validated
from registrar.rulebook.strict_yaml import read_yaml


class Topics(Schema):
    """What a department teaches, and the letters its codes begin with."""

    prefix: Filled
    topics: list[BilingualText]


class SharedSubject(Schema):
    """A subject that many programmes take."""

    code: Filled
    department: Filled
    level: int
    en: Filled
    zh: Filled


class Chain(Schema):
    """A shared subject and the one to be passed before it, or whose follow-on term it is."""

    subject: Filled
    after: Filled
    continues: bool = False


class MinorEntry(Schema):
    """A Minor with its subjects; one in so many students of other departments, from their second year on, takes it."""

    code: Filled
    department: Filled
    en: Filled
    zh: Filled
    subjects: list[Filled]


class FixedTime(Schema):
    """A General University Requirement that a programme wants taken where its pattern puts it."""

    programme: Filled
    subject: Filled


class SummerProgramme(Schema):
    """What is taught again in the Summer Term, in groups of so many seats, over so many weeks."""

    subjects: list[Filled]
    seats: int
    students_per_group: int
    weeks: int


class SyllabusFile(Schema):
    """The whole file. `forms` turn a topic into the subjects of a year of study."""

    forms: dict[str, dict[str, list[BilingualText]]]
    capstones: dict[str, BilingualText]
    work_integrated: BilingualText
    practicum: BilingualText
    practicum_departments: list[Filled]
    practicum_retakes: int
    departments: dict[str, Topics]
    languages: list[SharedSubject]
    gur: list[SharedSubject]
    service: dict[str, list[SharedSubject]]
    service_of: dict[str, str]
    exclusions: list[list[Filled]]
    chains: list[Chain]
    fixed: list[FixedTime]
    minors: list[MinorEntry]
    summer: SummerProgramme


def read_syllabus(university: Path) -> SyllabusFile:
    """Read the file. Raises RulebookError for a malformed one or where an exclusion or the summer names a stranger."""
    document = read_yaml(university / "demonstration" / "subjects.yaml", university.parent)
    file: SyllabusFile = validated(SyllabusFile, document)
    shared = {item.code for item in [*file.languages, *file.gur]} | {
        item.code for group in file.service.values() for item in group
    }
    problems = [
        document.problem(("exclusions", number), f"no such subject: {', '.join(sorted(set(pair) - shared))}")
        for number, pair in enumerate(file.exclusions)
        if not shared.issuperset(pair)
    ]
    strangers = sorted(set(file.summer.subjects) - shared)
    if strangers:
        problems.append(document.problem(("summer", "subjects"), f"no such subject: {', '.join(strangers)}"))
    if problems:
        raise RulebookError(problems)
    return file
