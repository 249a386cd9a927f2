"""A plan into the database, table by table."""

from collections.abc import Callable

from django.apps import apps
from django.db import connection

from registrar.demo.copying import set_sequences
from registrar.demo.load_people import PeopleTables
from registrar.demo.load_records import RecordTables
from registrar.demo.load_week import WeekTables
from registrar.demo.numbering import NUMBERED
from registrar.demo.plan import Plan, Told


class Loader(PeopleTables, RecordTables, WeekTables):
    """Numbers the plan's rows and copies them."""

    def __init__(self, plan: Plan, told: Told) -> None:
        """`told` hears of each step."""
        super().__init__(plan)
        self.told = told

    def load(self, registered: bool) -> dict[str, int]:
        """Copy everything and return how many rows each step wrote; `registered`: with this term's registrations."""
        steps: list[tuple[str, Callable[[], int]]] = [
            ("subjects", self.catalogue),
            ("people", self.people),
            ("studies", self.studying),
            ("results", self.results),
            ("standings", self.standings),
            ("departures", self.departures),
            ("approvals", self.decided),
            ("offerings", self.offered),
        ]
        if registered:
            steps += [("registrations", self.registrations), ("planned subjects", self.planned)]
        counts = {}
        with connection.cursor() as cursor:
            # Foreign keys are looked at table by table: a million deferred checks slow every trigger down.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for number, (name, step) in enumerate(steps):
            self.told(name, number, len(steps))
            counts[name] = step()
        set_sequences(NUMBERED)
        self.told("ready", len(steps), len(steps))
        return counts


def analyse() -> None:
    """Let the planner know the new sizes."""
    with connection.cursor() as cursor:
        for label in (*NUMBERED, "people.Person", "catalogue.Subject"):
            cursor.execute(f'ANALYZE "{apps.get_model(label)._meta.db_table}"')
