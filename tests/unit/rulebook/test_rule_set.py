"""The fingerprint of a rule set changes with the law, and with nothing else."""

from __future__ import annotations

import shutil

from registrar.rulebook.rule_set import rule_set_hash


def test_the_same_law_has_the_same_hash_anywhere(tiny, tmp_path):
    before = rule_set_hash(tiny.folder)
    shutil.copytree(tiny.folder, tmp_path / "elsewhere" / "tiny")
    assert rule_set_hash(tmp_path / "elsewhere" / "tiny") == before


def test_line_ends_are_not_law(tiny):
    before = rule_set_hash(tiny.folder)
    path = tiny.folder / "parameters/registration/most_credits.yaml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert rule_set_hash(tiny.folder) == before


def test_a_changed_figure_changes_it(tiny):
    before = rule_set_hash(tiny.folder)
    path = tiny.folder / "parameters/registration/most_credits.yaml"
    path.write_text(path.read_text("utf-8").replace("value: 21", "value: 20"), "utf-8")
    assert rule_set_hash(tiny.folder) != before


def test_a_renamed_file_changes_it(tiny):
    before = rule_set_hash(tiny.folder)
    path = tiny.folder / "parameters/registration/most_credits.yaml"
    path.rename(path.with_name("credits.yaml"))
    assert rule_set_hash(tiny.folder) != before


def test_a_worked_case_does_not(tiny):
    before = rule_set_hash(tiny.folder)
    tiny.write("cases/registration/ceiling.yaml", "rule: registration.ceiling\n")
    assert rule_set_hash(tiny.folder) == before
