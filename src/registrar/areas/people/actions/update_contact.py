"""Change how the university reaches somebody."""

from typing import Any

from django.db import transaction

from registrar.areas.people.models import Person, User
from registrar.areas.platform.locking import lock


@transaction.atomic
def update_contact(actor: Any, *, phone: str, email: str, language: str) -> Person:
    """Change the actor's own phone number, e-mail address and language; names and dates are the registry's to change.

    The change is kept in the history of the person. Raises Person.DoesNotExist for an account without a person.
    """
    lock({"people.User": [actor.pk]})
    person = Person.objects.get(user=actor)
    if person.phone != phone:
        person.phone = phone
        person.save(update_fields=["phone"])
    User.objects.filter(pk=actor.pk).update(email=email, language=language)
    return person
