"""What these tests put outside their folders, as root, is removed again."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from registrar.supervisor import place


@pytest.fixture(scope="session", autouse=True)
def state_of_its_own() -> Iterator[Path]:
    """The folder that stands in for /var/lib/registrar."""
    state = Path("/var/tmp") / f"registrar-test-{os.getpid()}"  # noqa: S108 (root's alone, and removed again)
    patch = pytest.MonkeyPatch()
    patch.setattr(place, "STATE", state)
    yield state
    patch.undo()
    shutil.rmtree(state, ignore_errors=True)
