import argparse

import pytest

from registrar.cli import BadInput, main
from registrar.cli import demo as command
from registrar.demo.sign_ins import PASSWORD

pytestmark = pytest.mark.django_db


def arguments(*given):
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    return parser.parse_args(given)


def test_create_prints_what_it_made_and_sign_ins_who_may_enter(capsys):
    assert command._create(arguments("create", "--students", "400", "--offline-progress")) == 0
    printed = capsys.readouterr().out
    assert "Two years and more of results" in printed
    assert "400 studies" in printed
    assert command._sign_ins() == 0
    printed = capsys.readouterr().out
    assert PASSWORD in printed
    assert "registry" in printed
    assert "教務處" in printed


def test_a_second_create_is_refused_in_one_line(capsys):
    command._create(arguments("create", "--students", "50"))
    with pytest.raises(BadInput, match="--replace"):
        command._create(arguments("create", "--students", "50"))


def test_no_student_is_no_university():
    with pytest.raises(BadInput, match="at least one student"):
        command._create(arguments("create", "--students", "0"))


def test_without_a_demonstration_there_are_no_sign_ins():
    with pytest.raises(BadInput, match="registrar demo create"):
        command._sign_ins()


def test_loading_a_university_that_is_not_there_is_bad_input(capsys):
    assert main(["university", "load", "nowhere"]) == 2
    assert "there is no university 'nowhere'" in capsys.readouterr().err
