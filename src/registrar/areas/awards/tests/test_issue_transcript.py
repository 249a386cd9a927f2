"""Transcripts: what they print, what they keep to themselves, and that they can be checked."""

from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader
from tests import world

from registrar.areas.awards.actions.issue_transcript import issue_transcript
from registrar.areas.awards.queries.transcripts import transcript_by_code
from registrar.areas.finance.queries.notes_of_study import notes_of_study
from registrar.areas.studies.models import TermStanding

pytestmark = pytest.mark.django_db

NOW = world.at("2024-09-03 10:00")


@pytest.fixture
def study():
    """A student on probation who failed a subject, passed it on retake and withdrew from another."""
    study = world.study(cohort="2022/23")
    autumn, spring = world.term("2023/24-S1", "2023-09-04"), world.term("2023/24-S2", "2024-01-15")
    world.result(study, world.subject("COMP1011"), autumn, "F", "0.0")
    world.result(study, world.subject("COMP1011"), spring, "C+", "2.3", attempt=2)
    world.result(study, world.subject("COMP1022"), spring, "W", None, origin="withdrawn", credits_earned=0)
    world.result(study, world.subject("COMP1033"), spring, "A", "4.0", released_on=date(2024, 9, 4))
    for term, gpa in ((autumn, "0.00"), (spring, "1.50")):
        TermStanding.objects.create(
            study=study, term=term, gpa=gpa, semester_gpa=gpa, standing="probation", released_on=date(2024, 6, 1)
        )
    return study


def text_of(transcript) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(bytes(transcript.file.content))).pages)


def issue(study, *, official=True):
    return issue_transcript(study, official=official, address="https://u.example/check/", actor=None, now=NOW)


def test_every_attempt_and_withdrawal_is_printed(study):
    # when
    text = text_of(issue(study))
    # then (HB24-7A-02, HB24-5C-06)
    assert sum(line.startswith("COMP1011") for line in text.splitlines()) == 2
    assert "C+" in text
    assert "COMP1022" in text
    assert "陳大文" in text


@pytest.mark.parametrize("lifted", [False, True], ids=["HB24-6C-02/2", "HB24-6C-02/3"])
def test_probation_is_never_printed(study, lifted):
    # given a student on probation, or one whose probation was lifted since
    if lifted:
        summer = world.term("2023/24-ST", "2024-05-27")
        released = {"gpa": "2.00", "semester_gpa": "2.00", "released_on": date(2024, 8, 1)}
        TermStanding.objects.create(study=study, term=summer, standing="progressing", **released)
    # when
    text = text_of(issue(study)).lower()
    # then
    assert "probation" not in text
    assert "察看" not in text


def test_what_is_not_released_is_not_printed(study):
    assert "COMP1033" not in text_of(issue(study))


def test_numbers_have_no_gap(study):
    assert [issue(study).number, issue(study).number] == ["TS00000001", "TS00000002"]


def test_only_an_official_copy_can_be_checked(study):
    # given
    official, own = issue(study), issue(study, official=False)
    # then
    assert transcript_by_code(official.code.lower().replace("-", " ")) == official
    assert transcript_by_code(own.code) is None
    assert transcript_by_code("no such code") is None


def test_a_stranger_does_not_see_a_transcript(study, client):
    # given
    transcript = issue(study)
    client.force_login(world.user("24000009d", "student"))
    # when / then
    assert client.get(f"/transcripts/{transcript.number}/").status_code == 404
    # but the owner does
    client.force_login(study.student)
    response = client.get(f"/transcripts/{transcript.number}/")
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")


@pytest.mark.parametrize(("copies", "owed"), [(0, []), (1, ["70.00"]), (3, ["210.00"])])
def test_paper_copies_are_charged_and_the_file_is_not(study, copies, owed):
    # when (HB24-7A-03/1, HB24-7A-03/2)
    made = issue_transcript(
        study, official=True, address="https://u.example/check/", actor=None, now=NOW, copies=copies
    )
    # then
    notes = notes_of_study(study.pk)
    assert [str(note.amount) for note in notes] == owed
    assert [note.raised_charge.reference for note in notes] == [made.number] * len(owed)
