"""Assigning subjects to many students: a preview first, then the same for good, at once or as a job."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from registrar.areas.platform.jobs import Progress, do_now, start
from registrar.areas.platform.queries.job_runs import job_run, running
from registrar.areas.registration.actions.assign_subjects import (
    AssignmentOutcome,
    assign_subjects,
    preview_assignment,
)

PREVIEW = "registration.preview_assignment"
ASSIGN = "registration.assign_subjects"
# What is decided in about a second; more is a job.
AT_ONCE = 300
KEPT = 3000


def queue_preview(
    wishes: Mapping[int, Sequence[int]],
    numbers: Mapping[int, str],
    problems: Sequence[dict[str, Any]],
    *,
    term: str,
    actor: Any,
    now: datetime,
    file: int | None = None,
) -> Any:
    """See what assigning would do, at once or as a job; return the run, which keeps the wishes for the assignment.

    `file` is the kept file that the wishes were read from.
    """
    arguments = {
        "term": term,
        "wishes": [[study, numbers[study], list(groups)] for study, groups in wishes.items()],
        "problems": list(problems),
        "file": file,
    }
    if len(wishes) > AT_ONCE:
        return start(PREVIEW, arguments, actor=actor, now=now)
    return do_now(PREVIEW, arguments, lambda progress: previewing(progress, now), actor=actor, now=now)


def queue_assignment(preview: Any, *, actor: Any, now: datetime) -> Any:
    """Assign what a preview showed, at once or as a job; return the run, or the one that is under way already."""
    arguments = {"term": preview.arguments["term"], "preview": preview.pk}
    if len(preview.arguments["wishes"]) <= AT_ONCE:
        return do_now(ASSIGN, arguments, lambda progress: assigning(progress, now), actor=actor, now=now)
    return running(ASSIGN, preview=preview.pk) or start(ASSIGN, arguments, actor=actor, now=now)


def previewing(progress: Progress, now: datetime) -> dict[str, Any]:
    """Do the work of a preview."""
    arguments = progress.job().arguments
    wishes = {study: groups for study, _number, groups in arguments["wishes"]}
    return _found(preview_assignment(wishes, now=now), arguments)


def assigning(progress: Progress, now: datetime) -> dict[str, Any]:
    """Do the work of an assignment. Raises RuntimeError where its preview is gone."""
    run = progress.job()
    preview = job_run(run.arguments["preview"])
    if preview is None:
        raise RuntimeError("the preview of this assignment is gone")
    wishes = {study: groups for study, _number, groups in preview.arguments["wishes"]}
    done = assign_subjects(wishes, actor=run.actor, now=now, progress=progress)
    return _found(done, preview.arguments)


def _found(outcome: AssignmentOutcome, arguments: dict[str, Any]) -> dict[str, Any]:
    """Return the result of a run: numbers, and each refusal with the findings that refuse."""
    numbers = {study: number for study, number, _groups in arguments["wishes"]}
    wished = sum(len(groups) for _study, _number, groups in arguments["wishes"])
    refused = [
        {
            "number": numbers[study],
            "subject": one.group.subject,
            "group": one.group.code,
            "findings": [
                finding.to_json()
                for finding in one.decision.findings
                if finding.holds is not True and not finding.advice
            ],
        }
        for study, one in outcome.refused
    ]
    return {
        "students": len(numbers),
        "assigned": outcome.assigned,
        "refused_count": len(refused),
        "passed_over": wished - outcome.assigned - len(refused),
        "refused": refused[:KEPT],
    }
