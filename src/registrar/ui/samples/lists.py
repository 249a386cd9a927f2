"""Tasks, figures, rows, steps, events and a table."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone

from registrar.kernel.money import Money
from registrar.ui.parts import Cell, Column, Event, Row, Step, Tab, Tag, Task, Tile
from registrar.ui.samples.say import say


def table() -> dict[str, Any]:
    """A table of charges."""
    columns = [
        Column("what", say("Charge", "收費"), sort="what"),
        Column("clause", say("Clause", "條文")),
        Column("due", say("Due", "待繳")),
        Column("status", say("Status", "狀況")),
        Column("amount", say("Amount", "金額"), numeric=True, sort="amount"),
    ]
    rows = [
        (
            say("Tuition fee, Semester One", "第一學期學費"),
            "2C",
            date(2024, 9, 13),
            Tag(say("Paid", "已繳"), "green"),
            "21050.00",
        ),
        (say("Caution money", "保證金"), "2D", date(2024, 9, 13), Tag(say("Due", "待繳"), "orange"), "500.00"),
        (
            say("Charge for a rejected payment", "付款被拒附加費"),
            "2F",
            date(2024, 8, 30),
            Tag(say("Overdue", "逾期"), "red"),
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


def tasks() -> list[Task]:
    """What to do now."""
    return [
        Task(
            say("Pay your debit note", "繳付繳費通知單"),
            "#",
            say(
                "HK$21,550.00; unpaid registrations are cancelled after the deadline.",
                "HK$21,550.00；逾期未繳，註冊即告失效。",
            ),
            Tag(say("To do", "待辦"), "orange"),
            date(2024, 9, 13),
        ),
        Task(
            say("Confirm your subjects", "確認所選科目"),
            "#",
            say("18 of 21 credits chosen.", "已選21學分中的18學分。"),
            Tag(say("Started", "已開始"), "blue"),
            date(2024, 9, 14),
        ),
        Task(say("Read the examination rules", "閱讀考試規則"), "#", "", Tag(say("Done", "已完成"), "green")),
    ]


def rows() -> list[Row]:
    """Particulars of a study."""
    return [
        Row(
            say("Programme", "課程"),
            say("61431 BSc (Hons) in Computing", "61431 電子計算學（榮譽）理學士學位"),
            "#",
            say("Change", "更改"),
        ),
        Row(say("Year of admission", "入學學年"), "2023/24"),
        Row(say("Status", "狀況"), Tag(say("Good standing", "學業狀況良好"), "green")),
    ]


def tiles() -> list[Tile]:
    """Figures of a registration morning."""
    return [
        Tile(say("Registered students", "已註冊學生"), 1942, say("of 2,000 expected", "預計2,000人"), "#"),
        Tile(
            say("Unpaid debit notes", "未繳的繳費通知單"),
            58,
            say("deadline Fri 13 Sep", "限期9月13日（星期五）"),
            "#",
            "warn",
        ),
        Tile(say("Refusals today", "今日未獲接納"), 214, say("most: timetable clash", "多因時間表衝突"), "#"),
        Tile(say("Seats oversold", "超額學額"), 0, "", "", "good"),
    ]


def steps() -> list[Step]:
    """A journey in its second step."""
    return [
        Step(say("Choose subjects", "選科"), "done"),
        Step(say("Check", "核對"), "current", say("Nothing is registered yet", "尚未註冊任何科目")),
        Step(say("Pay", "繳費"), "ahead"),
        Step(say("Timetable", "時間表"), "ahead"),
    ]


def events() -> list[Event]:
    """What happened and what comes."""
    return [
        Event(
            datetime(2024, 8, 19, 9, 0, tzinfo=timezone.get_default_timezone()),
            say("Registration opened", "科目註冊開始"),
            "",
            "good",
        ),
        Event(date(2024, 9, 2), say("Teaching began", "開課")),
        Event(
            date(2024, 9, 13),
            say("Payment deadline", "繳費限期"),
            say("Unpaid registrations are cancelled the next day.", "未繳費的註冊於翌日失效。"),
            "warn",
        ),
    ]


def tabs() -> list[Tab]:
    """Three views."""
    return [
        Tab(say("This term", "本學期"), "#", True),
        Tab(say("Waiting list", "候補名單"), "#", count=2),
        Tab(say("History", "紀錄"), "#"),
    ]


def tags() -> list[Tag]:
    """Every colour."""
    return [
        Tag(say("Registered", "已註冊"), "green"),
        Tag(say("On the waiting list", "候補中"), "blue"),
        Tag(say("Due", "待繳"), "orange"),
        Tag(say("Overdue", "逾期"), "red"),
        Tag(say("Draft", "草稿")),
        Tag(say("By exception", "特別批准"), "purple"),
    ]
