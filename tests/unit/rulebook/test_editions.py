"""Which edition binds: by term, by day or by cohort, and what a draft does when it is asked for."""

from __future__ import annotations

from datetime import date

import pytest
from pydantic import Field

from registrar.kernel import Bilingual, Citation, Decision, Finding, Message, Outcome
from registrar.rulebook import Facts, Parameters, RulebookError, decide, load_rulebook, rule
from registrar.rulebook.messages import both
from registrar.rulebook.translation import moved


class EmptyFacts(Facts):
    """Term and cohort only."""

    note: str = Field(default="", description="Unused")


def cites(name, binds_by):
    @rule(
        name=f"editiontests.{name}",
        title=Bilingual("Cites", "引用"),
        clauses={"main": ("tiny-2018:1-01", "tiny-2024:1-01"), "page": ("tiny-page:1-01",)},
        parameters=("registration.most_credits",),
        binds_by=binds_by,
    )
    def asked(facts: EmptyFacts, parameters: Parameters, as_of: date) -> Decision:
        """Cites its clauses."""
        findings = [Finding(parameters.cite("main"), True, Message("editiontests.main"))]
        page = parameters.has_clause("page")
        return Decision.of(findings, {"edition": parameters.edition, "page": page})

    return asked


BY = {name: cites(name, name) for name in ("term", "event_date", "cohort")}


def ask(tiny, name, as_of=date(2024, 9, 2), edition=None, **facts):
    book = load_rulebook(tiny.root)
    return decide(BY[name], facts, as_of=as_of, university="tiny", edition=edition, rulebook=book)


@pytest.mark.parametrize(
    ("name", "as_of", "facts", "edition", "english"),
    [
        (
            "term",
            date(2030, 1, 1),
            {"term": "2018/19-ST"},
            "tiny-2018",
            "The Rules 2018 binds, because the matter belongs to Summer Term 2018/19.",
        ),
        (
            "event_date",
            date(2019, 6, 30),
            {},
            "tiny-2018",
            "The Rules 2018 binds, because it is in force on 30 June 2019.",
        ),
        (
            "event_date",
            date(2025, 8, 31),
            {"term": "2018/19-S1"},
            "tiny-2024",
            "The Rules 2024 binds, because it is in force on 31 August 2025.",
        ),
        (
            "cohort",
            date(2030, 1, 1),
            {"cohort": "2024/25"},
            "tiny-2024",
            "The Rules 2024 binds, because the student was admitted in 2024/25.",
        ),
    ],
)
def test_the_edition_follows_from_what_binds(tiny, name, as_of, facts, edition, english):
    decision = ask(tiny, name, as_of, **facts)
    assert decision.outcome is Outcome.ALLOWED
    assert decision.edition == edition == decision.findings[0].clause.edition
    assert both(decision.edition_reason).en == english


@pytest.mark.parametrize(
    ("name", "as_of", "facts", "english"),
    [
        ("event_date", date(2019, 7, 1), {}, "No verified edition of the handbook is in force on 1 July 2019"),
        ("event_date", date(2024, 6, 30), {}, "No verified edition of the handbook is in force on 30 June 2024"),
        ("term", date(2024, 9, 2), {"term": "2025/26-S1"}, "covers Semester One 2025/26"),
        ("cohort", date(2024, 9, 2), {"cohort": "2019/20"}, "covers students admitted in 2019/20"),
    ],
)
def test_where_none_binds_nothing_is_guessed(tiny, name, as_of, facts, english):
    decision = ask(tiny, name, as_of, **facts)
    assert (decision.outcome, decision.edition, decision.parameters) == (Outcome.UNDETERMINED, "", ())
    assert english in both(decision.edition_reason).en


PAGE = "id: tiny-page\ntitle: {en: Page, zh: 網頁}\nin_force: {from: open, to: open}\nterms: {from: open, to: open}\n"


