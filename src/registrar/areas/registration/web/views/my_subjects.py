"""What the student has registered, had, and lost."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from registrar.areas.catalogue.queries.term import terms_between
from registrar.areas.platform import clock
from registrar.areas.registration.facts.own_phase import own_phase
from registrar.areas.registration.models import Registration, SubjectRequest
from registrar.areas.registration.queries.ballots import ballot_under_way
from registrar.areas.registration.queries.my_registrations import (
    planned_groups,
    registrations_of,
    with_other_groups,
)
from registrar.areas.registration.queries.subject_requests import subject_requests_of
from registrar.areas.registration.queries.withdrawals import requests_of
from registrar.areas.registration.web import ballot_parts
from registrar.areas.registration.web import registration_parts as parts
from registrar.areas.registration.web.fee_of_drop import fees_of_drops
from registrar.areas.registration.web.own_study import OwnStudy
from registrar.areas.registration.web.request_parts import request_tag
from registrar.ui.parts import Tab, Tag
from registrar.ui.views import Page
from registrar.ui.words import term as term_words

DROP_ASSIGNED = SubjectRequest.Kind.DROP_ASSIGNED


class Subjects(OwnStudy, Page):
    """What the tabs share."""

    policy = "registration.register"
    tab = ""

    def get_title(self) -> str:
        """The heading."""
        return _("My subjects")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The tabs."""
        names = [
            ("subjects", _("Registered")),
            ("waiting", _("Waiting lists")),
            ("unqualified", _("Unqualified subjects")),
        ]
        return super().get_context_data(
            tabs=[Tab(label, reverse(f"registration:{name}"), current=name == self.tab) for name, label in names],
            **kwargs,
        )


class MySubjects(Subjects):
    """The subjects of the running terms and the one being chosen for, what can be done, and the history."""

    template_name = "registration/subjects.html"
    tab = "subjects"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Live rows by term and everything else in the history; a fixed number of queries."""
        now = clock.now()
        running = [] if "term" in self.request.GET else terms_between(now)
        terms = {term.pk: term for term in [*running, self.term]}
        live: dict[str, list[Registration]] = {key: [] for key in sorted(terms)}
        history: dict[str, list[dict[str, Any]]] = {}
        for row in registrations_of(self.study.pk):
            key = row.offering.term_id
            if row.state == Registration.State.REGISTERED and key in live:
                live[key].append(row)
            else:
                history.setdefault(term_words(key), []).append(_shown(row))
        self.movable = with_other_groups(row.offering_id for rows in live.values() for row in rows)
        return super().get_context_data(
            terms=[self._of_term(terms[key], rows, now) for key, rows in live.items()],
            history=history,
            withdrawals=requests_of(self.study.pk),
            requests=[
                {"one": one, "tag": request_tag(one)} for one in subject_requests_of(self.study.pk, DROP_ASSIGNED)
            ],
            **kwargs,
        )

    def _of_term(self, term: Any, rows: list[Registration], now: Any) -> dict[str, Any]:
        chosen_for = term.pk == self.term.pk
        return {
            "term": term,
            "live": [_shown(row) | {"other_groups": row.offering_id in self.movable} for row in rows],
            "credits": sum(row.credits for row in rows),
            "window": ballot_parts.window_note(
                term, now, ballot_under_way(term.pk) if chosen_for else None, own_phase(self.study.pk, term.pk, now)
            ),
            "may_change": term.registration_from <= now <= term.add_drop_to,
            "may_withdraw": now > term.add_drop_to,
            "fees": fees_of_drops(self.study.pk, term, [row.offering.subject_id for row in rows], now),
            "planned": len(planned_groups(self.study.pk, term.pk)) if chosen_for else 0,
        }


def _shown(row: Registration) -> dict[str, Any]:
    kind = Tag(row.get_kind_display(), parts.KIND_COLOURS[row.kind]) if row.kind in parts.KIND_COLOURS else None
    return {
        "key": row.pk,
        "subject": row.offering.subject_id,
        "title": parts.title_of(row.offering.subject),
        "credits": row.credits,
        "group": row.group.code,
        "teacher": parts.teacher_of(row.group),
        "category": parts.category_of(row.category),
        "kind": kind,
        "state": Tag(row.get_state_display(), parts.STATE_COLOURS[row.state]),
        "meetings": parts.meeting_lines(row.group),
        "decision": row.decision_id,
        "at": row.ended_at or row.registered_at,
    }
