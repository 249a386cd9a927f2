"""The headings and sentences of the style guide itself."""

from __future__ import annotations

from registrar.ui.samples.say import say

WORDS = {
    "two_things_to_do_before_frid": say("Two things to do before Friday", "星期五前有兩項事情待辦"),
    "registration_for_semester_on": say(
        "Registration for Semester One is open. Confirm your subjects, then pay your debit note.",
        "第一學期科目註冊現已開始。請先確認所選科目，再繳付繳費通知單。",
    ),
    "continue": say("Continue", "繼續"),
    "what_to_do_now": say("What to do now", "現在要做的事"),
    "decision": say("Decision", "決定"),
    "add_comp3011_to_semester_one": say("Add COMP3011 to Semester One", "於第一學期加選COMP3011"),
    "credits_towards_the_award": say("Credits towards the award", "計入學術資格的學分"),
    "degree_progress": say("Degree progress", "學業進度"),
    "credits_remain": say("30 credits remain", "尚欠30學分"),
    "what_comes": say("What comes", "重要日子"),
    "timetable": say("Timetable", "時間表"),
    "tables": say("Tables", "列表"),
    "views": say("Views", "檢視"),
    "charges": say("Charges", "各項收費"),
    "charts": say("Charts", "圖表"),
    "gpa_over_terms": say("GPA over terms", "歷屆學期平均績點"),
    "distribution_of_grades": say("Distribution of grades", "等級分佈"),
    "students": say("Students", "學生人數"),
    "age_of_unpaid_charges": say("Age of unpaid charges", "欠款帳齡"),
    "steps_summaries_and_notes": say("Steps, summaries and notes", "步驟、摘要與提示"),
    "the_add_drop_period_ends_on": say(
        "The add/drop period ends on the Saturday of the second week.", "加退選期於第二週星期六結束。"
    ),
    "a_cancelled_registration_giv": say("A cancelled registration gives up its seats.", "註冊一經取消，學額即會騰出。"),
    "your_subjects_are_registered": say("Your subjects are registered.", "你的科目已註冊。"),
    "the_payment_was_refused_by_t": say("The payment was refused by the bank.", "銀行不接納該筆繳款。"),
    "because_the_handbook_counts": say("Because the handbook counts working days.", "因為手冊以工作天計算。"),
    "what_happens_next": say("What happens next", "下一步"),
    "the_finance_office_issues_th": say("The Finance Office issues the debit note.", "財務處將發出繳費通知單。"),
    "no_results_yet": say("No results yet", "尚未有成績"),
    "they_appear_here_on_the_day": say("They appear here on the day they are released.", "成績於公佈當日在此顯示。"),
    "register": say("Register", "註冊"),
    "save_for_later": say("Save for later", "暫存"),
    "withdraw": say("Withdraw", "退修"),
    "forms": say("Forms", "表格"),
    "send": say("Send", "送出"),
}
