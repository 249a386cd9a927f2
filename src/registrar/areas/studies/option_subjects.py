"""Which subjects count towards a further Major, so that registering for them isn't taking something additional."""

from dataclasses import dataclass

from registrar.areas.catalogue.queries.subject_particulars import SubjectParticulars, subject_particulars
from registrar.areas.studies.option_titles import document_of_option
from registrar.rulebook.requirements import Selector


@dataclass(frozen=True)
class _Offered:
    """A subject of the catalogue as a selector asks of it: nobody has taken it yet."""

    subject: str
    department: str
    level: int
    kind: str
    place: str = ""
    own: bool = False
    taken_here: bool = True
    graded: bool = True
    tags: tuple[str, ...] = ()


def option_subjects(kind: str, code: str, cohort: str) -> list[str]:
    """Return the subjects that a further Major's document asks for by name or takes from a set; one query.

    A set that takes anything is left out: what counts for everything counts for nothing in particular. None where no
    document is known.
    """
    document = document_of_option(kind, code, cohort)
    takes = [one.take for one in document.walk() if one.take] if document else []
    named = {subject for take in takes for codes in take.subjects for subject in codes}
    sets = [take.source for take in takes if take.source is not None and not take.source.anything]
    known = subject_particulars() if takes else {}
    return sorted(subject for subject, one in known.items() if subject in named or _admitted(one, sets))


def _admitted(one: SubjectParticulars, sets: list[Selector]) -> bool:
    offered = _Offered(one.code, one.department, one.level, one.kind)
    return any(source.admits(offered) for source in sets)
