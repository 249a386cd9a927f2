"""The staff of the demonstration: teachers, department offices, Heads, advisors, and the central offices."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from random import Random

from registrar.demo.names import Name, Names

# The department in which the named sign-ins work, and what each is: (NetID, roles within the department).
HOME = "COMP"
DEPARTMENTAL = (
    ("head", ("head",)),
    ("office", ("department",)),
    ("leader", ("leader", "teacher")),
    ("panel", ("panel_chair", "teacher")),
    ("advisor", ("advisor", "teacher")),
)
CENTRAL = (
    ("registry", "registry"),
    ("finance", "finance"),
    ("affairs", "student_affairs"),
    ("library", "library"),
    ("board", "board"),
    ("auditor", "auditor"),
    ("operator", "operator"),
)
# Two people of the Finance Office and of the registry: whoever prepares a batch of refunds may not release it, and
# whoever proposes to retract an award may not carry it out.
LAST = (("cashier", "finance"), ("records", "registry"))
ADVISEES = 60
TITLES = ("Dr", "Dr", "Dr", "Prof.", "Ms", "Mr")


@dataclass(slots=True)
class Employee:
    """One member of staff; `roles` are pairs of role and department, empty for the whole university."""

    net_id: str
    name: Name
    title: str
    roles: list[tuple[str, str]] = field(default_factory=list)
    named: bool = False


class Staff:
    """Everybody employed, and who holds which office."""

    def __init__(self, names: Names, random: Random) -> None:
        """Begin without anybody."""
        self.everybody: list[Employee] = []
        self.heads: dict[str, int] = {}
        self.offices: dict[str, int] = {}
        self.advisors: dict[str, list[int]] = defaultdict(list)
        self.teachers: list[int] = []
        self._names = names
        self._random = random
        self._taken: dict[str, int] = defaultdict(int)

    def employ(self, departments: Iterable[str], teaching: Iterable[str], advisees: dict[str, int]) -> None:
        """Fill all offices: `teaching` names each teacher's department, `advisees` counts its students."""
        for net_id, role in CENTRAL:
            self._hire([(role, "")], net_id)
        for department in departments:
            for net_id, roles in DEPARTMENTAL:
                number = self._hire([(role, department) for role in roles], net_id if department == HOME else None)
                if net_id == "head":
                    self.heads[department] = number
                elif net_id == "office":
                    self.offices[department] = number
                elif net_id == "advisor":
                    self.advisors[department].append(number)
            while len(self.advisors[department]) * ADVISEES < advisees.get(department, 0):
                self.advisors[department].append(self._hire([("advisor", department)]))
        home = True
        for department in teaching:
            self.teachers.append(
                self._hire([("teacher", department)], "teacher" if home and department == HOME else None)
            )
            home = home and department != HOME
        for net_id, role in LAST:
            self._hire([(role, "")], net_id)

    def _hire(self, roles: list[tuple[str, str]], net_id: str | None = None) -> int:
        name = self._names.nonlocal_(self._random) if self._random.random() < 0.15 else self._names.local(self._random)
        self.everybody.append(
            Employee(net_id or self._net_id(name), name, self._random.choice(TITLES), roles, net_id is not None)
        )
        return len(self.everybody) - 1

    def _net_id(self, name: Name) -> str:
        """Return a NetID from surname and initials, with a number where it is taken."""
        initials = "".join(word[0] for word in name.given_names.split())
        plain = unicodedata.normalize("NFKD", name.family_name + initials).encode("ascii", "ignore").decode().lower()
        base = re.sub(r"[^a-z]", "", plain).ljust(3, "x")
        self._taken[base] += 1
        return base if self._taken[base] == 1 else f"{base}{self._taken[base]}"
