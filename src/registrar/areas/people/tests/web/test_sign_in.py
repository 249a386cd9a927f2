"""Signing in: by NetID, in the house's look, without a word too many."""

import pytest

from registrar.areas.people.models import Person, User

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse battery"


@pytest.fixture(autouse=True)
def _plain_static_files(settings):
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}


@pytest.fixture
def student():
    user = User.objects.create_user("21000001d", password=PASSWORD)
    Person.objects.create(user=user, family_name="Chan", given_names="<b>Tai</b> Man", name_zh="陳大文")
    return user


def test_the_page_asks_for_the_netid_in_our_own_anatomy(client):
    text = client.get("/accounts/login/").content.decode()
    assert '<label class="govuk-label govuk-label--s" for="id_login">NetID</label>' in text
    assert "placeholder=" not in text
    assert "The Hong Kong Polytechnic University" in text


def test_a_wrong_password_is_told_in_the_error_summary(client, student):
    answer = client.post("/accounts/login/", {"login": "21000001d", "password": "wrong"})
    text = answer.content.decode()
    assert "govuk-error-summary" in text
    assert "_auth_user_id" not in client.session


def test_a_student_number_in_capitals_signs_in_as_well(client, student):
    answer = client.post("/accounts/login/", {"login": "21000001D", "password": PASSWORD})
    assert answer.status_code == 302
    assert client.session["_auth_user_id"] == str(student.pk)
    # And no message greets them: they know that they signed in
    assert client.get("/accounts/2fa/").content.decode().count("govuk-notification-banner") == 0


def test_the_frame_names_the_person_in_the_language_of_the_page(client, student):
    client.force_login(student)
    english = client.get("/accounts/logout/").content.decode()
    assert "CHAN &lt;b&gt;Tai&lt;/b&gt; Man" in english
    chinese = client.get("/accounts/logout/", headers={"accept-language": "zh-hant"}).content.decode()
    assert "陳大文" in chinese
    assert "香港理工大學" in chinese
