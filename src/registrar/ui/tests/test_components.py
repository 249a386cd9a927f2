"""Every component prints what it was given, escaped, with the marks that assistive software needs."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.paginator import Paginator

from registrar.kernel.money import Money
from registrar.ui.parts import Cell, Column, Event, Link, Meeting, Point, Row, Step, Tab, Tag, Task, Tile

ATTACK = "<script>alert(1)</script>"
ESCAPED = "&lt;script&gt;alert(1)&lt;/script&gt;"

#: Every component with the attack in every place that takes a text.
HOSTILE = [
    ("{% summary_list x %}", [Row(ATTACK, ATTACK, "/", ATTACK)]),
    ("{% task_list x %}", [Task(ATTACK, "/", ATTACK, Tag(ATTACK, "red"), date(2024, 9, 2)), Task(ATTACK)]),
    ("{% tiles x %}", [Tile(ATTACK, ATTACK, ATTACK, "/")]),
    ("{% tabs x x.0.label %}", [Tab(ATTACK, "/", current=True, count=2)]),
    ("{% steps x %}", [Step(ATTACK, "current", ATTACK)]),
    ("{% timeline x %}", [Event(date(2024, 9, 2), ATTACK, ATTACK)]),
    ("{% tag x %}", ATTACK),
    ("{% value x %}", Link(ATTACK, "/")),
    ("{% value x %}", ATTACK),
    ("{% empty_state x x '/' x %}", ATTACK),
    ("{% confirmation x x x %}", ATTACK),
    ("{% warning x %}", ATTACK),
    ("{% button x %}", ATTACK),
    ("{% button x href='/' %}", ATTACK),
    ("{% progress x 1 2 %}", ATTACK),
    ("{% ring x 1 2 x %}", ATTACK),
    ("{% card x %}{{ x }}{% endcard %}", ATTACK),
    ("{% details x %}{{ x }}{% enddetails %}", ATTACK),
    ("{% why x %}{{ x }}{% endwhy %}", ATTACK),
    ("{% inset %}{{ x }}{% endinset %}", ATTACK),
    ("{% banner title=x %}{{ x }}{% endbanner %}", ATTACK),
    ("{% week_grid x %}", [Meeting(0, 540, 600, ATTACK, ATTACK, ATTACK, "/")]),
    ("{% line_chart 'GPA' x 'a' %}", [Point(ATTACK, (Decimal("3.1"),))]),
    ("{% column_chart 'Grades' x %}", [Point(ATTACK, (3,))]),
    ("{% bar_chart 'Debts' x %}", [Point(ATTACK, (3,))]),
]


@pytest.mark.parametrize(("template", "x"), HOSTILE, ids=[f"{n}-{t.split()[1]}" for n, (t, _) in enumerate(HOSTILE)])
def test_a_hostile_name_is_printed_and_never_run(render, template, x):
    html = render(template, x=x)
    assert ESCAPED in html
    assert "<script" not in html


def test_an_address_cannot_leave_its_attribute(render):
    html = render("{% value x %}", x=Link("Go", '/"><script>'))
    assert "<script" not in html


def test_a_table_tells_its_order_and_carries_labels_for_the_phone(render):
    columns = [Column("what", "Charge", sort="what"), Column("amount", "Amount", numeric=True)]
    body = [[Cell("Charge", ATTACK, head=True, url="/1/"), Cell("Amount", Money(Decimal("5")), numeric=True)]]
    html = render("{% data_table c b 'Charges' %}", c=columns, b=body, sort="what", query={"page": "3", "q": "a"})
    assert '<caption class="govuk-visually-hidden">Charges</caption>' in html
    assert 'aria-sort="ascending"' in html
    assert 'href="?q=a&amp;sort=-what"' in html  # turned round, back to the first page, the search kept
    assert '<td class="govuk-table__cell govuk-table__cell--numeric" data-label="Amount">' in html
    assert '<th scope="row"' in html
    assert ESCAPED in html
    assert "HK$5.00" in html


def test_pages_are_linked_with_the_query_kept(render):
    page = Paginator(range(100), 10).page(5)
    html = render("{% pagination p %}", p=page, query={"q": "a b"})
    assert 'href="?q=a+b&amp;page=4" rel="prev"' in html
    assert html.count('aria-current="page"') == 1
    assert 'aria-label="Page 5" aria-current="page"' in html


def test_one_page_needs_no_pagination(render):
    assert render("{% pagination p %}", p=Paginator(range(3), 10).page(1)).strip() == ""


def test_keyset_pages_have_only_neighbours(render):
    html = render("{% pagination p %}", p={"next_url": "?after=9"})
    assert 'href="?after=9" rel="next"' in html
    assert "prev" not in html.replace("pagination__prev", "")


def test_the_action_of_a_row_says_what_it_changes(render):
    html = render("{% summary_list x %}", x=[Row("Address", "1 Road", "/change/", "Change")])
    assert 'Change<span class="govuk-visually-hidden"> Address</span>' in html


def test_a_tag_of_an_unknown_colour_is_refused():
    with pytest.raises(ValueError, match="unknown tag colour 'pink'"):
        Tag("Paid", "pink")


@pytest.mark.parametrize(
    ("done", "whole", "percent"), [(93, 123, "75.6"), (0, 0, "0.0"), (130, 120, "100.0"), (-3, 10, "0.0")]
)
def test_progress_stays_between_nothing_and_the_whole(render, done, whole, percent):
    html = render("{% progress 'Credits' d w %}", d=done, w=whole)
    assert f'width="{percent}"' in html


@pytest.mark.parametrize(
    ("value", "expected"),
    [(None, "–"), (True, "Yes"), (1942, "1,942"), (date(2024, 9, 2), "Mon 2 Sep 2024"), (Decimal("3.10"), "3.10")],
)
def test_a_value_is_dressed_for_what_it_is(render, value, expected):
    assert render("{% value x %}", x=value).strip() == expected


def test_components_speak_the_readers_language(render):
    html = render("{% banner kind='success' %}好{% endbanner %}", language="zh-hant")
    assert 'aria-label="完成"' in html
