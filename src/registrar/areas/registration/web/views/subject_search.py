"""Finding subjects: by words, department, level, time, free places, and what fits the student."""

from functools import cached_property
from typing import Any

from django.core.paginator import Paginator
from django.utils.translation import gettext as _

from registrar.areas.catalogue.queries.curriculum_places import curriculum_places
from registrar.areas.catalogue.queries.curriculum_subjects import CATEGORIES, curriculum_subjects
from registrar.areas.catalogue.queries.departments import departments
from registrar.areas.platform import clock
from registrar.areas.registration.actions.preview_choices import preview_choices
from registrar.areas.registration.facts.own_phase import own_phase
from registrar.areas.registration.queries.ballots import ballot_under_way
from registrar.areas.registration.queries.fee_effect import FeeEffects
from registrar.areas.registration.queries.my_registrations import live_registrations, planned_groups
from registrar.areas.registration.queries.search_offerings import (
    Search,
    fitting,
    meetings_taken,
    search_offerings,
)
from registrar.areas.registration.queries.waiting_lists import lists_of
from registrar.areas.registration.web import ballot_parts
from registrar.areas.registration.web import registration_parts as parts
from registrar.areas.registration.web.forms import SearchForm
from registrar.areas.registration.web.own_study import OwnStudy
from registrar.areas.registration.web.told_once import told_once
from registrar.areas.studies.queries.latest_results import latest_results
from registrar.areas.studies.queries.subjects_beside import subjects_beside
from registrar.kernel import Bilingual
from registrar.ui.views import Page

# Each subject brings its groups, and each group is judged: more of them take longer than a page may.
PAGE = 6


class SubjectSearch(OwnStudy, Page):
    """The subjects of the term that the student can choose from, with their groups."""

    policy = "registration.register"
    template_name = "registration/search.html"

    def get_title(self) -> str:
        """The heading."""
        return _("Find subjects")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The form, a page of offerings, and how the basket stands; a fixed number of queries."""
        basket = planned_groups(self.study.pk, self.term.pk)
        taken = live_registrations(self.study.pk, self.term.pk)
        form = SearchForm(
            self.request.GET or None,
            departments=[(one.pk, Bilingual(one.name_en, one.name_zh)) for one in departments()],
            categories=list(CATEGORIES),
        )
        results = latest_results([self.study.pk], clock.today())[self.study.pk]
        done = [code for code, one in results.items() if one.passed]
        search = self._search(form, (*done, *(row.offering.subject_id for row in taken)))
        own = meetings_taken(self.study.pk, self.term.pk, [item.group_id for item in basket])
        fits = form.is_valid() and form.cleaned_data["fits"]
        rows = search_offerings(self.term.pk, search, fitting(own) if fits else None)
        page = Paginator(rows, PAGE).get_page(self.request.GET.get("page"))
        places = curriculum_places([self.study.programme_id], [one.subject_id for one in page])
        planned = {item.offering_id: item.group_id for item in basket}
        held = {row.offering_id: row.group_id for row in taken}
        cards = [self._card(one, places, planned, held, own) for one in page]
        waits = lists_of(self.study.pk, self.term.pk)
        fees = FeeEffects(self.study.pk, self.term.pk, clock.today())
        for card in cards:
            for one in card["groups"]:
                one["full"], one["waits"] = not parts.places_left(one["group"]), one["group"].pk in waits
            result = results.get(card["subject"].pk)
            card["passed"], card["failed"] = bool(result and result.passed), bool(result and not result.passed)
            card["fee"] = "" if card["held"] else parts.fee_note(fees.of([card["subject"]]))
        shared = self._judge(cards, [item.group_id for item in basket])
        return super().get_context_data(
            search_form=form,
            page=page,
            cards=cards,
            shared=shared,
            term=self.term,
            window=ballot_parts.window_note(
                self.term,
                clock.now(),
                ballot_under_way(self.term.pk),
                own_phase(self.study.pk, self.term.pk, clock.now()),
            ),
            basket_size=len(basket),
            basket_credits=sum(item.offering.subject.credits for item in basket),
            credits=sum(row.credits for row in taken),
            here=self.request.get_full_path(),
            **kwargs,
        )

    def _judge(self, cards: list[dict[str, Any]], basket: list[int]) -> list[Any]:
        """Put on each card what would be refused for all of its groups; return what would be for every card."""
        keys = [one["group"].pk for card in cards for one in card["groups"]]
        decisions = preview_choices(self.study.pk, keys, basket, now=clock.now())
        judged = []
        for card in cards:
            mine = [decisions[one["group"].pk].refusals for one in card["groups"] if one["group"].pk in decisions]
            common, own = told_once(mine)
            card["findings"] = common or (own[0] if len(own) == 1 else [])
            if mine:
                judged.append(card)
        shared, rest = told_once([card["findings"] for card in judged])
        for card, findings in zip(judged, rest, strict=True):
            card["findings"] = findings
        return shared

    def _search(self, form: SearchForm, done: tuple[str, ...]) -> Search:
        first = tuple(curriculum_subjects(self.study.programme_id, ""))
        if not form.is_valid():
            return Search(first=first, last=done)
        data = form.cleaned_data
        return Search(
            text=data["q"],
            department=data["department"],
            level=data["level"],
            day=data["day"],
            band=data["band"],
            free=data["free"],
            category=data["category"],
            programme=self.study.programme_id,
            first=first,
            last=done,
        )

    @cached_property
    def minor(self) -> frozenset[str]:
        """The subjects of the student's Minor and further Majors."""
        return subjects_beside(self.study)

    def _card(
        self, offering: Any, places: Any, planned: dict[int, int], held: dict[int, int], own: list[Any]
    ) -> dict[str, Any]:
        subject = offering.subject
        place = places.get((self.study.programme_id, subject.pk))
        for_minor = subject.pk in self.minor
        outside = "gur" if subject.kind == "gur" else "minor" if for_minor else "additional"
        groups = []
        for group in offering.groups.all():
            meetings = list(group.meetings.all())
            groups.append(
                {
                    "group": group,
                    "lines": parts.meeting_lines(group),
                    "places": parts.places_tag(group),
                    "teacher": parts.teacher_of(group),
                    "planned": planned.get(offering.pk) == group.pk,
                    "held": held.get(offering.pk) == group.pk,
                    "clash": offering.pk not in held and offering.pk not in planned and _clashes(meetings, own),
                }
            )
        return {
            "subject": subject,
            "title": parts.title_of(subject),
            "department": Bilingual(subject.department.name_en, subject.department.name_zh),
            "category": parts.category_of(place.category if place else outside),
            "in_programme": place is not None or subject.kind == "gur" or for_minor,
            "stage": place.stage if place else None,
            "groups": groups,
            "held": offering.pk in held,
        }


def _clashes(meetings: list[Any], own: list[Any]) -> bool:
    return any(
        one.weekday == two.weekday
        and one.starts_at < two.ends_at
        and two.starts_at < one.ends_at
        and not set(one.weeks).isdisjoint(two.weeks)
        for one in meetings
        for two in own
    )
