"""What the students of a demonstration university want to take this term."""

from __future__ import annotations

from collections import defaultdict
from random import Random

from registrar.areas.catalogue.models import CurriculumSubject
from registrar.areas.registration.models import SubjectGroup
from registrar.areas.studies.models import Study, SubjectResult
from registrar.rehearsal.stages.registering import Wish, shuffled

BOLD = 0.06
"""Share of students who also try something that the rules may refuse."""


def wishes_of(term: str, seed: int) -> list[Wish]:
    """Return each active student's wishes for a term: the pattern of the stage, failed subjects, and for a few bold
    ones a subject more from elsewhere. Four queries; the same for the same seed.
    """
    groups: dict[str, list[int]] = defaultdict(list)
    rows = SubjectGroup.objects.filter(offering__term_id=term, offering__state="open").order_by("pk")
    for subject, group in rows.values_list("offering__subject_id", "pk"):
        groups[subject].append(group)
    pattern: dict[tuple[str, int], list[str]] = defaultdict(list)
    curriculum = CurriculumSubject.objects.filter(semester=term[-2:]).order_by("subject")
    for programme, stage, subject in curriculum.values_list("programme_id", "stage", "subject_id"):
        pattern[programme, stage].append(subject)
    passed: dict[int, set[str]] = defaultdict(set)
    failed: dict[int, set[str]] = defaultdict(set)
    results = SubjectResult.objects.exclude(origin="withdrawn").order_by("attempt")
    for study, subject, fail in results.values_list("study_id", "subject_id", "failed"):
        (failed if fail else passed)[study].add(subject)
    everything = sorted(groups)
    wishes = []
    for study, student, programme, stage in (
        Study.objects.filter(status="active").order_by("pk").values_list("pk", "student_id", "programme_id", "stage")
    ):
        own = Random(f"{seed}:{study}")
        wanted = [s for s in pattern[programme, stage] if s not in passed[study]][:6]
        wanted += [s for s in sorted(failed[study] - passed[study]) if s not in wanted][:1]
        if own.random() < BOLD and everything:
            wanted.append(own.choice(everything))
        kinds = [shuffled(groups[s], f"{seed}:{study}:{s}") for s in dict.fromkeys(wanted) if s in groups]
        wishes.append((study, student, kinds))
    Random(seed).shuffle(wishes)
    return wishes
