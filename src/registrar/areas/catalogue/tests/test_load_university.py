import shutil

import pytest
from django.apps import apps

from registrar.areas.catalogue.actions.load_university import load_university
from registrar.rulebook.places import universities_directory
from registrar.rulebook.problem import RulebookError

POLYU = universities_directory() / "polyu"
KINDS = ("Faculty", "Department", "Programme", "Stream", "Term", "Room")
pytestmark = pytest.mark.django_db


def rows():
    return {kind: list(apps.get_model("catalogue", kind).objects.order_by("pk").values_list()) for kind in KINDS}


@pytest.fixture
def copy(tmp_path):
    folder = tmp_path / "universities" / "polyu"
    shutil.copytree(POLYU, folder)
    return folder


def test_every_programme_of_the_fee_tables_is_there():
    load_university(POLYU)
    programme = apps.get_model("catalogue", "Programme").objects.get(code="44087")
    assert programme.title_en == "MSc/PgD in International Shipping and Transport Logistics"
    assert (programme.level, programme.funding, programme.department_id) == (
        "taught_postgraduate",
        "self_financed",
        "LMS",
    )
    assert [stream.code for stream in programme.streams.all()] == ["IFM", "IFP", "IPM", "IPP", "ISS", "TFP", "TPP"]
    assert not apps.get_model("catalogue", "Programme").objects.filter(code="to_be_confirmed").exists()


def test_loading_twice_changes_nothing():
    first = load_university(POLYU)
    before = rows()
    assert load_university(POLYU) == first
    assert rows() == before


def test_a_changed_date_is_carried_over_and_a_stream_title_kept(copy):
    load_university(copy)
    stream = apps.get_model("catalogue", "Stream").objects.get(programme="44087", code="ISS")
    stream.title_en = "Shipping Studies"
    stream.save()
    calendar = copy / "calendars" / "2024-25.yaml"
    calendar.write_text(
        calendar.read_text("utf-8").replace("fee_deadline: 2024-09-27", "fee_deadline: 2024-09-20"), "utf-8"
    )
    load_university(copy)
    assert apps.get_model("catalogue", "Term").objects.get(key="2024/25-S1").fee_deadline.isoformat() == "2024-09-20"
    stream.refresh_from_db()
    assert stream.title_en == "Shipping Studies"


def test_a_mistake_in_one_file_changes_nothing(copy):
    load_university(copy)
    before = rows()
    file = copy / "demonstration" / "programmes.yaml"
    file.write_text(file.read_text("utf-8").replace("department: AF,", "department: XX,", 1), "utf-8")
    with pytest.raises(RulebookError) as caught:
        load_university(copy)
    assert str(caught.value).endswith("programmes[0].department: no such department: XX")
    assert rows() == before
