"""Where the database's files lie, and as which user it runs: root's case, mostly."""

import os
import shutil
from pathlib import Path

import psycopg
import pytest

from registrar.supervisor import place as placing
from registrar.supervisor.database import embedded_database
from registrar.supervisor.errors import SupervisorError
from registrar.supervisor.place import find_place

root_only = pytest.mark.skipif(os.geteuid() != 0, reason="only root runs the database as another user")


@pytest.fixture
def private_folder(tmp_path: Path) -> Path:
    """A folder that only root may enter."""
    private = tmp_path / "private"
    private.mkdir(mode=0o700)
    return private


@root_only
def test_the_data_lie_outside_a_folder_that_only_root_may_enter(private_folder: Path) -> None:
    var = private_folder / "var"
    with embedded_database(var, purpose="test", durable=False) as url, psycopg.connect(url) as connection:
        connection.execute("create table kept as select 1")
    # Then var/postgres leads there, and the folder is as private as before
    assert (var / "postgres").readlink().is_relative_to(placing.STATE)
    assert private_folder.stat().st_mode & 0o777 == 0o700
    # And the next start finds the same data
    with embedded_database(var, purpose="test", durable=False) as url, psycopg.connect(url) as connection:
        assert connection.execute("select count(*) from kept").fetchone() == (1,)


@root_only
def test_a_careful_umask_does_not_lock_the_database_out(
    private_folder: Path, state_of_its_own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state_of_its_own.mkdir(exist_ok=True)
    monkeypatch.setattr(placing, "STATE", state_of_its_own / "careful")
    old = os.umask(0o077)
    try:
        with (
            embedded_database(private_folder / "var", purpose="test", durable=False) as url,
            psycopg.connect(url) as connection,
        ):
            assert connection.execute("select 1").fetchone() == (1,)
    finally:
        os.umask(old)


@root_only
def test_a_clone_made_anew_does_not_find_the_data_of_the_old_one(private_folder: Path) -> None:
    # Given a folder that had a database and was removed
    var = private_folder / "var"
    var.mkdir()
    first = find_place(var).data
    shutil.rmtree(var)
    # When it is made again, then its data lie elsewhere
    var.mkdir()
    assert find_place(var).data != first


@root_only
def test_data_that_are_gone_are_not_made_anew_in_silence(private_folder: Path) -> None:
    var = private_folder / "var"
    var.mkdir()
    shutil.rmtree(find_place(var).data.parent)
    with pytest.raises(SupervisorError, match="that folder is gone"):
        find_place(var)


@root_only
def test_the_database_never_runs_as_root(private_folder: Path) -> None:
    var = private_folder / "var"
    var.mkdir()
    user = find_place(var).user
    assert user is not None
    assert user.pw_uid != 0


def test_a_database_of_another_user_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Given a database folder that belongs to somebody else than who starts
    (tmp_path / "postgres").mkdir()
    monkeypatch.setattr(placing.os, "geteuid", lambda: (tmp_path / "postgres").stat().st_uid + 1)
    # Then the message says whose it is
    with pytest.raises(SupervisorError, match="belongs to"):
        find_place(tmp_path)
