"""What Minors and further Majors are called, and which there are: requirement documents name them."""

from django.conf import settings

from registrar.areas.studies.models import StudyOption
from registrar.kernel import Bilingual
from registrar.rulebook import load_rulebook
from registrar.rulebook.requirements import RequirementDocument, load_requirements

DOCUMENTS = {
    StudyOption.Kind.MINOR: "minor",
    StudyOption.Kind.SECOND_MAJOR: "major",
    StudyOption.Kind.SECONDARY_MAJOR: "secondary_major",
}
"""The kind of requirement document behind each kind of option."""


def offered(kind: str, cohort: str) -> list[tuple[str, Bilingual]]:
    """Return code and title of what students of a year of admission may take up: what a document asks something for."""
    return [(code, one.title) for one in _of(kind) if one.binds(cohort) for code in one.codes]


def option_title(kind: str, code: str) -> Bilingual:
    """Return the title of an option, or its code where no document names it."""
    return next((one.title for one in _of(kind) if code in one.codes), Bilingual(code, code))


def document_of_option(kind: str, code: str, cohort: str) -> RequirementDocument | None:
    """Return the document of an option for a year of admission, where there is one."""
    return next((one for one in _of(kind) if code in one.codes and one.binds(cohort)), None)


def document_kind(kind: str) -> str:
    """Return the kind of requirement document behind a kind of option."""
    return DOCUMENTS[StudyOption.Kind(kind)]


def option_kind(document: str) -> str:
    """Return the kind of option that a kind of requirement document is for."""
    return next(str(kind) for kind, name in DOCUMENTS.items() if name == document)


def _of(kind: str) -> list[RequirementDocument]:
    documents = load_requirements(load_rulebook().university(settings.UNIVERSITY).path)
    return [one for one in documents.by_id.values() if one.kind == document_kind(kind)]
