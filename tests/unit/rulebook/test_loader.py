"""Reading a university: everything wrong is found, each with its file and field; nothing wrong gets through."""

from __future__ import annotations

import pytest

from registrar.kernel import Bilingual, Citation
from registrar.rulebook import Rulebook, RulebookError, UnknownUniversity, forget_rulebooks, load_rulebook
from registrar.rulebook.check import university_problems


def problems(tiny):
    with pytest.raises(RulebookError) as caught:
        load_rulebook(tiny.root)
    return [str(problem) for problem in caught.value.problems]


def test_a_sound_university_is_read(tiny):
    law = load_rulebook(tiny.root).university("tiny")
    assert sorted(law.editions) == ["tiny-2018", "tiny-2024"]
    assert law.clauses[Citation("tiny-2024", "1-01")].text == Bilingual("At most so many credits.", "學分上限。")
    assert law.parameters["registration.most_credits"].title.en == "Most credits"


def test_it_is_read_once_until_forgotten(tiny):
    first = load_rulebook(tiny.root)
    assert load_rulebook(tiny.root) is first
    forget_rulebooks()
    again = load_rulebook(tiny.root)
    assert again is not first
    assert isinstance(again, Rulebook)


def test_templates_are_not_universities(tiny):
    (tiny.root / "_template" / "handbook").mkdir(parents=True)
    assert sorted(load_rulebook(tiny.root).universities) == ["tiny"]


def test_an_unknown_university_names_the_known(tiny):
    with pytest.raises(UnknownUniversity, match=r"'atlantis' \(known: tiny\)"):
        load_rulebook(tiny.root).university("atlantis")


PARAMETER = "parameters/registration/most_credits.yaml"
CEILING = "universities/tiny/parameters/registration/most_credits.yaml"


def test_an_unknown_clause_is_named(tiny):
    tiny.change(PARAMETER, "tiny-2024:1-01", "tiny-2024:9-99")
    assert problems(tiny) == [f"{CEILING}: cites: tiny-2024:9-99 isn't in the clause register"]


def test_a_missing_chinese_title_is_named(tiny):
    tiny.change(PARAMETER, ", zh: 學分上限}", "}")
    assert problems(tiny) == [f"{CEILING}:1: title.zh: is missing"]


def test_an_unknown_field_is_named(tiny):
    tiny.change(PARAMETER, "applies_by: term", "applies_by: term\ncolour: red")
    assert problems(tiny) == [f"{CEILING}:5: colour: isn't a field here"]


def test_a_parameter_in_the_wrong_place_is_named(tiny):
    tiny.write("parameters/stray.yaml", "title: {en: A, zh: 甲}\n")
    assert problems(tiny) == [
        "universities/tiny/parameters/stray.yaml: must stand at parameters/<area>/<name>.yaml",
    ]


def test_editions_that_would_both_bind_are_refused(tiny):
    path = tiny.folder / "handbook/2018/edition.yaml"
    tiny.write("handbook/2018/edition.yaml", path.read_text("utf-8").replace("2019-06-30", "2024-07-01"))
    assert problems(tiny) == [
        "universities/tiny/handbook/2024/edition.yaml: event_date: overlaps tiny-2018: both would bind",
    ]


def test_a_draft_may_overlap_because_it_never_binds_by_itself(tiny):
    text = (tiny.folder / "handbook/2024/edition.yaml").read_text("utf-8").replace("id: tiny-2024", "id: tiny-draft")
    tiny.write("handbook/draft/edition.yaml", text + "status: draft\nbased_on: tiny-2024\n")
    assert load_rulebook(tiny.root).university("tiny").edition("tiny-draft").draft


def test_a_draft_of_nothing_is_refused(tiny):
    text = (tiny.folder / "handbook/2024/edition.yaml").read_text("utf-8").replace("id: tiny-2024", "id: tiny-draft")
    tiny.write("handbook/draft/edition.yaml", text + "status: draft\nbased_on: tiny-1999\n")
    assert problems(tiny) == [
        "universities/tiny/handbook/draft/edition.yaml: based_on: there is no edition tiny-1999",
    ]


def test_an_edition_without_its_register_is_refused(tiny):
    (tiny.folder / "handbook/2018/clauses.yaml").unlink()
    assert problems(tiny)[0] == (
        "universities/tiny/handbook/2018/clauses.yaml: is missing: the edition's clause register"
    )


def test_a_clause_that_stands_twice_is_refused(tiny):
    path = tiny.folder / "handbook/2018/clauses.yaml"
    tiny.write("handbook/2018/clauses.yaml", path.read_text("utf-8") * 2)
    assert problems(tiny)[:2] == [
        "universities/tiny/handbook/2018/clauses.yaml:10: [2].id: 1-01 stands twice in the register",
        "universities/tiny/handbook/2018/clauses.yaml:15: [3].id: 1-02 stands twice in the register",
    ]


def test_the_folder_and_the_code_agree(tiny):
    tiny.write("institution.yaml", "code: small\nname: {en: Tiny, zh: 微型}\n")
    assert problems(tiny) == [
        "universities/tiny/institution.yaml:1: code: is small, but the folder is tiny",
    ]


def test_everything_wrong_is_told_together(tiny):
    tiny.write("institution.yaml", "code: tiny\nname: {en: Tiny}\n")
    tiny.write("parameters/registration/other.yaml", "title: 1.5\n")
    assert len(problems(tiny)) == 2


def test_checking_finds_more_than_loading_refuses(tiny):
    # given files that loading never reads or doesn't mind
    tiny.write("forms/AR7.yaml", "weight: 1.5\n")
    tiny.write("letters/code.py", "x = 1\n")
    tiny.write("cases/registration/nothing.yaml", CASE)
    tiny.change(PARAMETER, "tiny-2024:1-01", "tiny-2024:1-02")
    # when checked
    found = [str(problem) for problem in university_problems(tiny.folder, tiny.root)]
    # then each is named
    assert found == [
        f"{CEILING}: tiny-2024:1-02: is cited but has no wording in the clause register",
        (
            "universities/tiny/cases/registration/nothing.yaml: rule: there is no rule called 'registration.nothing'; "
            "see `registrar rules list`"
        ),
        "universities/tiny/forms/AR7.yaml:1: weight: 1.5 is a float; write it in quotes, exactly: '1.5'",
        "universities/tiny/letters/code.py: universities/ holds data only, no Python",
    ]


CASE = """\
rule: registration.nothing
cases:
  - {id: X/1, given: {en: nothing, zh: 沒有}, as_of: 2024-09-02, facts: {}, then: {outcome: ALLOWED}}
"""
