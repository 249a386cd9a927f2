"""Numbers for rows that refer to each other, reserved before the first is written."""

from datetime import date, timedelta

from django.apps import apps

from registrar.demo.copying import first_free
from registrar.demo.plan import Plan

NUMBERED = (
    "people.User",
    "people.RoleAssignment",
    "catalogue.SubjectRequisite",
    "catalogue.CurriculumSubject",
    "studies.Study",
    "studies.SubjectResult",
    "studies.TermStanding",
    "studies.Approval",
    "studies.StatusChange",
    "registration.Offering",
    "registration.SubjectGroup",
    "registration.Meeting",
    "registration.Registration",
    "registration.BasketItem",
)


class Numbering:
    """A plan with the numbers of its rows: users and studies stand in the order of the students, staff behind them."""

    def __init__(self, plan: Plan) -> None:
        """Reserve numbers and read the terms' dates."""
        self.plan = plan
        self.next = {label: first_free(label) for label in NUMBERED}
        self.users = self.next["people.User"]
        self.employees = self.users + len(plan.students)
        self.studies = self.next["studies.Study"]
        self.terms = {term.key: term for term in apps.get_model("catalogue", "Term").objects.all()}
        self.offerings: dict[tuple[str, str], int] = {}
        self.groups: dict[int, int] = {}

    def numbers(self, label: str) -> int:
        """Return the next number of a table."""
        number = self.next[label]
        self.next[label] = number + 1
        return number

    def released(self, term: str) -> date:
        """Return the day after a term's results are final (polyu-2024-25:6G-01)."""
        return self.terms[term].results_final_on + timedelta(days=1)
