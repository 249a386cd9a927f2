"""What a rule can find missing. Neither is a bug: `decide()` turns both into UNDETERMINED."""

from __future__ import annotations

from registrar.kernel import Message


class CannotTell(Exception):
    """The rule can't answer; `message` says why, in both languages."""

    def __init__(self, message: Message, plain: str) -> None:
        """Keep the message for the reader and a plain sentence for a traceback."""
        self.message = message
        super().__init__(plain)


class MissingFact(CannotTell):
    """A fact that the rule needs isn't known."""

    def __init__(self, name: str) -> None:
        """Name the fact."""
        self.name = name
        super().__init__(Message("rulebook.fact.missing", {"fact": name}), f"the fact {name!r} isn't known")


class NotCovered(CannotTell):
    """No verified edition says what the parameter or clause is at that time."""
