"""Reads every requirement document of a university and refuses them whole when anything in them is wrong."""

from __future__ import annotations

from functools import lru_cache
from itertools import combinations
from pathlib import Path

from registrar.rulebook.places import universities_directory
from registrar.rulebook.problem import Problem, RulebookError
from registrar.rulebook.requirements.compiling import Source, compiled
from registrar.rulebook.requirements.documents import RequirementDocument, RequirementDocuments
from registrar.rulebook.requirements.schema import DocumentSchema
from registrar.rulebook.schemas.base import validated
from registrar.rulebook.strict_yaml import read_yaml

FOLDER = "requirements"


def load_requirements(university: str | Path = "polyu") -> RequirementDocuments:
    """Read and check the requirement documents of a university, by code or by folder; cached.

    Raises RulebookError naming file, line and field of every mistake: an unknown field, a block that needs itself, an
    id that stands twice, two documents for one programme and year, a missing translation.
    """
    return _loaded(university if isinstance(university, Path) else universities_directory() / university)


def forget_requirements() -> None:
    """Drop what is cached, so that changed files are read again."""
    _loaded.cache_clear()


@lru_cache(maxsize=8)
def _loaded(folder: Path) -> RequirementDocuments:
    problems: list[Problem] = []
    sources: dict[str, Source] = {}
    for path in sorted((folder / FOLDER).rglob("*.yaml")):
        try:
            document = read_yaml(path, folder.parent)
            source = Source(document, validated(DocumentSchema, document))
        except RulebookError as error:
            problems += error.problems
            continue
        earlier = sources.setdefault(source.schema.id, source)
        if earlier is not source:
            problems.append(document.problem(("id",), f"{source.schema.id} is already in {earlier.document.file}"))
    shared = {key: one for key, one in sources.items() if one.schema.document == "shared"}
    documents: dict[str, RequirementDocument] = {}
    for key, source in sources.items():
        try:
            documents[key] = compiled(source, shared)
        except RulebookError as error:
            problems += error.problems
    problems += _overlapping(documents)
    if problems:
        raise RulebookError(dict.fromkeys(problems))
    return RequirementDocuments({key: one for key, one in documents.items() if one.kind != "shared"})


def _overlapping(documents: dict[str, RequirementDocument]) -> list[Problem]:
    found = []
    for one, other in combinations(documents.values(), 2):
        both = (set(one.codes) & set(other.codes)) | (set(one.levels) & set(other.levels))
        years = one.cohorts[0] <= other.cohorts[1] and other.cohorts[0] <= one.cohorts[1]
        if one.kind == other.kind and both and years:
            named = ", ".join(sorted(both))
            found.append(Problem(other.file, None, "cohorts", f"overlaps {one.id} for {named}: both would bind"))
    return found
