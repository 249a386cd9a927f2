"""The home page of everybody: the parts of the roles that a person holds, and what is most pressing on top."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from registrar.areas.catalogue.queries.terms_around import terms_around
from registrar.areas.people.policies import Role, roles_of
from registrar.areas.people.queries.who import who
from registrar.areas.platform import clock
from registrar.areas.platform.queries.my_notices import unread_notices
from registrar.kernel import Bilingual
from registrar.site.home.boards import seats_part
from registrar.site.home.charges import charges_part
from registrar.site.home.offices import board_part, department_part, finance_part, registry_part
from registrar.site.home.records import Part, show
from registrar.site.home.student import student_part
from registrar.site.home.system import auditor_part, operator_part
from registrar.site.home.teaching import advisor_part, panel_part, teacher_part
from registrar.site.home.term_strip import term_strip
from registrar.site.home.withdrawals import leader_part
from registrar.ui import words
from registrar.ui.views import Page

#: What each role brings, in the order in which the parts are shown.
PARTS: tuple[tuple[frozenset[str], Callable[[Any, datetime, list[Any]], Part]], ...] = (
    (frozenset({Role.STUDENT}), student_part),
    (frozenset({Role.TEACHER}), teacher_part),
    (frozenset({Role.LEADER}), leader_part),
    (frozenset({Role.ADVISOR}), advisor_part),
    (frozenset({Role.PANEL_CHAIR}), panel_part),
    (frozenset({Role.DEPARTMENT, Role.HEAD}), department_part),
    (frozenset({Role.BOARD}), board_part),
    (frozenset({Role.REGISTRY}), registry_part),
    (frozenset({Role.FINANCE}), finance_part),
    (frozenset({Role.LIBRARY, Role.STUDENT_AFFAIRS}), charges_part),
    (frozenset({Role.AUDITOR}), auditor_part),
    (frozenset({Role.OPERATOR}), operator_part),
)
NOTICES = 3


class Home(Page):
    """What to do now, by when, and why. The number of queries depends on the roles held, not on any rows."""

    policy = "signed_in"
    template_name = "site/home.html"

    def get_title(self) -> Any:
        """A greeting by the time of day and by name."""
        name = words.in_reader_language(who(self.request.user).name)
        hour = clock.now().hour
        greeting = _("Good morning") if hour < 12 else _("Good afternoon") if hour < 18 else _("Good evening")
        return _("{greeting}, {name}").format(greeting=greeting, name=name)

    def get_caption(self) -> Any:
        """The day."""
        return words.day(clock.today())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The parts, everything to do in order, the term and the latest notices."""
        now = clock.now()
        terms = terms_around(now, 2)
        held = set(roles_of(self.request.user))
        parts = [make(self.request.user, now, terms) for roles, make in PARTS if roles & held]
        # A seat on a board is no role: anybody but a student may have one.
        seats = seats_part(self.request.user, now) if Role.STUDENT not in held else None
        parts += [seats] if seats is not None else []
        todos = show([todo for part in parts for todo in part.todos], now.date())
        first = todos[0] if todos and todos[0].tone != "wait" else None
        notices = [(n, Bilingual(n.subject_en, n.subject_zh)) for n in unread_notices(self.request.user, NOTICES)]
        return super().get_context_data(
            parts=parts,
            first=first,
            todos=[todo for todo in todos if todo is not first],
            strip=term_strip(terms[0], now) if terms and (not parts or any(part.in_term for part in parts)) else None,
            notices=notices,
            several=sum(bool(part.tiles or part.bars) for part in parts) > 1,
            **kwargs,
        )
