"""Schemes of offerings: what is taken, what is refused, and what the database holds to."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests import world

from registrar.areas.assessment.actions.copy_schemes import copy_schemes
from registrar.areas.assessment.actions.set_scheme import set_scheme
from registrar.areas.assessment.models import AssessmentScheme, SchemeComponent
from registrar.areas.assessment.tests.marking import NOW, component, draft, mark, marked_sheet
from registrar.areas.platform.models import StoredDecision

pytestmark = pytest.mark.django_db


def said(decision):
    return [finding.message.key.rpartition(".")[2] for finding in decision.refusals]


def test_a_sound_scheme_is_kept_with_its_decision():
    # given / when
    sheet = marked_sheet()
    # then (HB24-GAP-14)
    rows = SchemeComponent.objects.values_list("code", "weight", "maximum", "pass_mark")
    assert list(rows) == [
        ("CW", Decimal(40), Decimal(40), None),
        ("EXAM", Decimal(60), Decimal(100), Decimal(30)),
    ]
    assert StoredDecision.objects.get(rule="assessment.scheme").subject == f"offering:{sheet.offering_id}"


@pytest.mark.parametrize(
    ("components", "why"),
    [
        ((component(1, "CW", "39", "40"), component(2, "EXAM", "60", "100")), ["weights"]),
        ((component(1, "CW", "40", "40"), component(2, "CW", "60", "100")), ["twice", "twice"]),
        ((component(1, "CW", "40", "40", "41"), component(2, "EXAM", "60", "100")), ["pass_mark"]),
    ],
)
def test_a_faulty_scheme_changes_nothing(components, why):
    # given a scheme that stands
    sheet = marked_sheet()
    before = list(SchemeComponent.objects.values())
    # when
    decision = set_scheme(sheet.offering_id, draft(*components), actor=None, now=NOW)
    # then
    assert said(decision) == why
    assert list(SchemeComponent.objects.values()) == before


def test_after_the_first_mark_a_change_needs_a_reason_and_keeps_the_marks():
    # given a mark in the coursework
    sheet = marked_sheet()
    mark(sheet, CW=("30", ""))
    changed = (component(1, "CW", "50", "40"), component(2, "EXAM", "50", "100"))
    # when it is changed without a reason, and taken out with one
    silent = set_scheme(sheet.offering_id, draft(*changed), actor=None, now=NOW)
    without = set_scheme(
        sheet.offering_id, draft(component(1, "EXAM", "100", "100"), reason="New"), actor=None, now=NOW
    )
    lowered = (component(1, "CW", "50", "29"), component(2, "EXAM", "50", "100"))
    below = set_scheme(sheet.offering_id, draft(*lowered, reason="New"), actor=None, now=NOW)
    # then
    assert (said(silent), said(without), said(below)) == (["reason"], ["has_marks"], ["below_marks"])
    assert list(SchemeComponent.objects.values_list("weight", flat=True)) == [Decimal(40), Decimal(60)]
    # when the reason is there
    assert set_scheme(sheet.offering_id, draft(*changed, reason="Quiz lost"), actor=None, now=NOW).allowed
    # then the mark is still with its component
    assert SchemeComponent.objects.get(code="CW").marks.get().mark == Decimal(30)
    assert AssessmentScheme.objects.get().reason == "Quiz lost"


def test_the_next_offering_takes_over_the_last_scheme():
    # given schemes of two earlier terms, and an offering of another subject
    sheet = marked_sheet()
    autumn = world.group(world.subject(), world.term("2023/24-S1", "2023-09-04"))
    set_scheme(autumn.offering_id, draft(component(1, "EXAM", "100", "50")), actor=None, now=NOW)
    spring = world.group(world.subject(), world.term("2024/25-S2", "2025-01-13"))
    world.group(world.subject("COMP1012"), world.term("2024/25-S2"))
    # when
    made = copy_schemes("2024/25-S2", actor=None, now=NOW)
    # then it is that of the last term, and a second time nothing happens
    scheme = AssessmentScheme.objects.get(offering=spring.offering)
    assert (made, copy_schemes("2024/25-S2", actor=None, now=NOW)) == (1, 0)
    assert scheme.copied_from.offering_id == sheet.offering_id
    assert list(scheme.components.values_list("code", "pass_mark")) == [("CW", None), ("EXAM", Decimal(30))]


def test_the_database_refuses_weights_that_do_not_add_up():
    # given
    marked_sheet()
    # when somebody goes round the action
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        with pytest.raises(IntegrityError, match="add up to 99"), transaction.atomic():
            cursor.execute("UPDATE assessment_schemecomponent SET weight = 39 WHERE code = 'CW'")
    # then
    assert SchemeComponent.objects.get(code="CW").weight == Decimal(40)


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


def test_the_page_names_the_row_and_keeps_what_was_typed():
    # given the teacher
    sheet = marked_sheet(scheme=False)
    client = client_of(sheet.offering.groups.get().teacher)
    address = reverse("assessment:edit_scheme", args=[sheet.offering_id])
    key = client.get(address).context["idempotency_key"]
    row = {"code": "exam", "title_en": "Examination", "title_zh": "考試", "weight": "99", "maximum": "50"}
    sent = {f"c2_{name}": value for name, value in row.items()} | {"idempotency_key": key, "c2_pass_mark": "51"}
    # when
    answer = client.post(address, sent)
    # then
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Row 2: EXAM asks for 51 marks to pass, but its full mark is 50." in text
    assert "The weights add up to 99%, not 100%." in text
    assert 'value="Examination"' in text
    assert not AssessmentScheme.objects.exists()
    # when corrected
    again = sent | {"c2_weight": "100", "c2_pass_mark": "20", "idempotency_key": answer.context["idempotency_key"]}
    assert client.post(address, again).status_code == 303
    # then
    assert SchemeComponent.objects.get().code == "EXAM"


def test_what_is_no_number_is_named_by_its_row():
    # given a row whose weight is a word, and a letter that begins at another
    sheet = marked_sheet(scheme=False)
    client = client_of(sheet.offering.groups.get().teacher)
    address = reverse("assessment:edit_scheme", args=[sheet.offering_id])
    row = {"code": "EXAM", "title_en": "Examination", "title_zh": "考試", "weight": "all", "maximum": "100.123"}
    sent = {f"c2_{name}": value for name, value in row.items()} | {"b0": "eighty", "pass_mark": "½"}
    # when
    text = client.post(address, sent).content.decode()
    # then
    assert "“Row 2: weight” must be a number such as 40 or 12.5." in text
    assert "“Row 2: full mark” must be a number such as 40 or 12.5." in text
    assert "“Lowest total for A+” must be a number such as 40 or 12.5." in text
    assert "“Total needed to pass” must be a number." in text
    assert "Enter a number." not in text
    assert not AssessmentScheme.objects.exists()


def test_others_neither_see_nor_change_it():
    # given a teacher of nothing here, an office of another department, a student
    sheet = marked_sheet()
    people = [
        world.user("teacher2", "teacher"),
        world.user("office2", "department", department="EEE"),
        world.study("24000009D").student,
    ]
    # when / then
    for user in people:
        client = client_of(user)
        for name in ("scheme", "edit_scheme"):
            assert client.get(reverse(f"assessment:{name}", args=[sheet.offering_id])).status_code == 404
    # and the department's own office does
    office = client_of(world.user("office1", "department", department="COMP"))
    assert office.get(reverse("assessment:scheme", args=[sheet.offering_id])).status_code == 200


def test_the_list_asks_a_fixed_number_of_queries():
    # given one offering with its scheme
    office = client_of(world.user("office1", "department", department="COMP"))
    address = reverse("assessment:schemes") + "?term=2024/25-S1"
    marked_sheet()
    office.get(address)
    before = queries_of(office, address)
    # when there are more
    for number in range(3, 9):
        world.group(world.subject(f"COMP101{number}"))
    # then as many queries
    assert queries_of(office, address) == before
    assert "COMP1018" in office.get(address).content.decode()


def queries_of(client, address):
    with CaptureQueriesContext(connection) as seen:
        client.get(address)
    return len(seen)
