"""Which office reaches which page of the platform."""

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.test import Client

ROLES = [role for role, _label in apps.get_model("people.RoleAssignment")._meta.get_field("role").choices]
EVERYBODY = set(ROLES)
MAY = {
    "/notices/": EVERYBODY,
    "/jobs/": {"operator", "registry", "auditor"},
    "/mail/": {"operator", "registry"},
    "/clock/": {"operator"},
    "/audit/": {"auditor", "operator"},
    "/audit/looks/": {"auditor", "operator"},
}


@pytest.mark.parametrize("path", sorted(MAY))
def test_a_page_opens_for_its_offices_only(of: Callable[..., Client], path: str) -> None:
    opened = {role for role in ROLES if of(role).get(path).status_code == 200}
    assert opened == MAY[path]


@pytest.mark.parametrize("path", sorted(MAY))
def test_strangers_are_sent_to_sign_in(db: None, client: Client, path: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer["Location"]) == (302, f"/accounts/login/?next={path}")


@pytest.mark.parametrize("path", ["/mail/", "/clock/"])
def test_what_belongs_to_a_demonstration_stays_there(of: Callable[..., Client], settings: Any, path: str) -> None:
    # Given a site that is no demonstration
    operator = of("operator")
    settings.DEMONSTRATION = False
    # Then not even its operator gets in
    assert operator.get(path).status_code in (403, 404)
