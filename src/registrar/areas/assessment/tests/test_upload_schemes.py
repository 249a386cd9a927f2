"""Schemes of many subjects in one file: the sound ones are saved, the others named by row."""

from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests import world

from registrar.areas.assessment.models import AssessmentScheme, SchemeComponent
from registrar.areas.platform import clock

pytestmark = pytest.mark.django_db

FILE = """Subject,Code,Title in English,Title in Chinese,Weight,Full mark,Pass mark
COMP1011,CW,Coursework,平時作業,40,40,
COMP1011,EXAM,Examination,考試,60,100,30
COMP1012,CW,Coursework,平時作業,39,100,
COMP1012,EXAM,Examination,考試,60,100,101
EEE1001,EXAM,Examination,考試,100,100,
COMP1013,EXAM,Examination,考試,all,100,
"""


@pytest.fixture
def office():
    for code in ("COMP1011", "COMP1012", "COMP1013"):
        world.group(world.subject(code))
    world.group(world.subject("EEE1001", department=world.department("EEE")))
    clock.set_to(world.at("2024-09-03 10:00"))
    client = Client()
    client.force_login(world.user("office1", "department", department="COMP"))
    return client


def uploaded(client, content=FILE):
    address = reverse("assessment:upload_schemes")
    key = client.get(address).context["idempotency_key"]
    file = SimpleUploadedFile("schemes.csv", content.encode())
    return client.post(address, {"file": file, "term": "2024/25-S1", "idempotency_key": key})


def test_weights_of_99_are_refused_by_row_and_the_rest_is_kept(office):
    # when the file is looked at
    page = office.get(uploaded(office)["Location"])
    text = page.content.decode()
    # then every row that is wrong is named, and nothing is saved
    assert [(bad.line, bad.subject) for bad, _why in page.context["refused"]] == [
        (4, "COMP1012"),
        (5, "COMP1012"),
        (6, "EEE1001"),
        (7, "COMP1013"),
    ]
    assert "The weights add up to 99%, not 100%." in text
    assert "asks for 101 marks to pass, but its full mark is 100." in text
    assert "Your department doesn&#x27;t offer this subject in the term." in text
    assert AssessmentScheme.objects.count() == 0
    # when it is applied
    office.post(page.request["PATH_INFO"], {"idempotency_key": page.context["idempotency_key"]})
    # then the sound subject has its scheme
    rows = SchemeComponent.objects.values_list("scheme__offering__subject", "code", "weight", "pass_mark")
    assert list(rows) == [("COMP1011", "CW", Decimal(40), None), ("COMP1011", "EXAM", Decimal(60), Decimal(30))]


def test_a_file_without_a_column_says_which(office):
    answer = uploaded(office, "Subject,Code\nCOMP1011,CW\n")
    assert answer.status_code == 422
    assert "Title in English" in answer.content.decode()


def test_another_persons_upload_does_not_open(office):
    # given
    address = uploaded(office)["Location"]
    other = Client()
    other.force_login(world.user("office2", "department", department="COMP"))
    # when / then
    assert other.get(address).status_code == 404
    assert other.get(address.replace("upload/", "upload/x")).status_code == 404
