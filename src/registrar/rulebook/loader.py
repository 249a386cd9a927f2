"""Reads universities/ into a Rulebook, and refuses it whole when anything in it is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from registrar.kernel import Bilingual, Citation
from registrar.rulebook.clauses import Clause, clauses_from
from registrar.rulebook.dated_parameter import DatedParameter, parameter_from
from registrar.rulebook.editions import Edition, edition_from, overlapping
from registrar.rulebook.fees.checking import fee_problems
from registrar.rulebook.fees.loading import forget_fees
from registrar.rulebook.law import University
from registrar.rulebook.places import universities_directory
from registrar.rulebook.problem import Problem, RulebookError, shown
from registrar.rulebook.requirements.clauses import requirement_clauses
from registrar.rulebook.requirements.loading import forget_requirements, load_requirements
from registrar.rulebook.schemas import CarriedFile, InstitutionSchema
from registrar.rulebook.schemas.base import validated
from registrar.rulebook.strict_yaml import read_yaml


class UnknownUniversity(LookupError):
    """There is no university of that code."""


@dataclass(frozen=True)
class Rulebook:
    """The law of every university in one folder."""

    path: Path
    universities: Mapping[str, University]

    def university(self, code: str) -> University:
        """Return a university by code. Raises UnknownUniversity."""
        try:
            return self.universities[code]
        except KeyError:
            known = ", ".join(sorted(self.universities)) or "none"
            raise UnknownUniversity(f"no university is called {code!r} (known: {known})") from None


def load_rulebook(path: Path | str | None = None) -> Rulebook:
    """Read and check every university of a folder (by default the one in use); cached.

    Raises RulebookError with every problem found. Folders whose name begins with an underscore are templates and
    aren't read.
    """
    return _loaded(Path(path).resolve() if path is not None else universities_directory())


def forget_rulebooks() -> None:
    """Drop what is cached, so that changed files are read again."""
    _loaded.cache_clear()
    forget_fees()
    forget_requirements()


@lru_cache(maxsize=8)
def _loaded(path: Path) -> Rulebook:
    problems: list[Problem] = []
    universities = {}
    for folder in university_folders(path):
        university, found = read_university(folder, path)
        problems += found
        universities[folder.name] = university
    if problems:
        raise RulebookError(problems)
    return Rulebook(path, universities)


def university_folders(path: Path) -> Iterator[Path]:
    """Yield the folders of the universities, by name; templates (with an underscore) aren't among them."""
    for folder in sorted(path.iterdir()):
        if folder.is_dir() and not folder.name.startswith(("_", ".")):
            yield folder


def read_university(folder: Path, root: Path) -> tuple[University, list[Problem]]:
    """Read one university as far as it can be read, with every problem found on the way."""
    problems: list[Problem] = []
    title = _title(folder, root, problems)
    editions = _editions(folder, root, problems)
    clauses = _clauses(folder, root, editions, problems)
    carried = _carried(root, editions, clauses, problems)
    parameters = _parameters(folder, root, problems)
    problems += _unknown_clauses(parameters, clauses)
    problems += fee_problems(folder, clauses)
    asked = _asked(folder, problems)
    by_id = {edition.id: edition for edition, _ in editions}
    return University(folder.name, title, folder, by_id, clauses, parameters, carried, asked), problems


def _title(folder: Path, root: Path, problems: list[Problem]) -> Bilingual:
    path = folder / "institution.yaml"
    if path.is_file():
        try:
            document = read_yaml(path, root)
            schema: InstitutionSchema = validated(InstitutionSchema, document)
        except RulebookError as error:
            problems += error.problems
        else:
            if schema.code != folder.name:
                problems.append(document.problem(("code",), f"is {schema.code}, but the folder is {folder.name}"))
            text = schema.name or schema.title
            if text is not None:
                return text.value()
    return Bilingual(folder.name, folder.name)


def _editions(folder: Path, root: Path, problems: list[Problem]) -> list[tuple[Edition, Path]]:
    editions: list[tuple[Edition, Path]] = []
    seen: dict[str, str] = {}
    for path in sorted((folder / "handbook").glob("*/edition.yaml")):
        try:
            edition = edition_from(read_yaml(path, root))
        except RulebookError as error:
            problems += error.problems
            continue
        if edition.id in seen:
            problems.append(Problem(edition.file, None, "id", f"{edition.id} is already in {seen[edition.id]}"))
        seen[edition.id] = edition.file
        editions.append((edition, path.parent))
    for edition, _ in editions:
        if edition.based_on is not None and edition.based_on not in seen:
            problems.append(Problem(edition.file, None, "based_on", f"there is no edition {edition.based_on}"))
    problems += overlapping(edition for edition, _ in editions)
    return editions


def _clauses(
    folder: Path, root: Path, editions: list[tuple[Edition, Path]], problems: list[Problem]
) -> dict[Citation, Clause]:
    clauses: dict[Citation, Clause] = {}
    for edition, place in editions:
        path = place / "clauses.yaml"
        if not path.is_file():
            if edition.based_on is None:
                problems.append(Problem(shown(path, root), None, "", "is missing: the edition's clause register"))
            continue
        try:
            clauses.update(clauses_from(edition.id, read_yaml(path, root)))
        except RulebookError as error:
            problems += error.problems
    return clauses


def _asked(folder: Path, problems: list[Problem]) -> dict[Citation, Clause]:
    try:
        return requirement_clauses(load_requirements(folder))
    except RulebookError as error:
        problems += error.problems
        return {}


def _carried(
    root: Path, editions: list[tuple[Edition, Path]], clauses: Mapping[Citation, Any], problems: list[Problem]
) -> dict[str, dict[str, tuple[Citation, ...]]]:
    """Read what each edition's rules.yaml adds to the clauses that the rules name themselves."""
    carried: dict[str, dict[str, tuple[Citation, ...]]] = {}
    for edition, place in editions:
        path = place / "rules.yaml"
        if not path.is_file():
            continue
        try:
            document = read_yaml(path, root)
            schema: dict[str, dict[str, list[str]]] = validated(CarriedFile, document)
        except RulebookError as error:
            problems += error.problems
            continue
        for rule, roles in schema.items():
            for role, ids in roles.items():
                found = tuple(Citation(edition.id, clause) for clause in ids)
                where = (rule, role)
                problems += [
                    document.problem(where, f"{citation} isn't in the clause register")
                    for citation in found
                    if citation not in clauses
                ]
                kept = carried.setdefault(rule, {})
                kept[role] = (*kept.get(role, ()), *found)
    return carried


def _parameters(folder: Path, root: Path, problems: list[Problem]) -> dict[str, DatedParameter]:
    parameters: dict[str, DatedParameter] = {}
    base = folder / "parameters"
    for path in sorted(base.rglob("*.yaml")):
        within = path.relative_to(base).with_suffix("")
        name = ".".join(within.parts)
        if len(within.parts) != 2:
            problems.append(Problem(shown(path, root), None, "", "must stand at parameters/<area>/<name>.yaml"))
            continue
        try:
            parameters[name] = parameter_from(name, read_yaml(path, root))
        except RulebookError as error:
            problems += error.problems
    return parameters


def _unknown_clauses(parameters: Mapping[str, DatedParameter], clauses: Mapping[Citation, Any]) -> list[Problem]:
    problems = []
    for parameter in parameters.values():
        for citation in parameter.citations:
            if citation not in clauses:
                problems.append(Problem(parameter.file, None, "cites", f"{citation} isn't in the clause register"))
    return problems
