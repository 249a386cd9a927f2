import pytest
from django.test import Client
from django.urls import reverse

from registrar.areas.people.models import Person, RoleAssignment, User
from registrar.areas.platform.models import ClockSetting

pytestmark = pytest.mark.django_db
PASSWORD = "a long enough password"


@pytest.fixture
def user():
    user = User.objects.create_user("24012345d", password=PASSWORD, email="old@university.example")
    Person.objects.create(user=user, family_name="Chan", given_names="Tai Man", name_zh="陳大文")
    RoleAssignment.objects.create(user=user, role="student", since="2024-08-01")
    return user


@pytest.fixture
def page(user):
    client = Client()
    client.force_login(user)
    return client


def test_a_net_id_may_be_typed_in_capitals(user):
    client = Client()
    answer = client.post(reverse("account_login"), {"login": "24012345D", "password": PASSWORD})
    assert answer.status_code == 302
    assert client.session["_auth_user_id"] == str(user.pk)


def test_a_wrong_password_signs_nobody_in(user):
    client = Client()
    answer = client.post(reverse("account_login"), {"login": "24012345d", "password": "another long password"})
    assert answer.status_code == 200
    assert "_auth_user_id" not in client.session


def test_one_click_signs_in_as_anybody_in_a_demonstration(user):
    client = Client()
    client.post(reverse("demonstration_sign_in"), {"net_id": " 24012345D "})
    assert client.session["_auth_user_id"] == str(user.pk)


def test_an_unknown_account_is_named_and_nobody_is_signed_in(user):
    client = Client()
    answer = client.post(reverse("demonstration_sign_in"), {"net_id": "nobody"}, follow=True)
    assert "There is no account nobody." in answer.content.decode()
    assert "_auth_user_id" not in client.session


def test_one_click_does_not_exist_in_production(user, settings):
    settings.DEMONSTRATION = False
    client = Client()
    assert client.post(reverse("demonstration_sign_in"), {"net_id": "24012345d"}, secure=True).status_code == 404
    assert "_auth_user_id" not in client.session


def test_one_click_takes_no_get(user):
    assert Client().get(reverse("demonstration_sign_in")).status_code == 405


def test_the_profile_shows_the_name_in_the_readers_script(page):
    assert "CHAN Tai Man" in page.get(reverse("people:profile")).content.decode()
    page.cookies["registrar_language"] = "zh-hant"
    assert "陳大文" in page.get(reverse("people:profile")).content.decode()


def test_contact_details_are_stored_and_kept_in_the_history(page, user):
    data = {"email": "new@university.example", "phone": "+852 2766 5111", "language": "zh-hant"}
    answer = page.post(reverse("people:contact"), data)
    assert answer.status_code == 303
    user.refresh_from_db()
    assert (user.email, user.language, user.person.phone) == ("new@university.example", "zh-hant", "+852 2766 5111")
    assert list(user.person.events.order_by("pgh_id").values_list("phone", flat=True)) == ["", "+852 2766 5111"]


def test_a_telephone_number_with_letters_changes_nothing(page, user):
    answer = page.post(reverse("people:contact"), {"email": "x@y.example", "phone": "call me", "language": "en"})
    assert answer.status_code == 422
    user.refresh_from_db()
    assert (user.email, user.person.phone) == ("old@university.example", "")


def test_staff_without_a_second_step_are_sent_to_set_one_up(page, user, settings):
    settings.STAFF_MFA_REQUIRED = True
    assert page.get(reverse("people:profile")).status_code == 200
    RoleAssignment.objects.create(user=user, role="registry", since="2024-08-01")
    answer = page.get(reverse("people:profile"))
    assert (answer.status_code, answer.url) == (302, reverse("mfa_index"))
    assert page.get(reverse("mfa_index")).status_code == 200


def test_nobody_signs_up():
    assert Client().get("/accounts/signup/").status_code == 404
    assert not ClockSetting.objects.exists()


@pytest.mark.parametrize("name", ["mfa_index", "mfa_list_webauthn", "account_change_password", "account_logout"])
def test_the_security_pages_speak_both_languages(page, name):
    english = page.get(reverse(name)).content.decode()
    page.cookies["registrar_language"] = "zh-hant"
    chinese = page.get(reverse(name)).content.decode()
    assert english.count("<h1") == chinese.count("<h1") == 1
    assert 'lang="zh-Hant"' in chinese
