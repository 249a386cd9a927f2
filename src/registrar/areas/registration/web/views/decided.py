"""What became of a submitted basket, and any decision about the student."""

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from registrar.areas.platform.queries.decisions_about import decisions_about
from registrar.areas.registration.queries.offerings_of import subjects_offered
from registrar.areas.registration.queries.waiting_lists import refused_groups
from registrar.areas.registration.web.own_study import OwnStudy
from registrar.areas.registration.web.registration_parts import title_of
from registrar.areas.registration.web.told_once import told_once
from registrar.areas.registration.web.waiting_parts import FULL
from registrar.kernel import Decision, Finding
from registrar.ui.views import Page

MOST = 30
SO_FAR = "registration.light_load.so_far"


class Submitted(OwnStudy, Page):
    """The decisions of one submission, each with its clause and what would change it."""

    belongs_to = ("registration:subjects",)
    policy = "registration.register"
    template_name = "registration/submitted.html"

    def get_title(self) -> str:
        """The heading."""
        return _("What became of your basket")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The stored decisions named in the address, if they are about this student."""
        asked = [part for part in self.request.GET.get("d", "").split(",") if part.isdecimal() and len(part) < MOST]
        rows = decisions_about([int(part) for part in asked[:MOST]], f"study:{self.study.pk}")
        if not rows:
            raise Http404
        nothing = self.request.GET.get("all") == "1" and any(row.outcome != "ALLOWED" for row in rows)
        allowed = 0 if nothing else sum(row.outcome == "ALLOWED" for row in rows)
        refused = [Decision.from_json(row.body) for row in rows if row.outcome != "ALLOWED"]
        shared, own = told_once([decision.refusals for decision in refused])
        reasons = iter(own)
        full = refused_groups([row.body for row in rows if row.outcome != "ALLOWED"], FULL)
        facts = [row.body["facts"] for row in rows]
        subjects = subjects_offered([one.get("subject", "") for one in facts], facts[0].get("term", ""))
        shown: list[dict[str, Any]] = [
            {
                "title": _title(row.body["facts"]),
                "name": title_of(subjects[code]) if (code := row.body["facts"].get("subject")) in subjects else "",
                "full_group": full.get((row.body["facts"].get("subject", ""), row.body["facts"].get("group", ""))),
                "pk": row.pk,
                "allowed": row.outcome == "ALLOWED",
                "findings": next(reasons) if row.outcome != "ALLOWED" else [],
            }
            for row in rows
        ]
        for one in shown:
            one["heading"] = " · ".join(part for part in (one["title"], one["name"]) if part)
        # What was refused is what the student has to do something about.
        shown.sort(key=lambda one: one["allowed"])
        text = ngettext("{count} subject is registered", "{count} subjects are registered", allowed)
        return super().get_context_data(
            shown=shown,
            shared=shared,
            load=None if nothing else _load(rows),
            nothing=nothing,
            registered=allowed,
            refused=len(rows) - sum(row.outcome == "ALLOWED" for row in rows),
            summary=text.format(count=allowed),
            **kwargs,
        )


class DecisionPage(OwnStudy, Page):
    """One stored decision about the student."""

    belongs_to = ("registration:subjects",)
    policy = "registration.register"
    template_name = "registration/decision.html"

    def get_title(self) -> str:
        """The heading."""
        return _("How this was decided")

    def get_breadcrumbs(self) -> list[tuple[Any, str]]:
        """Back to the subjects."""
        return [(_("My subjects"), reverse("registration:subjects"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The decision, if it is about this student."""
        rows = decisions_about([self.kwargs["pk"]], f"study:{self.study.pk}")
        if not rows:
            raise Http404
        return super().get_context_data(
            stored=rows[0], body=rows[0].body, decision_title=_title(rows[0].body["facts"]), **kwargs
        )


def _load(rows: list[Any]) -> Finding | None:
    """Return the note on a light load that stands after all that is registered; those before it are out of date."""
    bodies = [row.body for row in rows if row.outcome == "ALLOWED"]
    notes = [one for body in bodies[-1:] for one in body["findings"] if one["message"]["key"] == SO_FAR]
    return Finding.from_json(notes[0]) if notes else None


def _title(facts: dict[str, Any]) -> str:
    subject, group = facts.get("subject", ""), facts.get("group", "")
    return _("{subject}, group {group}").format(subject=subject, group=group) if group else str(subject)
