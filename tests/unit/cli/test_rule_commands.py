"""The commands about rules: what they print, and how they end."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from registrar.cli import main

FACTS = '{"nullified_on": "2024-09-10", "received_on": "2024-09-12"}'
DECIDE = ["decide", "enrolment.reinstatement_window", "--as-of", "2024-09-12"]


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    path = tmp_path / "facts.json"
    path.write_text(FACTS, encoding="utf-8")
    return path


def test_a_decision_is_printed_with_its_words_and_ends_with_0(facts, capsys):
    # given an application in time whose fee isn't paid, when decided
    assert main([*DECIDE, "--facts", str(facts)]) == 0
    # then the refusal is a decision like any other, with clause, words, cure and what it rests on
    decision = json.loads(capsys.readouterr().out)
    assert decision["outcome"] == "REFUSED"
    fee = next(finding for finding in decision["findings"] if finding["clause"] == "polyu-2024-25:5H-04")
    assert fee["cited_as"] == "Student Handbook 2024/25, section 5H"
    assert fee["message"]["text"] == "The reinstatement fee of HK$500.00 is not paid yet."
    assert fee["cure"]["message"]["text"] == "Pay HK$500.00."
    assert fee["cure"]["amount"] == {"amount": "500.00", "currency": "HKD"}
    assert fee["wording"].startswith("Applying for reinstatement costs HK$500")
    assert decision["edition"] == "polyu-2024-25"
    assert decision["edition_reason"]["text"].endswith("because it is in force on 12 September 2024.")
    assert decision["readings"] == [
        "“Two weeks after” is taken to make day 14 the last good day; the day on which the form is received counts."
    ]
    assert decision["facts"]["received_on"] == "2024-09-12"
    assert len(decision["rule_set"]) == 64


def test_the_words_can_be_chinese(facts, capsys):
    assert main([*DECIDE, "--facts", str(facts), "--language", "zh-hant"]) == 0
    decision = json.loads(capsys.readouterr().out)
    assert decision["findings"][1]["cited_as"] == "《學生手冊 2024/25》第5H節"
    assert decision["findings"][1]["message"]["text"] == "恢復註冊費HK$500.00尚未繳付。"


def test_another_edition_can_be_asked_for(facts, capsys):
    assert main([*DECIDE, "--facts", str(facts), "--edition", "polyu-2018-19"]) == 0
    decision = json.loads(capsys.readouterr().out)
    assert decision["outcome"] == "NEEDS_APPROVAL"
    assert decision["edition"] == "polyu-2018-19"


def test_facts_come_from_input_and_from_yaml_too(tmp_path, capsys, monkeypatch):
    path = tmp_path / "facts.yaml"
    path.write_text("nullified_on: 2024-09-10\nreceived_on: 2024-09-25\n", encoding="utf-8")
    assert main([*DECIDE, "--facts", str(path)]) == 0
    assert json.loads(capsys.readouterr().out)["result"]["considered"] is False


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("{}", "facts: nullified_on: is missing"),
        ('{"nullified_on": "soon"}', "facts: nullified_on: Input should be a valid date"),
        ('{"nullified_on": "2024-09-10", "colour": "red"}', "facts: colour: isn't a fact of this rule"),
        ('{"nullified_on": "2024-09-10", "nullified_on": "2024-09-11"}', "nullified_on: stands twice"),
        ('{"nullified_on": ', "Expecting value"),
        ("[1]", "must hold one mapping of facts"),
        ("fee: 1.5\n", "fee: 1.5 is a float"),
    ],
)
def test_bad_facts_end_with_2_and_name_the_field(tmp_path, capsys, text, complaint):
    path = tmp_path / "facts.json"
    path.write_text(text, encoding="utf-8")
    assert main([*DECIDE, "--facts", str(path)]) == 2
    told = capsys.readouterr()
    assert complaint in told.err
    assert told.err.startswith("registrar decide: ")
    assert told.out == ""


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["decide", "enrolment.nothing"], "there is no rule called 'enrolment.nothing'"),
        ([*DECIDE, "--university", "atlantis"], "no university is called 'atlantis'"),
        ([*DECIDE, "--edition", "polyu-1999"], "polyu has no edition 'polyu-1999'"),
        (["decide", "enrolment.reinstatement_window", "--as-of", "today"], "--as-of: 'today' isn't a day"),
    ],
)
def test_what_does_not_exist_is_named(facts, capsys, arguments, complaint):
    assert main([*arguments, "--facts", str(facts)]) == 2
    assert complaint in capsys.readouterr().err


def test_a_missing_file_is_named(capsys):
    assert main([*DECIDE, "--facts", "/nowhere/facts.json"]) == 2
    assert "/nowhere/facts.json can't be read" in capsys.readouterr().err


def test_rules_are_listed(capsys):
    assert main(["rules", "list", "--json"]) == 0
    rules = {one["name"]: one for one in json.loads(capsys.readouterr().out)}
    assert rules["enrolment.nullification"]["title"] == {"en": "Nullification of registration", "zh": "註冊失效"}
    assert "polyu-2018-19:3W-01" in rules["enrolment.nullification"]["clauses"]
    assert main(["rules", "list"]) == 0
    assert "Nullification of registration" in capsys.readouterr().out


def test_a_rule_is_shown_with_wording_values_and_schema(capsys):
    assert main(["rules", "show", "enrolment.study_load_status", "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["facts_schema"]["properties"]["credits"]["minimum"] == 0
    assert any(clause["id"] == "polyu-2024-25:4K-02" and clause["text"]["zh"] for clause in shown["clauses"])
    assert main(["rules", "show", "enrolment.study_load_status", "--language", "zh-hant"]) == 0
    assert "全日制學分量的下限" in capsys.readouterr().out


def test_cases_are_counted_by_rule(capsys):
    assert main(["cases", "enrolment.registration_lapse"]) == 0
    assert capsys.readouterr().out.split()[-3:] == ["all", "5", "0"]
    assert main(["cases", "nothing"]) == 2
    assert "there are no cases for 'nothing'" in capsys.readouterr().err


def test_a_failing_case_is_named_and_ends_with_1(tmp_path, capsys, monkeypatch):
    # given a copy of a university whose case expects another answer
    from registrar.rulebook import forget_rulebooks
    from registrar.rulebook.places import universities_directory

    copy = tmp_path / "universities"
    _copy_with(copy, universities_directory(), "result: {capacity: 42, outstanding: 43}", "result: {capacity: 43}")
    monkeypatch.setenv("REGISTRAR_UNIVERSITIES", str(copy))
    forget_rulebooks()
    # when run, then the place, the case and the difference are told
    assert main(["cases", "enrolment.registration_lapse"]) == 1
    told = capsys.readouterr()
    assert "enrolment.registration_lapse HB24-4E-03/1: result capacity is 42, not 43" in told.err
    assert "universities/polyu/cases/enrolment/registration_lapse.yaml:3" in told.err


def test_a_broken_university_ends_with_2_and_names_file_and_line(tmp_path, capsys, monkeypatch):
    from registrar.rulebook import forget_rulebooks
    from registrar.rulebook.places import universities_directory

    copy = tmp_path / "universities"
    _copy_with(copy, universities_directory(), "rule: enrolment", "rule: enrolment")
    path = copy / "polyu/parameters/enrolment/reinstatement_days.yaml"
    path.write_text(path.read_text("utf-8").replace("value: 14", "value: 14.5"), "utf-8")
    monkeypatch.setenv("REGISTRAR_UNIVERSITIES", str(copy))
    forget_rulebooks()
    assert main(["rules", "show", "enrolment.nullification"]) == 2
    assert "reinstatement_days.yaml:9: values[0].value: 14.5 is a float" in capsys.readouterr().err
    assert main(["university", "check", "polyu"]) == 1
    told = capsys.readouterr()
    assert "polyu: 3 mistakes" in told.out
    assert "reinstatement_days.yaml:10: values[1].value: 14.5 is a float" in told.err


def _copy_with(copy: Path, source: Path, old: str, new: str) -> None:
    import shutil

    for name in ("institution.yaml", "handbook", "parameters", "cases", "fees"):
        origin = source / "polyu" / name
        if origin.is_dir():
            shutil.copytree(origin, copy / "polyu" / name)
        else:
            (copy / "polyu").mkdir(parents=True, exist_ok=True)
            shutil.copy(origin, copy / "polyu" / name)
    path = copy / "polyu/cases/enrolment/registration_lapse.yaml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_a_missing_universities_folder_is_told(monkeypatch, capsys):
    monkeypatch.setenv("REGISTRAR_UNIVERSITIES", "/nowhere")
    assert main(["cases"]) == 2
    assert capsys.readouterr().err == "registrar cases: REGISTRAR_UNIVERSITIES: /nowhere isn't a folder\n"


def test_no_command_prints_help(capsys):
    assert main([]) == 0
    assert "decide" in capsys.readouterr().out
