"""Schemes from a spreadsheet: sound ones are saved, the others come back with row and reason."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from registrar.areas.assessment.actions.set_scheme import set_scheme
from registrar.areas.assessment.scheme_draft import ComponentDraft, SchemeDraft
from registrar.areas.assessment.scheme_file import SchemeLine
from registrar.kernel.message import Message


@dataclass(frozen=True)
class BadLine:
    """A line that wasn't taken: `problem` is not_offered, not_a_number, no_title or formula, or else `message` says."""

    line: int
    subject: str
    problem: str = ""
    message: Message | None = None


@dataclass
class SchemeUpload:
    """The subjects whose schemes were saved, and every line that stands in the way of another's."""

    saved: list[str] = field(default_factory=list)
    bad: list[BadLine] = field(default_factory=list)


@transaction.atomic
def upload_schemes(
    lines: Sequence[SchemeLine],
    offerings: Mapping[str, int],
    *,
    reason: str = "",
    actor: Any,
    now: datetime,
    only_look: bool = False,
) -> SchemeUpload:
    """Set the scheme of every subject in a file by `assessment.scheme`; `offerings` has subject -> offering.

    A subject with a faulty line keeps what it had, and the other subjects are saved. With `only_look` everything is
    tried and nothing is kept.
    """
    upload = SchemeUpload()
    by_subject: dict[str, list[SchemeLine]] = {}
    for line in lines:
        by_subject.setdefault(line.subject, []).append(line)
    for subject, own in by_subject.items():
        faults = list(_faults(own, offerings))
        if not faults:
            draft = SchemeDraft(tuple(_component(line) for line in own), reason=reason)
            decision = set_scheme(offerings[subject], draft, actor=actor, now=now)
            faults = [
                BadLine(int(finding.message.args.get("row", own[0].number)), subject, message=finding.message)
                for finding in decision.refusals
            ]
        upload.bad += faults
        upload.saved += [] if faults else [subject]
    upload.bad.sort(key=lambda bad: bad.line)
    if only_look:
        transaction.set_rollback(True)
    return upload


def _faults(lines: Sequence[SchemeLine], offerings: Mapping[str, int]) -> Iterator[BadLine]:
    for line in lines:
        if line.subject not in offerings:
            yield BadLine(line.number, line.subject, "not_offered")
        elif line.formula:
            yield BadLine(line.number, line.subject, "formula")
        elif line.figures() is None:
            yield BadLine(line.number, line.subject, "not_a_number")
        elif not (line.title_en and line.title_zh):
            yield BadLine(line.number, line.subject, "no_title")


def _component(line: SchemeLine) -> ComponentDraft:
    weight, maximum, needed = line.figures()  # type: ignore[misc]
    return ComponentDraft(line.number, line.code, line.title_en[:80], line.title_zh[:80], weight, maximum, needed)
