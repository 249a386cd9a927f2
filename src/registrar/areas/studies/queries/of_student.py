"""Finding students by the words that people type."""

from django.db.models import Q


def of_student(word: str, through: str = "") -> Q:
    """Return what matches the studies whose student number begins with a word or whose student's name has it.

    `through` leads from the rows to their study, such as "study__"; the name matches in either script.
    """
    person = f"{through}student__person__"
    return (
        Q(**{f"{through}student_number__istartswith": word})
        | Q(**{f"{person}family_name__icontains": word})
        | Q(**{f"{person}given_names__icontains": word})
        | Q(**{f"{person}name_zh__contains": word})
    )
