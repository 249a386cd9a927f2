"""Pieces are joined with the marks of the reader's language."""

import pytest
from django.utils.translation import override

from registrar.kernel.bilingual import Bilingual
from registrar.ui import joining

BOTH = Bilingual("Paid", "已繳")


@pytest.mark.parametrize(
    ("items", "english", "chinese"),
    [
        ([], "", ""),
        (["A"], "A", "A"),
        (["A", "B"], "A and B", "A及B"),
        (["A", "B", "C"], "A, B and C", "A、B及C"),
        ([BOTH, 3], "Paid and 3", "已繳及3"),
    ],
)
def test_lists(items, english, chinese):
    with override("en"):
        assert joining.listed(items) == english
    with override("zh-hant"):
        assert joining.listed(items) == chinese


@pytest.mark.parametrize(
    ("made", "english", "chinese"),
    [
        (lambda: joining.sentences("One.", "", "Two."), "One. Two.", "One.Two."),
        (lambda: joining.labelled(BOTH, "yes"), "Paid: yes", "已繳：yes"),
        (lambda: joining.bracketed(BOTH, "note"), "Paid (note)", "已繳（note）"),
        (lambda: joining.bracketed(BOTH, None), "Paid", "已繳"),
        (lambda: joining.bracketed("", "note"), " (note)", "（note）"),
        (lambda: joining.phrase("Mon", "", "Z205"), "Mon, Z205", "Mon，Z205"),
    ],
)
def test_other_joints(made, english, chinese):
    with override("en"):
        assert made() == english
    with override("zh-hant"):
        assert made() == chinese


def test_templates_join_too(render):
    text = "{{ n|listed }}{% gap %}{% labelled 'a' 'b' %}{% semicolon %}{% bracketed 'c' 'd' %}{% aside 'e' %}"
    assert render(text, n=["A", "B"]) == "A and B a: b; c (d) (e)"
    assert render(text, n=["A", "B"], language="zh-hant") == "A及Ba：b；c（d）（e）"
