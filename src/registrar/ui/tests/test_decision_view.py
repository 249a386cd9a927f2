"""A decision prints its outcome, its clauses, its cures and how it was reached; fresh or stored."""

from datetime import date
from decimal import Decimal

import pytest

from registrar.kernel.citation import Citation
from registrar.kernel.cure import Cure
from registrar.kernel.decision import Decision
from registrar.kernel.finding import Finding
from registrar.kernel.message import Message
from registrar.kernel.money import Money
from registrar.kernel.outcome import Outcome
from registrar.ui import decision_view
from registrar.ui.samples import decisions

CLAUSE = Citation("polyu-2024-25", "5A-03")


def finding(holds, **fields):
    return Finding(CLAUSE, holds, Message("ui.sample.ceiling", {"credits": 24, "ceiling": 21}), **fields)


def test_what_stands_in_the_way_comes_first_and_what_is_met_moves_away():
    shown = decision_view.lay_out(decisions.refused())
    assert shown.outcome == "Not possible as things stand"
    assert [f.state for f in shown.findings] == ["refused", "approval", "advice"]
    assert [f.state for f in shown.met] == ["met"]


def test_where_all_is_met_everything_stands_open():
    shown = decision_view.lay_out(decisions.allowed())
    assert [f.state for f in shown.findings] == ["met", "met"]
    assert shown.met == ()


@pytest.mark.parametrize(
    ("decision", "words", "tone"),
    [
        (Decision.of([finding(True)]), "Allowed", "good"),
        (Decision.of([finding(False)]), "Not possible as things stand", "bad"),
        (Decision.of([finding(False, approval="head_of_department")]), "Possible with approval", "warn"),
        (Decision.of([finding(None)]), "Cannot be decided yet", "warn"),
        (Decision(Outcome.NOT_APPLICABLE), "This rule does not apply here", "quiet"),
    ],
)
def test_every_outcome_has_its_words(decision, words, tone):
    shown = decision_view.lay_out(decision)
    assert (shown.outcome, shown.tone) == (words, tone)


def test_a_refusal_prints_reason_clause_and_cure(render):
    html = render("{% decision d 'Add COMP3011' %}", d=decisions.refused())
    assert "You would hold 24 credits; the most in this semester is 21." in html
    assert "Student Handbook 2024/25, section 5A" in html
    assert "What would change this:" in html
    for fact in ("AR160", "the Head of Department", "HK$200.00", "Sat 14 Sep 2024"):
        assert fact in html
    assert "Needs the approval of: the Head of Department" in html
    assert "This is our reading where the handbook is silent." in html


def test_a_stored_decision_prints_like_a_fresh_one(render):
    fresh = decisions.refused()
    assert render("{% decision d %}", d=fresh.to_json()) == render("{% decision d %}", d=fresh)


def test_a_decision_speaks_chinese(render):
    html = render("{% decision d %}", language="zh-hant", d=decisions.refused())
    assert "現時未能辦理" in html
    assert "你將修讀24學分；本學期上限為21學分。" in html
    assert "學生手冊" in html
    assert "2024年9月14日（星期六）" in html


def test_names_among_the_facts_are_escaped(render):
    from dataclasses import replace

    hostile = replace(decisions.allowed(), facts={"name": "<script>x</script>"})
    html = render("{% decision d %}", d=hostile)
    assert "&lt;script&gt;x&lt;/script&gt;" in html
    assert "<script" not in html


def test_a_message_without_text_shows_its_key_and_breaks_nothing(render):
    unknown = Decision.of([Finding(CLAUSE, False, Message("area.not.written.yet"))])
    assert "area.not.written.yet" in render("{% decision d %}", d=unknown)


def test_a_clause_leads_to_its_page_once_there_is_one(render, settings):
    citation = "{% citation 'polyu-2024-25:5C-02' %}"
    settings.ROOT_URLCONF = "registrar.ui.tests.pages"
    assert "<span" in render(citation)
    settings.ROOT_URLCONF = "registrar.ui.tests.clause_pages"
    assert 'href="/clause/polyu-2024-25/5C-02/"' in render(citation)


def test_a_single_finding_stands_alone(render):
    cure = Cure(Message("ui.sample.ceiling_cure"), amount=Money(Decimal("1")), by=date(2024, 9, 2))
    html = render("{% finding f %}", f=finding(False, cure=cure).to_json())
    assert html.count('<li class="rg-finding') == 1
    assert "HK$1.00" in html
