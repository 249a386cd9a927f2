"""What a rule can find missing. Neither is a bug: `decide()` turns both into UNDETERMINED."""

from __future__ import annotations

from registrar.kernel import Bilingual, Message


class CannotTell(Exception):
    """The rule can't answer; `message` says why, in both languages."""

    def __init__(self, message: Message, plain: str) -> None:
        """Keep the message for the reader and a plain sentence for a traceback."""
        self.message = message
        super().__init__(plain)


def missing_fact(name: str, meaning: Bilingual) -> Message:
    """Return the message that a fact is not known: its name for programs, what it means for people."""
    return Message("rulebook.fact.missing", {"fact": name, "meaning": meaning})


class MissingFact(CannotTell):
    """A fact that the rule needs isn't known."""

    def __init__(self, name: str) -> None:
        """Name the fact."""
        self.name = name
        words = name.replace("_", " ")
        super().__init__(missing_fact(name, Bilingual(words, words)), f"the fact {name!r} isn't known")


class NotCovered(CannotTell):
    """No verified edition says what the parameter or clause is at that time."""
