"""What a start prepares, and what it finds prepared already."""

import io
import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from registrar.supervisor.cluster import Cluster
from registrar.supervisor.errors import SupervisorError
from registrar.supervisor.preparation import Task, check_server, ensure_secret_key, prepare, tasks
from registrar.supervisor.stamps import DatabaseStamps, digest_of


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    cluster = Cluster(tmp_path_factory.mktemp("var"), durable=False)
    cluster.start()
    yield cluster
    cluster.stop()


class Runner:
    """Notes the commands instead of running them; those in `failing` end with 1."""

    def __init__(self, *failing: str) -> None:
        self.failing, self.ran = failing, list[str]()

    def __call__(self, command: list[str], _environment: Mapping[str, str]) -> int:
        self.ran.append(command[3])
        return 1 if command[3] in self.failing else 0


def _prepare(steps: list[Task], var: Path, server: Cluster, runner: Runner) -> int:
    console = Console(file=io.StringIO())
    return prepare(steps, var=var, url=server.url("registrar"), environment={}, console=console, run=runner)


def _task(name: str, digest: str, *, in_database: bool = True, once: bool = False) -> Task:
    return Task(name, name.title(), (name,), digest, in_database, once)


def test_a_step_is_done_again_only_when_something_changed(tmp_path: Path, server: Cluster) -> None:
    steps = [_task("texts", "1", in_database=False), _task("tables", "1"), _task("demo", "2000", once=True)]
    runner = Runner()
    # When prepared twice, then the second time there is nothing to do
    assert _prepare(steps, tmp_path, server, runner) == 3
    assert _prepare(steps, tmp_path, server, runner) == 0
    # When all three are asked for with other digests, then the one that is done once is left as it is
    changed = [_task("texts", "2", in_database=False), _task("tables", "2"), _task("demo", "28000", once=True)]
    assert _prepare(changed, tmp_path, server, runner) == 2
    assert runner.ran == ["texts", "tables", "demo", "texts", "tables"]


def test_stamps_of_the_database_do_not_serve_another_one(tmp_path: Path, server: Cluster) -> None:
    # Given a step done for one database
    DatabaseStamps(server.url("registrar")).write("catalogue", "1")
    # Then another database of the same server knows nothing of it
    assert "catalogue" in DatabaseStamps(server.url("registrar")).read()
    assert DatabaseStamps(server.url("postgres")).read() == {}


def test_a_failed_step_stops_the_rest_and_is_tried_again(tmp_path: Path, server: Cluster) -> None:
    steps = [_task("first", "1"), _task("second", "1"), _task("third", "1")]
    # Given a second step that fails
    broken = Runner("second")
    with pytest.raises(SupervisorError, match="`registrar second` failed"):
        _prepare(steps, tmp_path, server, broken)
    assert broken.ran == ["first", "second"]
    # When it is mended, then the start goes on from there
    mended = Runner()
    _prepare(steps, tmp_path, server, mended)
    assert mended.ran == ["second", "third"]


def test_a_step_is_left_out_where_the_database_says_so(tmp_path: Path, server: Cluster) -> None:
    # Given a demonstration that is not to be made on top of something
    wanted = _task("on top", "1", once=True)
    runner = Runner()
    # When the database has something, then it is left alone; when it has nothing, then it is made
    assert _prepare([replace(wanted, unless="select true")], tmp_path, server, runner) == 0
    assert _prepare([replace(wanted, unless="select false")], tmp_path, server, runner) == 1
    assert runner.ran == ["on top"]


def test_no_demonstration_is_made_where_none_is_wanted() -> None:
    assert [task.name for task in tasks("polyu", None)] == ["messages", "static", "migrate", "university"]
    assert tasks("polyu", 300)[-1].command == ("demo", "create", "--students", "300")


def test_a_digest_is_of_names_and_contents(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    one.write_text("a")
    other.write_text("b")
    before = digest_of([one, other])
    assert digest_of([other, one]) == before
    one.write_text("b")
    other.write_text("a")
    assert digest_of([one, other]) != before


def test_the_secret_key_is_made_once_and_private(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        ensure_secret_key(tmp_path)
    finally:
        os.umask(old)
    key = (tmp_path / "secret_key").read_text()
    assert len(key.strip()) >= 50
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600
    ensure_secret_key(tmp_path)
    assert (tmp_path / "secret_key").read_text() == key


def test_a_server_that_does_not_answer_is_told_without_its_password(tmp_path: Path) -> None:
    with pytest.raises(SupervisorError, match="DATABASE_URL names a database that cannot be used") as refused:
        check_server(f"postgresql://registrar:hidden@/registrar?host={tmp_path}")
    assert "hidden" not in str(refused.value)
