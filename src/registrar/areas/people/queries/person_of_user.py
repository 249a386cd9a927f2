"""The person behind an account."""

from typing import Any

from registrar.areas.people.models import Person


def person_of_user(user: Any) -> Person | None:
    """Return the signed-in person's names and dates, read once per user object; None for a bare account."""
    if not hasattr(user, "_registrar_person"):
        user._registrar_person = Person.objects.filter(user=user.pk).first()
    found: Person | None = user._registrar_person
    return found
