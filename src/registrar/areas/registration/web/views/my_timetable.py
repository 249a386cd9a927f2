"""The student's week."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from registrar.areas.people.queries.token_holder import live_token
from registrar.areas.platform import clock
from registrar.areas.registration.queries.my_registrations import live_registrations, terms_of
from registrar.areas.registration.web import registration_parts as parts
from registrar.areas.registration.web.own_study import OwnStudy
from registrar.areas.registration.web.views.calendar_feed import PURPOSE
from registrar.ui.parts import Tab
from registrar.ui.views import Page
from registrar.ui.words import term as term_words

SHOWN_TERMS = 4


class MyTimetable(OwnStudy, Page):
    """Classes of a term as a week; before the timetable is released it says when it comes (polyu-2024-25:5A-09)."""

    policy = "registration.register"
    template_name = "registration/timetable.html"

    def get_title(self) -> str:
        """The heading."""
        return _("My timetable")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The week, the terms to choose from, and the feed."""
        rows = live_registrations(self.study.pk, self.term.pk)
        released = clock.today() >= self.term.timetable_on
        terms = list(dict.fromkeys([self.term.pk, *terms_of(self.study.pk)]))
        terms = sorted(terms, reverse=True)[:SHOWN_TERMS]
        address = self.request.session.pop("feed_address", None)
        return super().get_context_data(
            term=self.term,
            released=released,
            release_day=self.term.timetable_on,
            meetings=parts.week_meetings((row.group, row.offering.subject, False) for row in rows) if released else [],
            rows=rows,
            tabs=[
                Tab(
                    term_words(key),
                    f"{reverse('registration:timetable')}?term={key}",
                    current=key == self.term.pk,
                )
                for key in terms
            ],
            feed=live_token(self.request.user, PURPOSE),
            feed_address=address,
            **kwargs,
        )
