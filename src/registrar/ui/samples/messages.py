"""Messages of the sample decisions; the rules bring theirs in messages.yaml."""

from __future__ import annotations

from registrar.ui.samples.say import say

TEXTS = {
    "ui.sample.ceiling": say(
        "You would hold {credits} credits; the most in this semester is {ceiling}.",
        "你將修讀{credits}學分；本學期上限為{ceiling}學分。",
    ),
    "ui.sample.ceiling_cure": say(
        "Drop a subject of 3 credits, or ask for a higher study load.", "退選一個3學分科目，或申請增加修讀學分量。"
    ),
    "ui.sample.late": say("The add/drop period has ended.", "加退選期已經結束。"),
    "ui.sample.load": say(
        "A load of more than 18 credits is heavy beside part-time work.", "兼職期間修讀超過18學分，負擔頗重。"
    ),
    "ui.sample.reading": say(
        "The handbook does not say when the load is counted; we count on the day of the request.",
        "手冊並無訂明何時計算修讀學分量；本系統以提出申請當日計算。",
    ),
    "ui.sample.open": say("Registration is open for your programme.", "你的課程現正接受註冊。"),
    "ui.sample.within": say(
        "You hold {credits} of at most {ceiling} credits.", "你已選{credits}學分，上限為{ceiling}學分。"
    ),
}
