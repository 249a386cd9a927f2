"""What the subjects of looks are called and where they stand (settings.RECORD_NAMES, settings.RECORD_FINDER).

The platform keeps a subject as text, such as "study:417"; only the site knows what stands behind it.
"""

from __future__ import annotations

from collections.abc import Collection

from django.urls import reverse
from django.utils.translation import gettext as _

from registrar.areas.studies.queries.key_of_number import key_of_number
from registrar.areas.studies.queries.study_keys import studies_with_people


def names_of(subjects: Collection[str]) -> dict[str, tuple[str, str]]:
    """Return subject -> (what people call it, its page) for those that have a name; one query."""
    keys = {
        int(key)
        for kind, _colon, key in (one.partition(":") for one in subjects)
        if kind == "study" and key.isdecimal()
    }
    named = {
        f"study:{study.pk}": (
            f"{study.student_number} {study.student.person}",
            reverse("studies:study", args=[study.pk]),
        )
        for study in (studies_with_people(keys) if keys else ())
    }
    for one in subjects:
        kind, _colon, key = one.partition(":")
        if kind == "group":
            named[one] = (
                _("Subject group {number}").format(number=key),
                reverse("registration:class-list", args=[key]),
            )
        elif kind == "offering":
            named[one] = (_("Offering {number}").format(number=key), reverse("registration:offering", args=[key]))
        elif kind == "term":
            named[one] = (_("Enrolment of {term}").format(term=key), reverse("registration:enrolments"))
        elif kind == "download":
            named[one] = (_("Download of the trail"), "")
    return named


def subject_of(text: str) -> str:
    """Return the subject that a text means: a student number, or a subject as it is written; empty for neither."""
    if ":" in text:
        return text
    key = key_of_number(text)
    return "" if key is None else f"study:{key}"
