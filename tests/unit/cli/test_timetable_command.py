"""`registrar timetable`: the same file as on the pages, from the command line."""

import json
from pathlib import Path

import pytest
from tests import world

from registrar import cli
from registrar.areas.registration.models import Meeting, SubjectGroup
from registrar.areas.registration.tests.timetable_files import HEAD, KEY, room

pytestmark = pytest.mark.django_db
GOOD = f"{KEY},COMP1011,1001,40,,Lecture,Mon,09:30,11:20,1-13,Z205"


@pytest.fixture(autouse=True)
def _catalogue(monkeypatch) -> None:
    monkeypatch.setattr(cli, "_open_database", lambda: None)
    world.term()
    world.subject("COMP1011")
    room()


def write(tmp_path: Path, *lines: str) -> str:
    path = tmp_path / "in.csv"
    path.write_text("\n".join([HEAD, *lines]), encoding="utf-8")
    return str(path)


def test_a_file_is_only_checked_unless_told_otherwise(tmp_path, capsys) -> None:
    # Given a right row and a wrong one
    path = write(tmp_path, GOOD, GOOD.replace("COMP1011", "COMP9999"))
    # When it is imported without --apply
    assert cli.main(["timetable", "import", path, "--term", KEY]) == 1
    # Then the error is named and nothing is written
    said = capsys.readouterr().out
    assert "row 3, Subject “COMP9999”: error: The catalogue has no such subject." in said
    assert "2 rows: 1 added, 0 changed, 0 removed, 0 unchanged; 1 held back" in said
    assert SubjectGroup.objects.count() == 0


def test_right_rows_are_applied_and_all_or_none_is_none(tmp_path, capsys) -> None:
    path = write(tmp_path, GOOD, GOOD.replace("COMP1011", "COMP9999"))
    assert cli.main(["timetable", "import", path, "--term", KEY, "--apply", "all"]) == 1
    assert SubjectGroup.objects.count() == 0
    capsys.readouterr()
    assert cli.main(["timetable", "import", path, "--term", KEY, "--apply", "right", "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert (found["applied"], found["added"], found["told"]) == (True, 1, 0)
    assert Meeting.objects.get().room_id == "Z205"


def test_what_is_exported_is_imported_unchanged(tmp_path, capsys) -> None:
    assert cli.main(["timetable", "import", write(tmp_path, GOOD), "--term", KEY, "--apply", "all"]) == 0
    out = str(tmp_path / "out.csv")
    assert cli.main(["timetable", "export", out, "--term", KEY, "--language", "zh"]) == 0
    assert Path(out).read_bytes().startswith("\ufeff學期,科目,".encode())
    capsys.readouterr()
    assert cli.main(["timetable", "import", out, "--term", KEY, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["unchanged"] == 1


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["export", "t.pdf", "--term", KEY], "ends neither in .xlsx nor in .csv"),
        (["import", "none.csv", "--term", KEY], "No such file"),
        (["import", "none.csv", "--term", "2030/31-S1"], "there is no term"),
    ],
)
def test_bad_input_ends_with_two(arguments: list[str], says: str, capsys) -> None:
    assert cli.main(["timetable", *arguments]) == 2
    assert says in capsys.readouterr().err
