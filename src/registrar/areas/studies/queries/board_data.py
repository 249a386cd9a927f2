"""Everything a board needs about many studies, read set-based in chunks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from registrar.areas.catalogue.queries.compulsory_subjects import compulsory_subjects
from registrar.areas.catalogue.queries.retake_limits import retake_limits
from registrar.areas.studies.models import Approval, Study, StudyOption, SubjectResult, TermStanding
from registrar.areas.studies.queries.length_of_study import semesters
from registrar.areas.studies.queries.options_of import OptionHeld, deciding_option
from registrar.areas.studies.queries.record_marks import APPROVALS

EXCEPTIONS = ("professional_exception", "exceptional_entry")


@dataclass
class BoardStudy:
    """One study with its record up to a term, as the rules on standing need it."""

    pk: int
    programme: str
    cohort: str
    entry_term: str
    normal_duration: int
    credits_required: int
    summer_term_mandatory: bool
    level: str
    admission: str
    minor: str | None
    compulsory: frozenset[str]
    limits: dict[str, int]
    results: list[Any] = field(default_factory=list)
    standings: list[Any] = field(default_factory=list)
    extended: int = 0
    """Semesters of extension approved by AR9."""
    deferred: int = 0
    """Semesters of approved deferment."""
    professional_exception: bool = False
    """Whether a professional body stipulates another share to be taken here."""
    exceptional_entry: bool = False
    """Whether admitted exceptionally on a qualification above associate degree or higher diploma."""
    majors: list[str] = field(default_factory=list)
    """Second and Secondary Majors on record, by kind."""

    @property
    def option(self) -> str:
        """The option that `award.eligibility` asks for: minor, second_major, secondary_major or none."""
        kinds = [*self.majors, *(["minor"] if self.minor else [])]
        return deciding_option([OptionHeld(kind, "", None, None) for kind in kinds])

    @property
    def credits_earned(self) -> int:
        """Credits of subjects passed at any attempt, each subject once (polyu-2018-19:3R-03)."""
        return sum({row.subject_id: row.credits_earned for row in self.results if row.credits_earned}.values())


def board_data(study_ids: Sequence[int], term: Any, *, chunk: int = 4000) -> Iterator[list[BoardStudy]]:
    """Yield chunks of studies with results and standings up to `term`; six queries a chunk, none a student."""
    compulsory, limits = compulsory_subjects(), retake_limits()
    ordered = sorted(study_ids)
    for start in range(0, len(ordered), chunk):
        yield _chunk(ordered[start : start + chunk], term, compulsory, limits)


def _chunk(
    keys: Sequence[int], term: Any, compulsory: dict[str, frozenset[str]], limits: dict[str, int]
) -> list[BoardStudy]:
    rows = (
        Study.objects.filter(pk__in=keys)
        .annotate(semesters=semesters())
        .values_list(
            "pk",
            "programme_id",
            "cohort",
            "entry_term_id",
            "semesters",
            "programme__credits_required",
            "programme__summer_term_mandatory",
            "programme__level",
            "admission",
            "minor_id",
        )
    )
    studies = {
        row[0]: BoardStudy(*row, compulsory=compulsory.get(row[1], frozenset()), limits=limits)
        for row in rows.order_by("pk")
    }
    results = SubjectResult.objects.filter(
        study_id__in=keys, term__ordinal__lte=term.ordinal, void_on=None
    ).values_list(
        "study_id",
        "subject_id",
        "term_id",
        "attempt",
        "origin",
        "category",
        "credits",
        "grade",
        "points",
        "failed",
        "credits_earned",
        named=True,
    )
    for row in results.order_by("study_id", "term__ordinal", "subject_id"):
        studies[row.study_id].results.append(row)
    standings = TermStanding.objects.filter(study_id__in=keys, term__ordinal__lt=term.ordinal).values_list(
        "study_id", "term_id", "gpa", "semester_gpa", "counts", named=True
    )
    for standing in standings.order_by("study_id", "term__ordinal"):
        studies[standing.study_id].standings.append(standing)
    _add_approved(studies, term)
    return list(studies.values())


def _add_approved(studies: dict[int, BoardStudy], term: Any) -> None:
    """Add further Majors, extensions, deferments and exceptions; two queries."""
    keys = list(studies)
    majors = StudyOption.objects.filter(study_id__in=keys, given_up_at=None).exclude(kind=StudyOption.Kind.MINOR)
    for study_id, kind in majors.order_by("pk").values_list("study_id", "kind"):
        studies[study_id].majors.append(kind)
    granted = Approval.objects.filter(study_id__in=keys, kind__in=APPROVALS, revoked_at=None)
    for study_id, kind, moved_by, until in granted.values_list("study_id", "kind", "number", "ends_on"):
        if kind in EXCEPTIONS:
            if until is None or until >= term.ends_on:
                setattr(studies[study_id], kind, True)
        elif kind == "extension":
            studies[study_id].extended += moved_by or 1
        else:
            studies[study_id].deferred += moved_by or 1
