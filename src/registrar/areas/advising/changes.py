"""What somebody asks about a study that isn't on record: another programme, a Minor, a failed subject, a deferment."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class OtherProgramme:
    """A programme to be asked about."""

    code: str
    level: str
    department: str
    credits_required: int


@dataclass(frozen=True)
class Change:
    """What is different from what is on record; nothing by default.

    `option` is (kind of document, code), of kind "minor", "major" or "secondary_major", in place of one of that kind;
    `given_up` is the kind of one that is left; `without` are subjects that are
    failed or not taken after all; `deferred` are semesters without subjects.
    """

    programme: OtherProgramme | None = None
    option: tuple[str, str] | None = None
    given_up: str = ""
    without: frozenset[str] = field(default_factory=frozenset)
    deferred: int = 0

    def __bool__(self) -> bool:
        """Tell whether anything is different."""
        return bool(self.programme or self.option or self.given_up or self.without or self.deferred)


NO_CHANGE = Change()
