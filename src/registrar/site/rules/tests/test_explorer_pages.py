"""Every page of the explorer, for whom it is and what stands on it."""

from __future__ import annotations

import pytest
from django.test import Client

from registrar.rulebook import all_rules, load_rulebook
from registrar.site.rules.law import home_law, in_order

STAFF_PAGES = ("/rules/", "/figures/", "/editions/", "/coverage/", "/coverage/duties/")


@pytest.mark.parametrize("language", ["en", "zh-hant"])
def test_every_rule_figure_and_edition_opens(registry: Client, language: str) -> None:
    # Given the reader's language
    registry.cookies["registrar_language"] = language
    paths = list(STAFF_PAGES)
    paths += [f"/rules/{rule.name}/{tab}" for rule in all_rules() for tab in ("", "try/")]
    paths += [f"/figures/{name}/" for name in home_law().parameters]
    # When every page is opened, then none fails
    assert {path: code for path in paths if (code := registry.get(path).status_code) != 200} == {}


def test_every_cited_clause_opens_for_a_student(student: Client) -> None:
    # Given every clause that some rule cites, in every university's law
    laws = load_rulebook().universities.values()
    cited = {c for rule in all_rules() for c in rule.citations} & {c for law in laws for c in law.clauses}
    assert len(cited) > 100
    # When a student follows the citations, then each leads to its clause
    paths = [f"/clauses/{citation.edition}/{citation.clause}/" for citation in cited]
    assert {path for path in paths if student.get(path).status_code != 200} == set()


@pytest.mark.parametrize("path", [*STAFF_PAGES, "/rules/registration.seat/", "/figures/registration.max_credits/"])
def test_the_explorer_is_for_staff(student: Client, client: Client, path: str) -> None:
    assert student.get(path).status_code == 403
    answer = client.get(path)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize(
    "path",
    [
        "/rules/registration.nothing/",
        "/rules/nonsense/try/",
        "/figures/registration.nothing/",
        "/clauses/polyu-2024-25/5A-99/",
        "/clauses/polyu-1999-00/5A-03/",
    ],
)
def test_what_does_not_exist_is_not_found(registry: Client, path: str) -> None:
    assert registry.get(path).status_code == 404


def test_a_rule_shows_both_editions_its_figures_and_the_gap(registry: Client) -> None:
    page = registry.get("/rules/registration.credit_ceiling/").content.decode()
    assert page.index("Student Handbook 2024/25") < page.index("Student Handbook 2018/19")
    assert "21 credits" in page
    assert "no verified edition of the handbook covers these terms" in page
    assert "registered_credits" in page


def test_cases_are_run_as_the_page_opens(registry: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    # Given a page on which every case passes
    page = registry.get("/rules/registration.credit_ceiling/cases/").content.decode()
    assert "Fails" not in page
    assert "HB24-5A-03/1" in page
    # When the rule answers otherwise, then the page says so at once, without a restart
    monkeypatch.setattr("registrar.site.rules.worked_cases.run_case", lambda case, law: ["result credits is 99"])
    page = registry.get("/rules/registration.credit_ceiling/cases/").content.decode()
    assert "Passes" not in page
    assert "result credits is 99" in page


def test_clauses_are_searched_in_both_languages(student: Client) -> None:
    english = student.get("/clauses/?q=polyu-2024-25%3A5A-03").content.decode()
    chinese = student.get("/clauses/?q=預先編配&edition=polyu-2024-25").content.decode()
    assert "/clauses/polyu-2024-25/5A-03/" in english
    assert "/clauses/polyu-2024-25/5A-03/" in chinese
    assert "/clauses/polyu-2018-19/" not in chinese


def test_a_clause_shows_staff_what_carries_it_and_students_what_it_says(registry: Client, student: Client) -> None:
    path = "/clauses/polyu-2024-25/5A-03/"
    staff, reader = registry.get(path).content.decode(), student.get(path).content.decode()
    for page in (staff, reader):
        assert "normally 15 credits" in page
        assert "/clauses/polyu-2018-19/3P-01/" in page
    assert "/rules/registration.credit_ceiling/" in staff
    assert "HB24-5A-03/1" in staff
    assert "/rules/registration.credit_ceiling/" not in reader


def test_the_handbook_comes_first_and_the_newest_edition_first() -> None:
    assert [edition.id for edition in in_order(home_law())] == ["polyu-2024-25", "polyu-2018-19", "polyu-alumni"]


def test_coverage_drills_down_to_duties_not_yet_carried_out(registry: Client) -> None:
    # Given the number of open duties in the list of an area
    page = registry.get("/coverage/duties/?area=finance&state=open").content.decode()
    # Then none of them is marked as carried out, and a carried one is missing
    assert "Not yet" in page
    assert "/clauses/polyu-2024-25/8D-01/" not in page
    assert "/clauses/polyu-2024-25/8D-01/" in registry.get("/coverage/duties/?q=polyu-2024-25:8D-01").content.decode()
