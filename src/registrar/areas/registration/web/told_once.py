"""Findings of several decisions, each told once."""

from collections.abc import Sequence
from typing import Any

from registrar.kernel import Finding


def told_once(each: Sequence[Sequence[Finding]]) -> tuple[list[Finding], list[list[Finding]]]:
    """Return the findings that stand in every one of several lists, and what is left of each list.

    A closed window or a full load is the same for all: one sentence says it. A single list shares nothing.
    """
    known = [{_identity(one): one for one in findings} for findings in each]
    if len(known) < 2:
        return [], [list(one.values()) for one in known]
    common = set(known[0]).intersection(*known[1:])
    own = [[finding for key, finding in one.items() if key not in common] for one in known]
    return [finding for key, finding in known[0].items() if key in common], own


def _identity(finding: Finding) -> Any:
    args = tuple(sorted((name, str(value)) for name, value in finding.message.args.items()))
    return str(finding.clause), finding.message.key, args
