"""The YAML reader refuses surprises and says where they stand."""

from __future__ import annotations

from datetime import date

import pytest

from registrar.rulebook import RulebookError
from registrar.rulebook.strict_yaml import parse_yaml, read_yaml


def test_plain_scalars_are_few_and_certain():
    data = parse_yaml(
        "a: 21\nb: '1.70'\nc: true\nd: null\ne: 2024-09-02\nf: 5C-02\ng: 2024/25-S1\nh: no\ni: 012\nj: 12:30\n",
        "x.yaml",
    ).data
    assert data == {
        "a": 21,
        "b": "1.70",
        "c": True,
        "d": None,
        "e": date(2024, 9, 2),
        "f": "5C-02",
        "g": "2024/25-S1",
        "h": "no",
        "i": "012",
        "j": "12:30",
    }


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: 1\nb: {c: 1.70}\n", "x.yaml:2: b.c: 1.70 is a float; write it in quotes, exactly: '1.70'"),
        ("a: [1, 1e3]\n", "x.yaml:1: a[1]: 1e3 is a float; write it in quotes, exactly: '1e3'"),
        ("a: .5\n", "x.yaml:1: a: .5 is a float; write it in quotes, exactly: '.5'"),
        ("a: 1\nb: 2\na: 3\n", "x.yaml:3: a: stands twice in the same mapping"),
        ("a: 2024-02-30\n", "x.yaml:1: a: 2024-02-30: day is out of range for month"),
        (
            "a: !!python/object:os.system x\n",
            "x.yaml:1: a: tag tag:yaml.org,2002:python/object:os.system isn't allowed",
        ),
        ("? [a]\n: 1\n", "x.yaml:1: a key must be plain text"),
        ("1.5: a\n", "x.yaml:1: 1.5: a key that looks like a float must be quoted"),
    ],
)
def test_a_surprise_is_refused_with_its_place(text, message):
    with pytest.raises(RulebookError) as caught:
        parse_yaml(text, "x.yaml")
    assert str(caught.value) == message


def test_every_mistake_is_told_at_once():
    with pytest.raises(RulebookError) as caught:
        parse_yaml("a: 1.5\nb: 2.5\n", "x.yaml")
    assert [problem.line for problem in caught.value.problems] == [1, 2]


def test_what_is_not_yaml_names_its_line(tmp_path):
    path = tmp_path / "bad.yaml"
    path.write_text("a: 1\nb: [1, 2\n", encoding="utf-8")
    with pytest.raises(RulebookError, match=r"/bad\.yaml:3: not YAML"):
        read_yaml(path, tmp_path)


def test_a_file_that_is_not_text_is_told(tmp_path):
    path = tmp_path / "bad.yaml"
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(RulebookError, match="can't be read"):
        read_yaml(path, tmp_path)


def test_every_value_knows_its_line():
    document = parse_yaml("a:\n  - b: 1\n    c: 2\n", "x.yaml")
    assert document.line(("a", 0, "c")) == 3
    assert document.line(("a", 0, "not there")) == 2
