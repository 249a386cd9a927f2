"""Open an account, such as the first one of a new installation."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from registrar.areas.people.actions.grant_role import DEPARTMENTAL
from registrar.areas.people.models import Person, Role, RoleAssignment, User


class AccountRefused(Exception):
    """The account can't be opened; `reasons` are sentences for whoever asked."""

    def __init__(self, reasons: list[str]) -> None:
        """Keep the reasons."""
        self.reasons = reasons
        super().__init__(" ".join(reasons))


@dataclass(frozen=True)
class NewAccount:
    """Whose account it is, and the office that it begins with, if any."""

    net_id: str
    family_name: str
    given_names: str
    name_zh: str = ""
    email: str = ""
    office: Role | None = None


@transaction.atomic
def open_account(new: NewAccount, *, password: str, now: datetime) -> User:
    """Make account, person and office, and return the account.

    Offices of one department and that of a student aren't given here: the page of offices and the study give them.
    Raises AccountRefused for a NetID that is taken or isn't one, for a weak password and for such an office.
    """
    user = User(username=new.net_id.strip().lower(), email=new.email)
    user.set_unusable_password()
    reasons = []
    if new.office == Role.STUDENT or new.office in DEPARTMENTAL:
        reasons.append(f"The office '{new.office}' can't be given with an account.")
    try:
        user.full_clean()
    except ValidationError as error:
        reasons += error.messages
    try:
        validate_password(password, user)
    except ValidationError as error:
        reasons += error.messages
    if reasons:
        raise AccountRefused(reasons)
    user.set_password(password)
    user.save(force_insert=True)
    Person.objects.create(user=user, family_name=new.family_name, given_names=new.given_names, name_zh=new.name_zh)
    if new.office is not None:
        RoleAssignment.objects.create(user=user, role=new.office, since=now.date())
    return user
