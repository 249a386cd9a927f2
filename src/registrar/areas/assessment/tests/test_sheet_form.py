"""The form of a whole sheet: two people at once, going on from it, and hundreds of students."""

import pytest
from django.urls import reverse
from tests import world

from registrar.areas.assessment.tests.marking import keys, marked_sheet, parts
from registrar.areas.assessment.tests.test_marks import client_of

pytestmark = pytest.mark.django_db


def opened(client, sheet):
    """What the page of a sheet shows as stored, for the page to send back."""
    return client.get(reverse("assessment:sheet", args=[sheet.pk])).context["shown"]


def test_two_people_on_one_sheet_do_not_undo_each_other():
    # given two teachers of one subject who have opened its sheet
    sheet = marked_sheet()
    first, second = keys(sheet)
    work = parts(sheet)["CW"]
    address = reverse("assessment:sheet", args=[sheet.pk])
    group = sheet.offering.groups.get()
    teacher = world.user("teacher2", "teacher")
    other = world.group(group.offering.subject, group.offering.term, code="1002", teacher=teacher)
    one, two = client_of(group.teacher), client_of(other.teacher)
    before = opened(one, sheet), opened(two, sheet)
    blank = {f"mark-{who}-{work}": "" for who in (first, second)} | {f"grade-{who}": "" for who in (first, second)}
    # when each saves the whole page with the marks and grades of their own students
    theirs = {f"mark-{first}-{work}": "30", f"grade-{first}": "A"}
    assert one.post(address, blank | theirs | {"shown": before[0]}).status_code == 303
    own = {f"mark-{second}-{work}": "20", f"grade-{second}": "B"}
    assert two.post(address, blank | own | {"shown": before[1]}).status_code == 303
    # then both are there
    assert list(sheet.entries.order_by("registration").values_list("grade", "marks__mark")) == [("A", 30), ("B", 20)]
    # when both change the same line, the later one is told and loses nothing typed
    clash = blank | {f"mark-{first}-{work}": "25", f"grade-{first}": "C", "shown": before[1]}
    answer = two.post(address, clash)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Cw: somebody else has changed this to “30” meanwhile." in text
    assert "its grade is “A” now" in text
    assert 'value="25"' in text
    assert '<option value="C" selected>' in text
    assert list(sheet.entries.order_by("registration").values_list("grade", flat=True)) == ["A", "B"]
    # and puts it in place by saving again
    assert two.post(address, clash | {"shown": answer.context["shown"]}).status_code == 303
    assert sheet.entries.order_by("registration").values_list("grade", "marks__mark").first() == ("C", 25)


@pytest.mark.parametrize("shown", ["", "[]", "{", '{"mark-1-1": null}'])
def test_what_the_page_says_it_showed_is_not_needed(shown):
    sheet = marked_sheet(1)
    (first,) = keys(sheet)
    client = client_of(sheet.offering.groups.get().teacher)
    sent = {f"grade-{first}": "A", "shown": shown}
    assert client.post(reverse("assessment:sheet", args=[sheet.pk]), sent).status_code == 303
    assert sheet.entries.get().grade == "A"


@pytest.mark.parametrize(
    ("then", "leads"), [("accept", "accept_proposals"), ("submit", "submit_sheet"), ("?", "sheet")]
)
def test_going_on_saves_first(then, leads):
    # given a teacher who types a grade and goes on without saving
    sheet = marked_sheet(1)
    (first,) = keys(sheet)
    client = client_of(sheet.offering.groups.get().teacher)
    answer = client.post(reverse("assessment:sheet", args=[sheet.pk]), {f"grade-{first}": "A", "then": then})
    assert answer["Location"] == reverse(f"assessment:{leads}", args=[sheet.pk])
    assert sheet.entries.get().grade == "A"
    # but what is wrong is shown first
    wrong = {f"grade-{first}": "Q", "then": then}
    assert client.post(reverse("assessment:sheet", args=[sheet.pk]), wrong).status_code == 422


def test_a_sheet_of_hundreds_of_students_is_saved_in_one_go():
    sheet = marked_sheet(1)
    (first,) = keys(sheet)
    client = client_of(sheet.offering.groups.get().teacher)
    sent = {f"grade-{10**9 + place}": "A" for place in range(3000)} | {f"grade-{first}": "B"}
    assert client.post(reverse("assessment:sheet", args=[sheet.pk]), sent).status_code == 303
    assert sheet.entries.get().grade == "B"
