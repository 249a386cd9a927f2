"""What the student has registered, had, and lost."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from registrar.areas.platform import clock
from registrar.areas.registration.models import Registration
from registrar.areas.registration.queries.my_registrations import (
    planned_groups,
    registrations_of,
    unqualified,
)
from registrar.areas.registration.queries.withdrawals import requests_of
from registrar.areas.registration.web import registration_parts as parts
from registrar.areas.registration.web.own_study import OwnStudy
from registrar.ui.parts import Tab, Tag
from registrar.ui.views import Page
from registrar.ui.words import term as term_words


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
    """The subjects of the term, with what can be done about them, and the history of all terms."""

    template_name = "registration/subjects.html"
    tab = "subjects"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Live rows of the term and everything else by term."""
        rows = list(registrations_of(self.study.pk))
        live = [row for row in rows if row.offering.term_id == self.term.pk and row.state == "registered"]
        history: dict[str, list[dict[str, Any]]] = {}
        for row in rows:
            if row not in live:
                history.setdefault(term_words(row.offering.term_id), []).append(_shown(row))
        now = clock.now()
        return super().get_context_data(
            term=self.term,
            live=[_shown(row) for row in live],
            credits=sum(row.credits for row in live),
            history=history,
            window=parts.window_note(self.term, now),
            may_change=self.term.registration_from <= now <= self.term.add_drop_to,
            may_withdraw=now > self.term.add_drop_to,
            withdrawals=requests_of(self.study.pk),
            planned=len(planned_groups(self.study.pk, self.term.pk)),
            **kwargs,
        )


class Unqualified(Subjects):
    """Follow-on subjects that were removed because a pre-requisite was failed (polyu-2024-25:5D-02)."""

    belongs_to = ("registration:subjects",)
    template_name = "registration/unqualified.html"
    tab = "unqualified"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Each with the decision that removed it."""
        rows = [
            {
                "subject": row.offering.subject_id,
                "title": parts.title_of(row.offering.subject),
                "term": row.offering.term_id,
                "at": row.ended_at,
                "body": row.decision.body if row.decision else None,
            }
            for row in unqualified(self.study.pk)
        ]
        return super().get_context_data(rows=rows, **kwargs)


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
