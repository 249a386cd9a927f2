"""Addresses of the area's pages."""

from django.urls import path

from registrar.areas.assessment.web.views.all_boards import AllBoards, NewBoard
from registrar.areas.assessment.web.views.board import BoardList, RunBoard, RunPage
from registrar.areas.assessment.web.views.board_grades import BoardGrades
from registrar.areas.assessment.web.views.board_members import BoardMembers, EndSeat
from registrar.areas.assessment.web.views.changed_since import ChangedSince, Reconsider
from registrar.areas.assessment.web.views.changes import ChangeList, ChangePage
from registrar.areas.assessment.web.views.extenuating import MyNotices, NoticeList, NoticePage
from registrar.areas.assessment.web.views.history import MyResultHistory, ResultHistory
from registrar.areas.assessment.web.views.late import ArrangeLate, ConfirmLate, EnterLate
from registrar.areas.assessment.web.views.meeting_papers import AgendaPdf, MinutesPdf
from registrar.areas.assessment.web.views.meeting_steps import (
    AttendancePage,
    CallMeeting,
    CloseMeeting,
    ConfirmMeeting,
    ReleaseMeeting,
    ReturnMeeting,
)
from registrar.areas.assessment.web.views.my_assessment import MyAssessment
from registrar.areas.assessment.web.views.my_results import MyResults
from registrar.areas.assessment.web.views.overview import Overview
from registrar.areas.assessment.web.views.panel import EditPanel, PanelList, ReviewSheet, ScaleMarks
from registrar.areas.assessment.web.views.pending import PendingList, PendingPage
from registrar.areas.assessment.web.views.proposal import DecideOne, ProposalPage
from registrar.areas.assessment.web.views.propose_change import FindResult, ProposeChange
from registrar.areas.assessment.web.views.scheme import EditScheme, SchemePage
from registrar.areas.assessment.web.views.scheme_list import SchemeList
from registrar.areas.assessment.web.views.scheme_upload import UploadedSchemes, UploadSchemes
from registrar.areas.assessment.web.views.sheet import SheetPage
from registrar.areas.assessment.web.views.sheet_file import DownloadSheet, UploadedSheet, UploadSheet
from registrar.areas.assessment.web.views.sheet_list import SheetList
from registrar.areas.assessment.web.views.sheet_steps import AcceptProposals, FinaliseSheet, ReturnSheet, SubmitSheet
from registrar.areas.assessment.web.views.workbench import Workbench
from registrar.areas.assessment.web.views.workbench_acts import ComputeAgain, DecideMany

app_name = "assessment"