def test_a_page_of_another_series_stands_beside_the_handbook(tiny):
    # given a page without a year of its own
    tiny.write("handbook/page/edition.yaml", PAGE)
    tiny.write("handbook/page/clauses.yaml", '- {id: "1-01", section: "1", area: alumni, kind: info}\n')
    # then the handbook still binds where it did, and the page's clause can be cited beside it
    decision = ask(tiny, "term", term="2018/19-S1")
    assert decision.edition == "tiny-2018"
    assert decision.result["page"] is True


def test_the_page_does_not_bind_where_no_handbook_does(tiny):
    tiny.write("handbook/page/edition.yaml", PAGE)
    tiny.write("handbook/page/clauses.yaml", '- {id: "1-01", section: "1", area: alumni, kind: info}\n')
    assert ask(tiny, "term", term="2021/22-S1").outcome is Outcome.UNDETERMINED


def test_without_the_page_its_clause_is_absent(tiny):
    assert ask(tiny, "term", term="2018/19-S1").result["page"] is False


def draft(tiny, clauses=None):
    tiny.write(
        "handbook/draft/edition.yaml",
        "id: tiny-draft\ntitle: {en: Draft, zh: 草擬本}\nacademic_year: 2025/26\nstatus: draft\nbased_on: tiny-2024\n"
        "in_force: {from: 2025-09-01, to: 2026-08-31}\nterms: {from: 2025/26-S1, to: 2025/26-ST}\n",
    )
    if clauses:
        tiny.write("handbook/draft/clauses.yaml", clauses)


def test_a_draft_decides_only_when_asked_for(tiny):
    draft(tiny)
    assert ask(tiny, "term", term="2025/26-S1").outcome is Outcome.UNDETERMINED
    decision = ask(tiny, "term", term="2024/25-S1", edition="tiny-draft")
    assert decision.edition == "tiny-draft"
    assert both(decision.edition_reason) == Bilingual(
        "The Draft is applied because it was asked for by name.", "按指定要求適用《草擬本》。"
    )


def test_a_draft_cites_its_own_clause_and_takes_over_the_rest(tiny):
    draft(tiny)
    assert ask(tiny, "term", term="2024/25-S1", edition="tiny-draft").findings[0].clause == Citation(
        "tiny-2024", "1-01"
    )
    draft(tiny, '- {id: "1-01", section: "1", area: registration, kind: rule}\n')
    from registrar.rulebook import forget_rulebooks

    forget_rulebooks()
    assert ask(tiny, "term", term="2024/25-S1", edition="tiny-draft").findings[0].clause == Citation(
        "tiny-draft", "1-01"
    )


@pytest.mark.parametrize(
    ("key", "line", "expected"),
    [
        ("2018/19-S2", "term", "2024/25-S2"),
        ("2024/25-ST", "term", "2024/25-ST"),
        ("2018/19", "cohort", "2018/19"),
        (date(2018, 9, 3), "event_date", date(2024, 9, 3)),
        (date(2019, 2, 1), "event_date", date(2025, 2, 1)),
        (date(2020, 2, 29), "event_date", date(2025, 2, 28)),
        (date(2025, 8, 31), "event_date", date(2025, 8, 31)),
    ],
)
def test_a_moment_is_moved_into_the_year_of_the_edition_asked_for(tiny, key, line, expected):
    edition = load_rulebook(tiny.root).university("tiny").edition("tiny-2024")
    assert moved(key, line, edition) == expected


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("from: 2018-07-01, to: 2019-06-30", "from: 2019-07-01, to: 2019-06-30", "in_force.from"),
        ("academic_year: 2018/19", "academic_year: 2018/20", "academic_year"),
        ("to: 2018/19-ST", "to: 2018/19-S9", "terms.to"),
        (', zh: "規則 2018"', "", "title.zh"),
    ],
)
def test_a_malformed_edition_names_its_field(tiny, old, new, field):
    tiny.change("handbook/2018/edition.yaml", old, new)
    with pytest.raises(RulebookError) as caught:
        load_rulebook(tiny.root)
    first = caught.value.problems[0]
    assert (first.file, first.field) == ("universities/tiny/handbook/2018/edition.yaml", field)
    assert first.line is not None
