"""What is wrong with a data file, and where."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake: the file, the line where known, the field, and what is wrong with it in plain words."""

    file: str
    line: int | None
    field: str
    message: str

    def __str__(self) -> str:
        """Return `file:line: field: message`."""
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.field}: {self.message}" if self.field else f"{place}: {self.message}"


class RulebookError(Exception):
    """Data files that can't be relied on. `problems` holds every mistake found, not just the first."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems, sorted by place."""
        self.problems = tuple(sorted(problems, key=lambda p: (p.file, p.line or 0, p.field, p.message)))
        super().__init__("\n".join(str(problem) for problem in self.problems))


def shown(path: Path, root: Path | None = None) -> str:
    """Return a file's name as people should see it: from the universities folder on, where it lies there."""
    if root is not None:
        try:
            return f"{root.name}/{path.relative_to(root).as_posix()}"
        except ValueError:
            pass
    return path.as_posix()
