"""What the style guide shows: one plausible sample for every component."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from registrar.kernel.bilingual import Bilingual
from registrar.kernel.citation import Citation
from registrar.kernel.cure import Cure
from registrar.kernel.decision import Decision
from registrar.kernel.finding import Finding
from registrar.kernel.message import Message
from registrar.kernel.money import Money
from registrar.ui.forms import DayField, RegistrarForm
from registrar.ui.parts import Cell, Column, Event, Meeting, Point, Row, Step, Tab, Tag, Task, Tile

_ALGEBRA = Bilingual("AMA1120 Linear Algebra", "AMA1120 線性代數")
_PROGRAMMING = Bilingual("COMP1011 Programming Fundamentals", "COMP1011 程式設計基礎")
_WRITING = Bilingual("ELC1013 English for University Studies", "ELC1013 大學英語")


class SampleForm(RegistrarForm):
    """One field of every kind."""

    name = forms.CharField(
        label=_("Subject code"),
        help_text=_("Such as COMP1011."),
        widget=forms.TextInput(attrs={"width": 10, "autocomplete": "off"}),
    )
    amount = forms.DecimalField(label=_("Amount"), widget=forms.NumberInput(attrs={"prefix": "HK$", "width": 10}))
    when = DayField(label=_("Date of payment"), help_text=_("For example, 2 9 2024."))
    term = forms.ChoiceField(label=_("Term"), choices=[("S1", _("Semester One")), ("S2", _("Semester Two"))])
    mode = forms.ChoiceField(
        label=_("Mode of study"),
        widget=forms.RadioSelect,
        choices=[("full_time", _("Full-time")), ("part_time", _("Part-time"))],
    )
    agree = forms.BooleanField(label=_("I have checked these particulars"))
    reason = forms.CharField(label=_("Reason"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    file = forms.FileField(label=_("Supporting document"), required=False, help_text=_("PDF, up to 8 MB."))


def _line(en: str, zh: str) -> Bilingual:
    return Bilingual(en, zh)


def refused() -> Decision:
    """A refusal with a cure, an approval and an advice. Its texts stand in the sample messages."""
    edition = "polyu-2024-25"
    findings = (
        Finding(
            Citation(edition, "5A-03"),
            False,
            Message("ui.sample.ceiling", {"credits": 24, "ceiling": 21}),
            cure=Cure(
                Message("ui.sample.ceiling_cure"),
                form="AR160",
                authority="head_of_department",
                amount=Money(Decimal("200")),
                by=date(2024, 9, 14),
            ),
        ),
        Finding(Citation(edition, "5B-02"), False, Message("ui.sample.late"), approval="head_of_department"),
        Finding(Citation(edition, "5C-02"), False, Message("ui.sample.load"), advice=True, reading="ui.sample.reading"),
        Finding(Citation(edition, "5A-01"), True, Message("ui.sample.open")),
    )
    decided = Decision.of(findings, {"credits": 24, "ceiling": 21})
    return _with_facts(decided)


def allowed() -> Decision:
    """A decision without anything in the way."""
    findings = (
        Finding(Citation("polyu-2024-25", "5A-01"), True, Message("ui.sample.open")),
        Finding(Citation("polyu-2024-25", "5A-03"), True, Message("ui.sample.within", {"credits": 18, "ceiling": 21})),
    )
    return _with_facts(Decision.of(findings))


def _with_facts(decided: Decision) -> Decision:
    from dataclasses import replace

    return replace(
        decided,
        rule="registration.credit_ceiling",
        as_of=date(2024, 9, 2),
        edition="polyu-2024-25",
        university="polyu",
        facts={"term": "2024/25-S1", "cohort": "2023/24", "credits": 24, "on_probation": False},
        rule_set="9f1c2ab4e07d",
    )


def meetings() -> list[Meeting]:
    """A week with one clash."""
    return [
        Meeting(0, 8 * 60 + 30, 10 * 60 + 20, _PROGRAMMING, _line("Lecture 001", "講課 001"), "PQ305", "#", 1),
        Meeting(0, 13 * 60 + 30, 15 * 60 + 20, _ALGEBRA, _line("Lecture 002", "講課 002"), "TU201", "#", 3),
        Meeting(1, 9 * 60 + 30, 11 * 60 + 20, _WRITING, _line("Seminar 014", "研討 014"), "FJ304", "#", 4),
        Meeting(1, 10 * 60 + 30, 12 * 60 + 20, _ALGEBRA, _line("Tutorial 003", "導修 003"), "TU102", "#", 3),
        Meeting(3, 15 * 60 + 30, 17 * 60 + 20, _PROGRAMMING, _line("Laboratory 005", "實驗 005"), "PQ604", "#", 1),
        Meeting(4, 11 * 60 + 30, 12 * 60 + 20, _WRITING, _line("Seminar 014", "研討 014"), "FJ304", "#", 4, draft=True),
    ]


def table() -> dict[str, Any]:
    """A table of charges."""
    columns = [
        Column("what", _("Charge"), sort="what"),
        Column("clause", _("Clause")),
        Column("due", _("Due")),
        Column("status", _("Status")),
        Column("amount", _("Amount"), numeric=True, sort="amount"),
    ]
    rows = [
        (
            _line("Tuition fee, Semester One", "第一學期學費"),
            "2C",
            date(2024, 9, 13),
            Tag(_("Paid"), "green"),
            "21050.00",
        ),
        (_line("Caution money", "保證金"), "2D", date(2024, 9, 13), Tag(_("Due"), "orange"), "500.00"),
        (
            _line("Charge for a rejected payment", "付款被拒附加費"),
            "2F",
            date(2024, 8, 30),
            Tag(_("Overdue"), "red"),
            "250.00",
        ),
    ]
    body = [
        [
            Cell(columns[0].label, what, head=True, url="#"),
            Cell(columns[1].label, clause),
            Cell(columns[2].label, due),
            Cell(columns[3].label, status),
            Cell(columns[4].label, Money(Decimal(amount)), numeric=True),
        ]
        for what, clause, due, status, amount in rows
    ]
    return {"columns": columns, "body": body}


def samples() -> dict[str, Any]:
    """Everything the page shows."""
    return {
        "tasks": [
            Task(
                _("Pay your debit note"),
                "#",
                _("HK$21,550.00; unpaid registrations are cancelled after the deadline."),
                Tag(_("To do"), "orange"),
                date(2024, 9, 13),
            ),
            Task(
                _("Confirm your subjects"),
                "#",
                _("18 of 21 credits chosen."),
                Tag(_("Started"), "blue"),
                date(2024, 9, 14),
            ),
            Task(_("Read the examination rules"), "#", "", Tag(_("Done"), "green")),
        ],
        "rows": [
            Row(
                _("Programme"),
                Bilingual("61431 BSc (Hons) in Computing", "61431 電子計算學（榮譽）理學士學位"),
                "#",
                _("Change"),
            ),
            Row(_("Year of admission"), "2023/24"),
            Row(_("Status"), Tag(_("Good standing"), "green")),
        ],
        "tiles": [
            Tile(_("Registered students"), 1942, _("of 2,000 expected"), "#"),
            Tile(_("Unpaid debit notes"), 58, _("deadline Fri 13 Sep"), "#", "warn"),
            Tile(_("Refusals today"), 214, _("most: timetable clash"), "#"),
            Tile(_("Seats oversold"), 0, "", "", "good"),
        ],
        "steps": [
            Step(_("Choose subjects"), "done"),
            Step(_("Check"), "current", _("Nothing is registered yet")),
            Step(_("Pay"), "ahead"),
            Step(_("Timetable"), "ahead"),
        ],
        "events": [
            Event(
                datetime(2024, 8, 19, 9, 0, tzinfo=timezone.get_default_timezone()),
                _("Registration opened"),
                "",
                "good",
            ),
            Event(date(2024, 9, 2), _("Teaching began")),
            Event(
                date(2024, 9, 13), _("Payment deadline"), _("Unpaid registrations are cancelled the next day."), "warn"
            ),
        ],
        "tabs": [Tab(_("This term"), "#", True), Tab(_("Waiting list"), "#", count=2), Tab(_("History"), "#")],
        "tags": [
            Tag(_("Registered"), "green"),
            Tag(_("On the waiting list"), "blue"),
            Tag(_("Due"), "orange"),
            Tag(_("Overdue"), "red"),
            Tag(_("Draft")),
            Tag(_("By exception"), "purple"),
        ],
        "meetings": meetings(),
        "gpa": [
            Point("22/23 S1", (Decimal("2.61"), Decimal("2.61"))),
            Point("22/23 S2", (Decimal("3.05"), Decimal("2.83"))),
            Point("23/24 S1", (Decimal("2.12"), Decimal("2.59"))),
            Point("23/24 S2", (Decimal("3.42"), Decimal("2.80"))),
        ],
        "gpa_names": [_("Semester GPA"), _("GPA")],
        "grades": [
            Point(g, (n, t))
            for g, n, t in [
                ("A+", 4, 1),
                ("A", 11, 1),
                ("A-", 18, 1),
                ("B+", 27, 1),
                ("B", 31, 1),
                ("B-", 22, 1),
                ("C+", 14, 1),
                ("C", 9, 1),
                ("D", 4, 1),
                ("F", 3, 2),
            ]
        ],
        "ageing": [
            Point(_("Not yet due"), (Money(Decimal("412300")),)),
            Point(_("1 to 30 days"), (Money(Decimal("86250")), 3)),
            Point(_("Over 30 days"), (Money(Decimal("21050")), 2)),
        ],
        "refused": refused(),
        "allowed": allowed(),
        **table(),
    }
