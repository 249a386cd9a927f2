"""The public fee pages: tables, other fees, payment schedule and calculator."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests import world

from registrar.areas.platform import clock

from .books import NOW

pytestmark = pytest.mark.django_db
FIRST = {"cohort": "2024/25", "residency": "local", "year": "2024/25"}


@pytest.fixture(autouse=True)
def day():
    """Everybody looks on the day of billing."""
    with clock.at(NOW):
        clock.set_to(NOW)
        yield


def ask(language="en", **asked):
    """Return the calculator's page as a stranger gets it."""
    browser = Client(headers={"accept-language": language})
    return browser.get(reverse("finance:calculator"), asked)


def text_of(answer):
    return " ".join(answer.content.decode().split())


def test_a_stranger_is_led_from_programme_to_price():
    # given the first step, which offers self-financed and UGC-funded programmes by school
    page = text_of(ask())
    assert "61030 MSc in Information Technology" in page
    assert "61801 BSc (Hons) in Computing" in page
    # when the programme is chosen, then only the questions that bear on its price are asked
    page = text_of(ask(programme="53081", **FIRST))
    assert 'name="level"' in page
    assert 'name="stream"' not in page
    assert 'name="extras"' not in page
    # and when they are answered, the price stands there with its clauses and what would change it
    page = text_of(ask(programme="53081", what="credits", number="3", level="5", **FIRST))
    assert "HK$16,800.00" in page
    assert "3 × HK$5,600.00" in page
    assert "Level of the subject: 2, 3 and 4" in page
    assert "HK$11,400.00" in page
    assert "−HK$5,400.00" in page


@pytest.mark.parametrize(
    ("asked", "amount"),
    [
        ({"programme": "61030", "what": "credits", "number": "9"}, "HK$56,700.00"),
        ({"programme": "51067", "what": "semesters", "number": "2"}, "HK$340,000.00"),
        ({"programme": "51067", "what": "credits", "number": "8", "beyond": "on"}, "HK$60,480.00"),
        ({"programme": "45080", "what": "modules", "number": "4"}, "HK$80,000.00"),
        ({"programme": "45080", "what": "dissertation"}, "HK$50,000.00"),
        ({"programme": "45080", "what": "extension", "number": "3"}, "HK$5,000.00"),
        ({"programme": "02007", "what": "extension", "number": "2"}, "HK$149,600.00"),
        ({"programme": "72017", "what": "extension"}, "HK$17,250.00"),
        ({"programme": "61030", "what": "initial_fee", "number": "6"}, "HK$38,200.00"),
        ({"programme": "32111", "what": "credits", "number": "9", "extras": "mediation_training"}, "HK$70,150.00"),
        ({"programme": "61801", "what": "year"}, "HK$42,100.00"),
        ({"programme": "61801", "what": "semesters"}, "HK$21,050.00"),
        ({"programme": "61801", "what": "credits", "number": "6"}, "HK$8,430.00"),
        ({"programme": "61801", "what": "year", "additional": "double_major"}, "HK$160,000.00"),
        ({"programme": "61801", "what": "initial_fee"}, "HK$5,000.00"),
        (
            {"programme": "61801", "what": "year", "sandwich": "on", "year": "2018/19", "cohort": "2018/19"},
            "HK$8,420.00",
        ),
    ],
)
def test_the_page_answers_as_the_command_does(asked, amount):
    page = text_of(ask(**{**FIRST, **asked}))
    assert f'<p class="rg-hero__title">{amount}</p>' in page.replace('<span class="rg-money">', "").replace(
        "</span>", ""
    )


def test_what_no_table_prices_is_told_and_not_guessed():
    page = text_of(ask(programme="51067", what="semesters", **{**FIRST, "cohort": "2021/22"}))
    assert "Not listed" in page
    assert "The Finance Office answers" in page
    page = text_of(ask(programme="63022", stream="DSP", what="credits", **{**FIRST, "residency": "nonlocal"}))
    assert "Not offered" in page
    # a missing answer is asked for, with what each would give
    page = text_of(ask(programme="44087", what="credits", **FIRST))
    assert "One more answer needed" in page
    assert "Stream: ISS" in page


@pytest.mark.parametrize(
    ("language", "refused", "kept"),
    [
        ("en", "Enter how many initial credits", "no price for it"),
        ("zh-hant", "請輸入取錄通知書所列的首期學分", "故沒有價格"),
    ],
)
def test_no_answer_promises_what_it_does_not_show(language, refused, kept):
    # given the initial fee of a self-financed programme without its credits: they are asked for, and nothing is priced
    page = text_of(ask(language, programme="61030", what="initial_fee", **FIRST))
    assert refused in page
    assert "rg-hero__title" not in page
    # a UGC-funded programme has one initial fee, whatever the credits
    assert "HK$5,000.00" in text_of(ask(language, programme="61801", what="initial_fee", **FIRST))
    # and what is not offered is not left to the Finance Office
    asked = {**FIRST, "residency": "nonlocal"}
    page = text_of(ask(language, programme="63022", stream="DSP", what="credits", **asked))
    assert kept in page
    assert "The Finance Office answers" not in page


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("fees_self_financed", {}),
        ("fees_ugc", {}),
        ("fees_extension", {}),
        ("fees_other", {"whose": "university"}),
    ],
)
def test_a_table_shows_the_year_of_today_and_others_where_they_are_chosen(name, asked):
    # given a day of 2024/25, an address that says nothing of the year shows the prices of that year alone
    browser = Client(headers={"accept-language": "en"})
    address = reverse(f"finance:{name}")
    shown = browser.get(address, asked).context
    years = {str(cell.value) for row in shown["body"] for cell in row if str(cell.label) == "Charged in"}
    assert years == {"2024/25"}
    if name in ("fees_self_financed", "fees_extension"):
        return  # tables of 2024/25 alone
    # when the earlier edition is chosen, then its prices; and in its own year they come first
    old = browser.get(address, {**asked, "charged": "2018/19"}).context
    then = {str(cell.value) for row in old["body"] for cell in row if str(cell.label) == "Charged in"}
    assert then == {"2018/19"}
    with clock.at(world.at("2018-10-01 10:00")):
        clock.set_to(world.at("2018-10-01 10:00"))
        first = browser.get(address, asked).context
        assert first["page"].paginator.count == old["page"].paginator.count


