"""One Registrar to a data folder: a lock that the operating system lets go of, however its holder ends."""

from __future__ import annotations

import fcntl
import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType

from registrar.supervisor.errors import SupervisorError


@dataclass(frozen=True)
class Holder:
    """Who holds a data folder: the command, its process, the site's address and the database it started."""

    command: str
    process: int
    address: str = ""
    database_url: str = ""


class HeldError(SupervisorError):
    """Another process holds the data folder; `holder` says which, if it has said so yet."""

    def __init__(self, holder: Holder | None) -> None:
        self.holder = holder
        if holder is None:
            text = "Another command is just starting on this data folder. Wait a moment and start again."
        elif holder.address:
            text = (
                f"Registrar runs already: {holder.address} (process {holder.process}).\n"
                f"Stop it with Ctrl-C in its own terminal, or with: kill {holder.process}"
            )
        else:
            text = (
                f"{holder.command} (process {holder.process}) is using this data folder. Start again when it has ended."
            )
        super().__init__(text)


class Hold:
    """The lock on a data folder, taken in a `with` block.

    The lock is the kernel's (flock): a process killed outright leaves none behind, so there is no stale pid file to
    clear away. What the holder says about itself stands in `registrar.json` beside it and counts only while locked.

    Raises:
        HeldError: on entering, when another process has it.
    """

    def __init__(self, var: Path, command: str) -> None:
        self.var = var
        self._said = Holder(command, os.getpid())
        self._file: int | None = None

    def __enter__(self) -> Hold:
        self.var.mkdir(parents=True, exist_ok=True)
        # Not inherited (Python's default): a child that outlives us must not keep the folder locked.
        descriptor = os.open(self.var / "registrar.lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            raise HeldError(read_holder(self.var)) from None
        self._file = descriptor
        self.say()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        (self.var / "registrar.json").unlink(missing_ok=True)
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def say(self, *, address: str = "", database_url: str = "") -> None:
        """Tell others where the site and the database are."""
        self._said = Holder(self._said.command, self._said.process, address, database_url)
        fresh = self.var / "registrar.json.new"
        fresh.write_text(json.dumps(asdict(self._said)), encoding="utf-8")
        fresh.chmod(0o600)
        fresh.replace(self.var / "registrar.json")


def read_holder(var: Path) -> Holder | None:
    """What the holder of a data folder says about itself, or None when it has not said anything readable."""
    try:
        return Holder(**json.loads((var / "registrar.json").read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
