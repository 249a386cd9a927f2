"""What these tests put outside their folders, as root, is removed again."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from registrar.supervisor import place


@pytest.fixture
def open_path(tmp_path: Path) -> Path:
    """A folder that root's system user may enter, as one below /srv would be; pytest's own are private."""
    if os.geteuid() == 0:
        for folder in (tmp_path, *tmp_path.parents):
            if folder.stat().st_mode & 0o011 != 0o011:
                folder.chmod(folder.stat().st_mode | 0o011)
    return tmp_path


@pytest.fixture(scope="session", autouse=True)
def state_of_its_own() -> Iterator[Path]:
    """The folder that stands in for /var/lib/registrar."""
    state = Path("/var/tmp") / f"registrar-test-{os.getpid()}"  # noqa: S108 (root's alone, and removed again)
    patch = pytest.MonkeyPatch()
    patch.setattr(place, "STATE", state)
    yield state
    patch.undo()
    shutil.rmtree(state, ignore_errors=True)
