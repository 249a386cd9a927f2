"""Programmes and streams: the self-financed fee tables name the real ones, demonstration/programmes.yaml made-up ones.

The fee tables carry no duration and no credit total, so those of a self-financed programme are readings by level
(see `BY_LEVEL`) until the programme documents are entered.
"""

from dataclasses import dataclass, field
from pathlib import Path

from registrar.rulebook.fees import ListedProgramme, load_fees
from registrar.rulebook.problem import Problem, RulebookError
from registrar.rulebook.schemas.base import BilingualText, Filled, Schema, validated
from registrar.rulebook.strict_yaml import Document, read_yaml

SEMESTERS_A_YEAR = 2
# level -> (mode, semesters of normal duration, credits of the award)
BY_LEVEL = {
    "taught_postgraduate": ("mixed", 4, 30),
    "professional_doctorate": ("part_time", 6, 54),
    "bachelor": ("full_time", 8, 120),
    "higher_diploma": ("full_time", 4, 60),
    "postgraduate_diploma": ("full_time", 2, 27),
}


class DemonstrationProgrammeSchema(Schema):
    """A programme made up for the demonstration."""

    code: Filled
    title: BilingualText
    department: Filled
    level: Filled
    mode: Filled
    normal_years: int
    credits: int


class DemonstrationSchema(Schema):
    """The file of made-up programmes."""

    demonstration: bool
    funding: Filled
    programmes: list[DemonstrationProgrammeSchema]


@dataclass(frozen=True)
class ProgrammeEntry:
    """One programme with its streams."""

    code: str
    title_en: str
    title_zh: str
    department: str
    level: str
    funding: str
    mode: str
    normal_duration: int
    credits_required: int
    demonstration: bool = False
    streams: tuple[str, ...] = field(default=())


def read_programmes(university: Path) -> list[ProgrammeEntry]:
    """Return every programme of the university, by code.

    Raises RulebookError for a malformed file, an unknown department or level, or a code that stands twice. Programmes
    whose code the table leaves open are left out: nobody can be admitted to them yet.
    """
    tables = load_fees(university)
    entries = {
        listed.code: _listed(listed.code, listed)
        for table in sorted(tables.self_financed, key=lambda table: table.year)
        for listed in table.programmes
        if listed.code is not None
    }
    problems: list[Problem] = []
    for entry, document, place in _from_demonstration(university):
        if entry.department not in tables.units:
            problems.append(document.problem((*place, "department"), f"no such department: {entry.department}"))
        if entry.level not in BY_LEVEL:
            problems.append(document.problem((*place, "level"), f"no such level: {entry.level}"))
        if entry.code in entries:
            problems.append(document.problem((*place, "code"), f"{entry.code} stands twice"))
        entries[entry.code] = entry
    if problems:
        raise RulebookError(problems)
    return [entries[code] for code in sorted(entries)]


def _listed(code: str, listed: ListedProgramme) -> ProgrammeEntry:
    mode, semesters, credits_required = BY_LEVEL[listed.level]
    return ProgrammeEntry(
        code=code,
        title_en=listed.title.en,
        title_zh=listed.title.zh,
        department=listed.department,
        level=listed.level,
        funding="self_financed",
        # A fee by the semester is that of a full-time programme.
        mode="full_time" if "semester" in listed.bases else mode,
        normal_duration=semesters,
        credits_required=credits_required,
        streams=listed.streams,
    )


Found = tuple[ProgrammeEntry, Document, tuple[str | int, ...]]


def _from_demonstration(university: Path) -> list[Found]:
    path = university / "demonstration" / "programmes.yaml"
    if not path.exists():
        return []
    document = read_yaml(path, university.parent)
    schema: DemonstrationSchema = validated(DemonstrationSchema, document)
    return [
        (
            ProgrammeEntry(
                code=entry.code,
                title_en=entry.title.en,
                title_zh=entry.title.zh,
                department=entry.department,
                level=entry.level,
                funding=schema.funding,
                mode=entry.mode,
                normal_duration=entry.normal_years * SEMESTERS_A_YEAR,
                credits_required=entry.credits,
                demonstration=True,
            ),
            document,
            ("programmes", number),
        )
        for number, entry in enumerate(schema.programmes)
    ]