def test_two_options_stand_side_by_side():
    kept = "programme=53070&cohort=2024/25&residency=local&year=2024/25&what=credits&number=3"
    page = text_of(ask(programme="54047", stream="MSW", what="credits", number="3", beside=kept, **FIRST))
    assert "Two options side by side" in page
    assert "53070 MSc in Nursing" in page
    assert "HK$13,740.00" in page
    assert "HK$8,010.00" in page


def test_a_wrong_answer_is_named_and_a_broken_address_does_no_harm():
    page = text_of(ask(programme="99999", **FIRST))
    assert "There is a problem" in page
    page = text_of(ask(programme="61030", what="credits", number="0", **FIRST))
    assert "There is a problem" in page
    assert ask(programme="61030", what="credits", beside="%%%=;;", **FIRST).status_code == 200


def test_the_calculator_speaks_chinese_and_asks_no_database_for_a_price():
    page = text_of(ask("zh-hant", programme="61030", what="credits", number="9", **FIRST))
    assert "費用計算器" in page
    assert "資訊科技理學碩士" in page
    ask(programme="61030", **FIRST)
    with CaptureQueriesContext(
        connection,
    ) as one:
        ask(programme="61030", what="credits", **FIRST)
    with CaptureQueriesContext(connection) as many:
        ask(programme="54047", what="credits", stream="MSW", **FIRST)
    assert len(one) == len(many)


def test_the_payment_schedule_comes_from_the_dates_that_set_the_deadlines():
    # HB24-8A-20, HB18-FEE-A-14, HB24-4A-04: given a term whose fee deadline is in the catalogue
    term = world.term()
    answer = Client(headers={"accept-language": "en"}).get(reverse("finance:fee_schedule"))
    page = text_of(answer)
    # then it is published, with the later note for further credits and the days by which payment is advised
    assert term.fee_deadline.strftime("%a %-d %b %Y") in page
    assert "Further credits after add/drop" in page
    assert "better pay by" in page
    with CaptureQueriesContext(connection) as few:
        Client().get(reverse("finance:fee_schedule"))
    assert len(few) <= 6


def test_other_fees_name_amount_clause_and_the_department_that_tells():
    # HB24-8I-17, HB18-FEE-I-17: given the charges of single programmes
    browser = Client(headers={"accept-language": "en"})
    page = text_of(browser.get(reverse("finance:fees_other"), {"whose": "programme", "q": "24045"}))
    assert "Viticulture and Wine Experience" in page
    assert "HK$8,550.00" in page
    assert "School of Hotel and Tourism Management" in page
    assert "to be confirmed" in page
    # HB24-8I-16: gowns are the vendor's
    assert "hired from a vendor" in page
    page = text_of(browser.get(reverse("finance:fees_other"), {"whose": "university", "charged": "2024/25"}))
    assert "HK$2,105.00" in page
    assert "8I-10" in page


@pytest.mark.parametrize(("name", "text"), [("fees_self_financed", "61030"), ("fees_ugc", "2024/25 and later")])
def test_the_tables_are_public(name, text):
    # HB24-8H-12: every row carries the academic year of charge and its clause
    page = text_of(Client(headers={"accept-language": "en"}).get(reverse(f"finance:{name}"), {"q": "61030"}))
    assert text in page
    assert "2024/25" in page


def test_extension_and_study_abroad_stand_in_tables_of_their_own():
    browser = Client(headers={"accept-language": "en"})
    page = text_of(browser.get(reverse("finance:fees_extension"), {"kind": "doctoral", "q": "02007"}))
    assert "HK$149,600.00" in page
    assert "2 semesters, to be confirmed" in page
    page = text_of(browser.get(reverse("finance:fees_extension"), {"kind": "doctoral", "q": "73039"}))
    assert "not offered" in page
    page = text_of(browser.get(reverse("finance:fees_extension"), {"kind": "taught"}))
    assert "3 times the credit fee" in page
    assert "2019/20 and earlier (admitted until Tue 31 Dec 2019)" in page
    page = text_of(browser.get(reverse("finance:fees_extension"), {"kind": "abroad"}))
    assert "HK$81,760.00" in page
    assert "the local rate" in page


def test_a_row_opens_the_calculator_with_its_programme():
    browser = Client(headers={"accept-language": "en"})
    asked = {"q": "61030", "cohort": "2019/20", "school": "FENG", "charged": "2024/25"}
    page = text_of(browser.get(reverse("finance:fees_self_financed"), asked))
    assert "/fees/calculator/?programme=61030&amp;cohort=2019%2F20" in page
    assert "HK$3,600.00" in page
    assert "HK$6,300.00" not in page
    assert '<option value="61030" selected>' in text_of(ask(programme="61030", cohort="2019/20", change="1"))
