"""How a person's name is shown."""

from registrar.areas.people.models import Person


def shown_name(person: Person | None, language: str | None) -> str:
    """Return the name in the reader's script where the person has one in it, such as "CHAN Tai Man" or "陳大文"."""
    if person is None:
        return ""
    if language == "zh-hant" and person.name_zh:
        return person.name_zh
    return str(person)
