"""Text to be chosen later, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from registrar.kernel.json_form import to_plain


@dataclass(frozen=True, slots=True)
class Message:
    """A message key with its arguments; the words stand in the rules' messages.yaml and are chosen by the web layer.

    Arguments are str, int, Decimal, date, datetime, Money, Bilingual, Term, Period, or a sequence of these.
    """

    key: str
    args: Mapping[str, Any] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """Return the JSON-ready form."""
        return {"key": self.key, "args": to_plain(self.args)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Message:
        """Read what `to_json` wrote; arguments stay in their JSON form, which prints the same."""
        return cls(data["key"], data.get("args", {}))