urlpatterns = [
    path("my/results/", MyResults.as_view(), name="my_results"),
    path("my/results/<int:pk>/", MyResultHistory.as_view(), name="my_history"),
    path("my/assessment/", MyAssessment.as_view(), name="my_assessment"),
    path("my/extenuating/", MyNotices.as_view(), name="my_notices"),
    path("grades/", SheetList.as_view(), name="sheets"),
    path("grades/<int:pk>/", SheetPage.as_view(), name="sheet"),
    path("grades/<int:pk>/submit/", SubmitSheet.as_view(), name="submit_sheet"),
    path("grades/<int:pk>/return/", ReturnSheet.as_view(), name="return_sheet"),
    path("grades/<int:pk>/final/", FinaliseSheet.as_view(), name="finalise_sheet"),
    path("grades/<int:pk>/download/", DownloadSheet.as_view(), name="download_sheet"),
    path("grades/<int:pk>/upload/", UploadSheet.as_view(), name="upload_sheet"),
    path("grades/<int:pk>/upload/<str:file>/", UploadedSheet.as_view(), name="uploaded_sheet"),
    path("grades/<int:pk>/take-over/", AcceptProposals.as_view(), name="accept_proposals"),
    path("grades/<int:pk>/reviewed/", ReviewSheet.as_view(), name="review_sheet"),
    path("grades/<int:pk>/scale/", ScaleMarks.as_view(), name="scale_marks"),
    path("panels/", PanelList.as_view(), name="panels"),
    path("panels/new/", EditPanel.as_view(), name="new_panel"),
    path("panels/<int:pk>/", EditPanel.as_view(), name="panel"),
    path("pending-results/", PendingList.as_view(), name="pending"),
    path("pending-results/<int:pk>/", PendingPage.as_view(), name="pending_result"),
    path("pending-results/<int:pk>/arrange/", ArrangeLate.as_view(), name="arrange_late"),
    path("pending-results/<int:pk>/grade/", EnterLate.as_view(), name="enter_late"),
    path("pending-results/<int:pk>/settle/", ConfirmLate.as_view(), name="confirm_late"),
    path("changed-results/", ChangeList.as_view(), name="changes"),
    path("changed-results/find/", FindResult.as_view(), name="find_result"),
    path("changed-results/<int:pk>/", ChangePage.as_view(), name="change"),
    path("results/<int:pk>/history/", ResultHistory.as_view(), name="history"),
    path("results/<int:pk>/change/", ProposeChange.as_view(), name="propose_change"),
    path("extenuating/", NoticeList.as_view(), name="notices"),
    path("extenuating/<int:pk>/", NoticePage.as_view(), name="notice"),
    path("pass-rates/", Overview.as_view(), name="overview"),
    path("schemes/", SchemeList.as_view(), name="schemes"),
    path("schemes/upload/", UploadSchemes.as_view(), name="upload_schemes"),
    path("schemes/upload/<str:file>/", UploadedSchemes.as_view(), name="uploaded_schemes"),
    path("schemes/<int:pk>/", SchemePage.as_view(), name="scheme"),
    path("schemes/<int:pk>/edit/", EditScheme.as_view(), name="edit_scheme"),
    path("boards/", BoardList.as_view(), name="boards"),
    path("boards/run/", RunBoard.as_view(), name="run_board"),
    path("boards/<int:run>/", RunPage.as_view(), name="board"),
    path("boards/<int:run>/<int:board>/", Workbench.as_view(), name="workbench"),
    path("boards/<int:run>/<int:board>/again/", ComputeAgain.as_view(), name="compute_again"),
    path("boards/<int:run>/<int:board>/changed/", ChangedSince.as_view(), name="changed"),
    path("boards/<int:run>/<int:board>/changed/again/", Reconsider.as_view(), name="reconsider"),
    path("boards/<int:run>/<int:board>/grades/", BoardGrades.as_view(), name="board_grades"),
    path("boards/<int:run>/<int:board>/call/", CallMeeting.as_view(), name="call_meeting"),
    path("boards/meetings/<int:pk>/present/", AttendancePage.as_view(), name="attendance"),
    path("boards/meetings/<int:pk>/decide/", DecideMany.as_view(), name="decide_many"),
    path("boards/meetings/<int:pk>/close/", CloseMeeting.as_view(), name="close_meeting"),
    path("boards/meetings/<int:pk>/return/", ReturnMeeting.as_view(), name="return_meeting"),
    path("boards/meetings/<int:pk>/sign/", ConfirmMeeting.as_view(), name="confirm_meeting"),
    path("boards/meetings/<int:pk>/release/", ReleaseMeeting.as_view(), name="release_results"),
    path("boards/meetings/<int:pk>/agenda.pdf", AgendaPdf.as_view(), name="agenda"),
    path("boards/meetings/<int:pk>/minutes.pdf", MinutesPdf.as_view(), name="minutes"),
    path("boards/students/<int:pk>/", ProposalPage.as_view(), name="proposal"),
    path("boards/students/<int:pk>/decide/", DecideOne.as_view(), name="decide_one"),
    path("boards/of/", AllBoards.as_view(), name="all_boards"),
    path("boards/of/new/", NewBoard.as_view(), name="new_board"),
    path("boards/of/<int:pk>/", BoardMembers.as_view(), name="board_members"),
    path("boards/seats/<int:pk>/end/", EndSeat.as_view(), name="end_seat"),
]
