"""The environment is made once, and again only when something underneath it changed."""

import io
import subprocess
import sys
from pathlib import Path

import pytest
from tools import environment

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def installs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A folder with two lock files; notes what is installed instead of installing it."""
    venv = tmp_path / ".venv"
    done: list[str] = []

    def install(lock: Path) -> None:
        done.append(lock.name)
        environment.STAMP.unlink(missing_ok=True)
        (venv / "bin").mkdir(parents=True, exist_ok=True)
        (venv / "lib" / "python3.11" / "site-packages").mkdir(parents=True, exist_ok=True)
        environment.PYTHON.touch()

    monkeypatch.setattr(environment, "ROOT", tmp_path)
    monkeypatch.setattr(environment, "VENV", venv)
    monkeypatch.setattr(environment, "STAMP", venv / "stamp.json")
    monkeypatch.setattr(environment, "PYTHON", venv / "bin" / "python")
    monkeypatch.setattr(environment, "_install", install)
    monkeypatch.setattr(environment, "_version_inside", lambda: "Python 3.11.9")
    (tmp_path / "requirements.lock").write_text("django==1\n")
    (tmp_path / "requirements-dev.lock").write_text("django==1\npytest==1\n")
    return done


def test_a_second_start_installs_nothing(installs: list[str]) -> None:
    environment.ensure(development=False)
    environment.ensure(development=False)
    assert installs == ["requirements.lock"]


def test_what_was_made_for_check_serves_run_too(installs: list[str]) -> None:
    environment.ensure(development=True)
    environment.ensure(development=False)
    environment.ensure(development=True)
    assert installs == ["requirements-dev.lock"]


def test_check_after_run_adds_what_it_needs(installs: list[str]) -> None:
    environment.ensure(development=False)
    environment.ensure(development=True)
    assert installs == ["requirements.lock", "requirements-dev.lock"]


def test_a_changed_lock_file_is_installed(installs: list[str], tmp_path: Path) -> None:
    environment.ensure(development=False)
    (tmp_path / "requirements.lock").write_text("django==2\n")
    environment.ensure(development=False)
    assert installs == ["requirements.lock", "requirements.lock"]


def test_another_python_makes_the_environment_anew(
    installs: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given an environment with something in it
    environment.ensure(development=False)
    (tmp_path / ".venv" / "left-over").touch()
    # When the system's Python has been replaced by another one
    monkeypatch.setattr(environment, "_version_inside", lambda: "Python 3.99.0")
    environment.ensure(development=False)
    # Then nothing of the old one is left
    assert installs == ["requirements.lock", "requirements.lock"]
    assert not (tmp_path / ".venv" / "left-over").exists()


def test_a_folder_that_was_moved_finds_its_source_again(
    installs: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given an environment, and its folder under another name now
    environment.ensure(development=False)
    moved = tmp_path / "moved"
    moved.mkdir()
    for name in ("requirements.lock", "requirements-dev.lock"):
        (tmp_path / name).rename(moved / name)
    monkeypatch.setattr(environment, "ROOT", moved)
    # When started again
    environment.ensure(development=False)
    # Then nothing is installed, and Python is told where the source is
    pointer = tmp_path / ".venv" / "lib" / "python3.11" / "site-packages" / "registrar.pth"
    assert installs == ["requirements.lock"]
    assert ascii(str(moved / "src")) in pointer.read_text()


@pytest.mark.parametrize("name", ["我的 registrar", "it's $HOME", "plain"])
def test_the_source_is_found_in_a_folder_of_any_name_and_in_any_locale(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    # Given a real environment in a folder with blanks, quotes or Chinese in its name
    root = tmp_path / name
    (root / "src" / "registrar").mkdir(parents=True)
    (root / "src" / "registrar" / "__main__.py").write_text("import sys; print('found', *sys.argv[1:])\n")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(root / ".venv")], check=True)
    monkeypatch.setattr(environment, "ROOT", root)
    monkeypatch.setattr(environment, "VENV", root / ".venv")
    monkeypatch.setattr(environment, "PYTHON", root / ".venv" / "bin" / "python")
    # When Python is told where the source is
    environment._link_source()
    # Then the command finds it, also where the locale knows nothing but ASCII
    for locale in ("C", "C.UTF-8"):
        command = [str(root / ".venv" / "bin" / "registrar"), "a b"]
        done = subprocess.run(command, env={"LC_ALL": locale}, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stdout, done.stderr) == (0, "found a b\n", "")


def test_an_environment_whose_python_is_gone_says_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "PYTHON", tmp_path / "nowhere")
    assert environment._version_inside() == ""
    monkeypatch.setattr(environment, "PYTHON", Path(sys.executable))
    assert environment._version_inside().startswith("Python 3.")


def test_an_interrupted_installation_is_done_again(
    installs: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    environment.ensure(development=False)
    (tmp_path / "requirements.lock").write_text("django==2\n")
    whole = environment._install

    def interrupted(lock: Path) -> None:
        whole(lock)
        raise KeyboardInterrupt

    # Given an update that was broken off
    monkeypatch.setattr(environment, "_install", interrupted)
    with pytest.raises(KeyboardInterrupt):
        environment.ensure(development=False)
    # When started again, even with the old lock file, then it is installed
    (tmp_path / "requirements.lock").write_text("django==1\n")
    monkeypatch.setattr(environment, "_install", whole)
    environment.ensure(development=False)
    assert installs == ["requirements.lock"] * 3


def test_a_pip_that_is_not_the_one_expected_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Given a Python without any pip, and a network that gives something else for it
    monkeypatch.setattr(environment, "_works", lambda _command: False)
    monkeypatch.setattr(environment.urllib.request, "urlopen", lambda *_args, **_kwargs: io.BytesIO(b"something else"))
    with pytest.raises(environment.SetupError, match="its SHA-256 differs"):
        environment._find_pip(tmp_path)


def test_without_pip_and_network_the_message_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreachable(*_args: object, **_kwargs: object) -> None:
        raise OSError("no route to host")

    monkeypatch.setattr(environment, "_works", lambda _command: False)
    monkeypatch.setattr(environment.urllib.request, "urlopen", unreachable)
    with pytest.raises(environment.SetupError, match="apt install python3-venv"):
        environment._find_pip(tmp_path)


def test_what_pip_said_last_is_shown_when_it_fails(capsys: pytest.CaptureFixture[str]) -> None:
    command = [
        sys.executable,
        "-c",
        "print('Collecting django'); print('THE HASHES DO NOT MATCH'); raise SystemExit(1)",
    ]
    with pytest.raises(environment.SetupError, match="THE HASHES DO NOT MATCH"):
        environment._follow(command, 1, "Installing")


def _fake(folder: Path, name: str, script: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


def _with_python(path: Path) -> subprocess.CompletedProcess[str]:
    (path / "dirname").symlink_to("/usr/bin/dirname")
    command = ["/bin/sh", str(ROOT / "tools" / "with-python"), "bootstrap.py", "run", "--port", "9000"]
    return subprocess.run(command, env={"PATH": str(path)}, capture_output=True, text=True, check=False)


def test_without_a_new_python_the_message_says_so(tmp_path: Path) -> None:
    # Given a machine whose only Python is too old
    _fake(tmp_path, "python3", 'test "$1" = --version && echo Python 3.9.2 && exit 0; exit 1')
    done = _with_python(tmp_path)
    assert done.returncode == 1
    assert "needs Python 3.11 or later" in done.stderr
    assert "python3: Python 3.9.2" in done.stderr


def test_a_newer_python_beside_an_old_one_is_taken(tmp_path: Path) -> None:
    _fake(tmp_path, "python3", "exit 1")
    _fake(tmp_path, "python3.12", 'test "$1" = -c && exit 0; shift; echo "3.12 $*"')
    done = _with_python(tmp_path)
    assert (done.returncode, done.stdout) == (0, "3.12 run --port 9000\n")
