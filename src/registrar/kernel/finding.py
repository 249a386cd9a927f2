"""One clause applied to one set of facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from registrar.kernel.citation import Citation
from registrar.kernel.cure import Cure
from registrar.kernel.message import Message


@dataclass(frozen=True, slots=True)
class Finding:
    """Whether one clause holds, in words, and what would make it hold.

    `holds` is None when that can't be known. `advice` makes it a warning that never refuses. `approval` names the role
    whose approval would lift the refusal. `reading` is a message key: the words of the reading where the handbook is
    silent or ambiguous and this finding rests on one.
    """

    clause: Citation
    holds: bool | None
    message: Message
    cure: Cure | None = None
    advice: bool = False
    reading: str | None = None
    approval: str | None = None

    @property
    def refuses(self) -> bool:
        """True when this finding by itself stands in the way and no approval is foreseen."""
        return self.holds is False and not self.advice and self.approval is None

    @property
    def awaits_approval(self) -> bool:
        """True when an approval would lift it."""
        return self.holds is False and not self.advice and self.approval is not None

    def to_json(self) -> dict[str, Any]:
        """Return the JSON-ready form; what doesn't apply is left out."""
        data: dict[str, Any] = {"clause": str(self.clause), "holds": self.holds, "message": self.message.to_json()}
        if self.cure is not None:
            data["cure"] = self.cure.to_json()
        if self.advice:
            data["advice"] = True
        if self.reading is not None:
            data["reading"] = self.reading
        if self.approval is not None:
            data["approval"] = self.approval
        return data

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Finding:
        """Read what `to_json` wrote."""
        cure = data.get("cure")
        return cls(
            clause=Citation.parse(data["clause"]),
            holds=data["holds"],
            message=Message.from_json(data["message"]),
            cure=Cure.from_json(cure) if cure else None,
            advice=data.get("advice", False),
            reading=data.get("reading"),
            approval=data.get("approval"),
        )
