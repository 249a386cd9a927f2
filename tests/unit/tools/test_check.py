"""./check says what it found, and never calls a skip or an empty step a success in CI."""

import os
import signal
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "tools"))

import check
import chromium
from check_steps import FAST, PYTHON, STEPS, Step, run_step

BROWSER = Step("journeys", "browser", (PYTHON, "-c", "print('3 passed')"), browser=True)
OPTIONS = SimpleNamespace(seed=None)


def _step(code: str, *, pytest_step: bool = False) -> Step:
    return Step("planted", "planted", (PYTHON, "-c", code, *(("pytest",) if pytest_step else ())))


def _run(step: Step) -> tuple[str, str]:
    return run_step(step, dict(os.environ), Path.cwd(), None)


def test_a_failing_step_fails_with_its_last_line() -> None:
    assert _run(_step("print('Found 2 errors.'); raise SystemExit(1)")) == ("failed", "Found 2 errors.")


def test_the_closing_line_is_the_one_that_counts() -> None:
    said = "print('== 3 failed, 4 passed in 1.2s =='); print('coverage: none'); raise SystemExit(1)"
    assert _run(_step(said, pytest_step=True)) == ("failed", "3 failed, 4 passed in 1.2s")


def test_a_step_without_any_test_fails() -> None:
    assert _run(_step("print('no tests ran in 0.01s'); raise SystemExit(5)", pytest_step=True))[0] == "failed"


def test_a_step_whose_folder_is_missing_fails() -> None:
    result = check._one(Step("races", "races", (PYTHON,), needs=("tests/nowhere",)), {}, OPTIONS)
    assert (result.status, result.closing) == ("failed", "tests/nowhere does not exist")


@pytest.mark.parametrize(("ci", "status"), [("", "skipped"), ("true", "failed"), ("1", "failed")])
def test_without_a_browser_the_journeys_are_skipped_but_not_in_ci(
    monkeypatch: pytest.MonkeyPatch, ci: str, status: str
) -> None:
    monkeypatch.setenv("CI", ci)
    monkeypatch.setattr(check.chromium, "find_or_install", lambda: ("", "none is installed"))
    result = check._one(BROWSER, dict(os.environ), OPTIONS)
    assert (result.status, result.closing) == (status, "none is installed")


def test_the_journeys_are_told_which_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check.chromium, "find_or_install", lambda: ("/usr/bin/chromium", ""))
    step = Step("journeys", "", (PYTHON, "-c", "import os; print(os.environ['CHROMIUM'])"), browser=True)
    result = check._one(step, dict(os.environ), OPTIONS)
    assert (result.status, result.closing) == ("passed", "/usr/bin/chromium")


def test_fast_leaves_out_the_races_and_the_browser() -> None:
    assert [step.name for step in STEPS if step.name not in FAST] == ["concurrency", "journeys"]
    assert [step.name for step in check._chosen(["fast"])] == FAST
    assert [step.name for step in check._chosen([])] == [step.name for step in STEPS]


def test_an_unknown_step_is_named() -> None:
    with pytest.raises(SystemExit, match="no step called nuit"):
        check._chosen(["nuit"])


@pytest.fixture
def empty_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("CHROMIUM", raising=False)
    _program(tmp_path, "driver", "exit 0")
    monkeypatch.setenv("PLAYWRIGHT_NODEJS_PATH", str(tmp_path / "driver"))
    return tmp_path


def _program(folder: Path, name: str, script: str) -> None:
    (folder / name).write_text(f"#!/bin/sh\n{script}\n")
    (folder / name).chmod(0o755)


def test_an_installed_browser_is_found(empty_path: Path) -> None:
    _program(empty_path, "chromium-browser", "exit 0")
    assert chromium.find_or_install() == (str(empty_path / "chromium-browser"), "")


def test_without_apt_the_reason_is_told(empty_path: Path) -> None:
    assert chromium.find_or_install() == ("", "none is installed, and this machine has no apt-get to install it with")


def test_without_root_the_command_for_an_administrator_is_told(
    empty_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _program(empty_path, "apt-get", "exit 0")
    monkeypatch.setattr(chromium.os, "geteuid", lambda: 1000)
    assert chromium.find_or_install()[1].endswith("apt-get install chromium fonts-noto-cjk")


def test_a_failed_installation_gives_the_reason(empty_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _program(empty_path, "apt-get", 'test "$1" = update && exit 0; echo "E: Unable to locate package" >&2; exit 100')
    monkeypatch.setattr(chromium.os, "geteuid", lambda: 0)
    assert chromium.find_or_install() == ("", "apt-get install failed: E: Unable to locate package")


NO_LIBRARY = "node: error while loading shared libraries: libatomic.so.1"


def test_a_driver_that_does_not_start_is_told_with_its_cure(empty_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Given a browser, and a Playwright whose Node lacks a library
    _program(empty_path, "chromium", "exit 0")
    _program(empty_path, "apt-get", "exit 0")
    _program(empty_path, "driver", f'echo "{NO_LIBRARY}" >&2; exit 127')
    # When somebody who may not install looks for it, the library's package is told
    monkeypatch.setattr(chromium.os, "geteuid", lambda: 1000)
    told = f"Playwright does not start ({NO_LIBRARY}); an administrator can: apt-get install libatomic1"
    assert chromium.find_or_install() == ("", told)
    # When root looks and the package doesn't help, that is told too
    monkeypatch.setattr(chromium.os, "geteuid", lambda: 0)
    assert chromium.find_or_install() == ("", f"Playwright does not start ({NO_LIBRARY})")


def test_root_installs_what_is_missing_and_nothing_else(empty_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Given a machine with neither browser nor library, on which apt-get brings both
    _program(empty_path, "driver", f'[ -e "{empty_path}/libatomic1" ] || exit 127')
    bring = f'shift 3; for one; do : > "{empty_path}/$one"; /bin/chmod 755 "{empty_path}/$one"; done'
    _program(empty_path, "apt-get", f'test "$1" = update && exit 0; {bring}')
    monkeypatch.setattr(chromium.os, "geteuid", lambda: 0)
    # When it is asked for
    assert chromium.find_or_install() == (str(empty_path / "chromium"), "")
    # Then these packages were installed
    installed = {path.name for path in empty_path.iterdir()} - {"driver", "apt-get"}
    assert installed == {"chromium", "fonts-noto-cjk", "libatomic1"}


def test_a_stop_lets_the_step_clear_up(tmp_path: Path) -> None:
    # Given a step that writes a note when it is interrupted, and somebody who presses Ctrl-C once it runs
    code = (
        "import os, pathlib, signal, time\n"
        f"here = pathlib.Path({str(tmp_path)!r})\n"
        "try:\n    os.kill(os.getppid(), signal.SIGINT); time.sleep(30)\n"
        "except KeyboardInterrupt:\n    (here / 'cleared').touch()\n"
    )
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt):
            _run(_step(code))
    finally:
        signal.signal(signal.SIGINT, before)
    # Then it has cleared up
    assert (tmp_path / "cleared").exists()
