"""References to clauses of a handbook."""

from __future__ import annotations

import re
from dataclasses import dataclass

_FORM = re.compile(r"([a-z][a-z0-9-]*):([0-9A-Za-z][0-9A-Za-z.-]*)")


@dataclass(frozen=True, slots=True, order=True)
class Citation:
    """A clause of an edition, written `polyu-2024-25:5C-02`."""

    edition: str
    clause: str

    @classmethod
    def parse(cls, text: str) -> Citation:
        """Read `polyu-2024-25:5C-02`; raises ValueError for anything else."""
        found = _FORM.fullmatch(text) if isinstance(text, str) else None
        if not found:
            raise ValueError(f"not a citation: {text!r} (write it like polyu-2024-25:5C-02)")
        return cls(found[1], found[2])

    @property
    def section(self) -> str:
        """The section the clause belongs to: `5C` for `5C-02`."""
        return self.clause.rpartition("-")[0] or self.clause

    def __str__(self) -> str:
        """Return `polyu-2024-25:5C-02`."""
        return f"{self.edition}:{self.clause}"
