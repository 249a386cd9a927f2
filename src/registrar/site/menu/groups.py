"""The eight groups of services, as the handbook names them (polyu-2024-25:3B-01)."""

from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _


class Service(NamedTuple):
    """One page: its address by name, what it is called and what it is for."""

    url_name: str
    label: Any
    what_for: Any


class Group(NamedTuple):
    """One of the eight groups."""

    key: str
    title: Any
    services: tuple[Service, ...]


GROUPS = (
    Group(
        "information",
        _("Information"),
        (
            Service("catalogue:calendar", _("Academic calendar"), _("Terms, registration, fees, examinations")),
            Service("catalogue:subjects", _("Subjects"), _("What each subject asks for and when it is offered")),
            Service("catalogue:programmes", _("Programmes"), _("What a programme consists of")),
            Service("finance:fees_self_financed", _("Tuition fees"), _("The fee tables and their clauses")),
            Service("registration:list-order", _("How waiting lists work"), _("Who comes first, and why")),
            Service("clause_list", _("Clauses of the handbook"), _("What every decision here goes back to")),
        ),
    ),
    Group(
        "profile",
        _("My Profile"),
        (
            Service("people:profile", _("My profile"), _("Names, contacts, language")),
            Service("studies:mine", _("My study"), _("Programme, progress, approvals, history")),
            Service("platform:notices", _("Notices"), _("What the university told you")),
            Service("mfa_index", _("Sign-in security"), _("Passkeys and codes")),
        ),
    ),
    Group(
        "registration",
        _("My Subject Registration"),
        (
            Service("registration:search", _("Find subjects"), _("By words, time, places and what fits your week")),
            Service("registration:basket", _("My basket"), _("See what each choice would do, and submit")),
            Service("registration:subjects", _("My subjects"), _("Drop, change the group, ask to leave; history")),
            Service("registration:waiting", _("Waiting lists"), _("Where you stand, and places offered to you")),
            Service("registration:unqualified", _("Unqualified subjects"), _("What was removed, and what you can do")),
        ),
    ),
    Group(
        "timetable",
        _("My Timetable"),
        (Service("registration:timetable", _("My timetable"), _("Your week, and an address for your calendar")),),
    ),
    Group(
        "results",
        _("My Results"),
        (
            Service("assessment:my_results", _("My results"), _("Grades, averages and standing, with how they came")),
            Service("advising:my-advising", _("Academic advising"), _("Your advisor, AR150, notes for you")),
            Service("awards:my_transcripts", _("My transcripts"), _("Transcripts of studies")),
        ),
    ),
    Group(
        "graduation",
        _("Graduation"),
        (
            Service("advising:mine", _("My degree"), _("What your programme asks for and what fills it")),
            Service("advising:plan", _("My plan to graduation"), _("Which subjects when, checked")),
            Service("advising:what-if", _("What if"), _("Another programme, a Minor, a deferment: what it would do")),
            Service("awards:check", _("Check a document"), _("Whether a document is genuine")),
        ),
    ),
    Group(
        "forms",
        _("Application Forms"),
        (
            Service(
                "awards:my_documents", _("Order a document"), _("Transcripts, testimonials, certifications, copies")
            ),
            Service("registration:subjects", _("Leaving a subject after add/drop"), _("From the subject's own line")),
            Service("registration:unqualified", _("Special approval"), _("For a subject that was removed")),
            Service("studies:mine", _("What was approved for you"), _("By form, with its terms and subjects")),
        ),
    ),
)
