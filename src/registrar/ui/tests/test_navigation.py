"""Everybody sees the pages they may reach, and no others."""

import pytest

from registrar.ui import navigation
from registrar.ui.navigation import NavItem
from registrar.ui.tests.conftest import nobody, person

ITEMS = (
    NavItem("Home", "home", "public", "home"),
    NavItem("Pay", "pay", "signed_in", "finance"),
    NavItem("Subjects", "subjects", "signed_in", "study"),
    NavItem("Not built yet", "no_such_page", "public", "study"),
    NavItem("Profile", "own", "signed_in", "account"),
)


def labels(shown):
    return [(section.name, [item.label for item in section.items]) for section in shown.sections]


def test_strangers_see_public_pages_only(pages):
    shown = navigation.for_person(nobody(), "/", ITEMS)
    assert labels(shown) == [("home", ["Home"])]
    assert shown.account == ()


def test_sections_come_in_their_order_and_pages_without_address_are_left_out(pages):
    shown = navigation.for_person(person("student"), "/subjects/COMP1011/", ITEMS)
    assert labels(shown) == [("home", ["Home"]), ("study", ["Subjects"]), ("finance", ["Pay"])]
    assert [item.label for item in shown.account] == ["Profile"]
    # The page below "Subjects" marks it as current, and the home page does not claim everything
    assert [item.label for item in shown.flat if item.current] == ["Subjects"]


def test_many_pages_fold_into_sections(pages):
    many = [NavItem(f"Page {n}", "pay", "public", "finance") for n in range(navigation.FLAT_LIMIT + 1)]
    assert navigation.for_person(nobody(), "/", many).flat == ()
    assert len(navigation.for_person(nobody(), "/", many[1:]).flat) == navigation.FLAT_LIMIT


def test_a_section_that_does_not_exist_is_refused_at_once():
    with pytest.raises(ValueError, match="unknown section 'shop'"):
        NavItem("Buy", "home", "public", "shop")


def test_the_frame_prints_navigation_and_switches(pages, monkeypatch):
    monkeypatch.setattr(navigation, "collect", lambda: ITEMS)
    text = pages.get("/own/").content.decode()
    assert '<a href="#main" class="govuk-skip-link">' in text
    assert 'aria-label="Main navigation"' in text
    assert '<button class="rg-tool" name="language" value="zh-hant" lang="zh-Hant">' in text
    assert "繁體中文" in text
    assert 'data-theme="auto"' in text


def test_the_theme_is_kept_in_a_cookie_and_leads_back(pages):
    answer = pages.post("/theme/", {"theme": "dark", "next": "/own/?a=1"})
    assert (answer.status_code, answer["Location"]) == (303, "/own/?a=1")
    assert answer.cookies["theme"].value == "dark"
    assert 'data-theme="dark"' in pages.get("/own/").content.decode()


@pytest.mark.parametrize(("sent", "kept"), [("neon", "auto"), ("", "auto")])
def test_an_unknown_theme_means_as_the_device(pages, sent, kept):
    answer = pages.post("/theme/", {"theme": sent, "next": "https://evil.example/"})
    assert answer.cookies["theme"].value == kept
    assert answer["Location"] == "/"


def test_the_style_guide_shows_in_both_languages(pages):
    assert "Every component of the site" in pages.get("/style-guide/").content.decode()
    chinese = pages.get("/style-guide/", headers={"accept-language": "zh-hant"}).content.decode()
    assert "設計指南" in chinese
    assert "線性代數" in chinese
