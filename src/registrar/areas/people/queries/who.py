"""Who somebody is, in a line: for the frame of the page and for signatures under what they did."""

from dataclasses import dataclass
from typing import Any

from registrar.areas.people.models import Person, Role
from registrar.areas.people.policies import roles_of
from registrar.kernel import Bilingual


@dataclass(frozen=True)
class Who:
    """A name in both scripts, and the offices held (their titles are chosen when printed)."""

    name: Bilingual
    offices: tuple[Any, ...]


def who(user: Any) -> Who:
    """Return the name and offices of an account; its NetID where nobody has entered a name. Two queries at most."""
    person = Person.objects.filter(user=user).only("family_name", "given_names", "name_zh").first()
    english = str(person) if person else user.username
    chinese = (person.name_zh if person else "") or english
    held = roles_of(user)
    return Who(Bilingual(english, chinese), tuple(role.label for role in Role if role in held))
