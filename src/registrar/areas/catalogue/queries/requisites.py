"""What subjects ask for before, beside or instead of themselves."""

from collections.abc import Collection
from dataclasses import dataclass, field

from registrar.areas.catalogue.models import SubjectRequisite
from registrar.areas.platform.reading import Question, Rows, ask

_KINDS = SubjectRequisite.Kind
_SQL = """
    SELECT subject_id, kind, alternative, other_id, minimum_grade
    FROM catalogue_subjectrequisite WHERE subject_id = ANY(%s) ORDER BY subject_id, kind, alternative, other_id
"""


@dataclass(slots=True)
class Requisites:
    """Requisites of one subject. Outer tuples add up, of the (subject, minimum grade) pairs inside one will do.

    `continues` is the subject whose follow-on term it is; `others` are all subjects named.
    """

    prerequisites: tuple[tuple[tuple[str, str], ...], ...] = ()
    corequisites: tuple[tuple[tuple[str, str], ...], ...] = ()
    exclusions: tuple[str, ...] = ()
    continues: str = ""
    others: set[str] = field(default_factory=set)


def requisites(subjects: Collection[str]) -> dict[str, Requisites]:
    """Return subject -> its requisites, for the subjects that have any; one query."""
    return dict(*ask(requisites_question(subjects)))


def requisites_question(subjects: Collection[str]) -> Question:
    """Return what `requisites` asks, for those who ask more at the same time."""
    return Question(_SQL, [list(subjects)], _by_subject)


def _by_subject(rows: Rows) -> dict[str, Requisites]:
    grouped: dict[str, dict[str, dict[int, list[tuple[str, str]]]]] = {}
    found: dict[str, Requisites] = {}
    for subject, kind, alternative, other, grade in rows:
        grouped.setdefault(subject, {}).setdefault(kind, {}).setdefault(alternative, []).append((other, grade))
        found.setdefault(subject, Requisites()).others.add(other)
    for subject, by_kind in grouped.items():
        one = found[subject]
        one.prerequisites = _groups(by_kind, _KINDS.PREREQUISITE)
        one.corequisites = _groups(by_kind, _KINDS.COREQUISITE)
        one.exclusions = tuple(other for group in _groups(by_kind, _KINDS.EXCLUSION) for other, _ in group)
        one.continues = next((other for group in _groups(by_kind, _KINDS.CONTINUES) for other, _ in group), "")
    return found


def _groups(by_kind: dict[str, dict[int, list[tuple[str, str]]]], kind: str) -> tuple[tuple[tuple[str, str], ...], ...]:
    return tuple(tuple(group) for group in by_kind.get(kind, {}).values())
