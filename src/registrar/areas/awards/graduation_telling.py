"""Telling students about their way to the award."""

from typing import Any

from registrar.areas.platform import notices
from registrar.kernel import Message
from registrar.rulebook.messages import both

APPLY, MINE, SPECIFIC = "/my/graduation/", "/my/award/", "/my/graduation/award/"


def draft(kind: str, student: Any, link: str, *, decision: Any = None, **args: Any) -> notices.Draft:
    """Return a notice whose words are the messages `award.<kind>.subject` and `.body`."""
    return notices.Draft(
        recipient=student,
        kind=f"award.{kind}",
        subject=both(Message(f"award.{kind}.subject", args)),
        body=both(Message(f"award.{kind}.body", args)),
        link=link,
        decision=decision,
    )
