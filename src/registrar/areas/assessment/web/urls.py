"""Addresses of the area's pages."""

from django.urls import path

from registrar.areas.assessment.web.views.board import BoardList, RunBoard, RunPage
from registrar.areas.assessment.web.views.board_members import BoardMembers, EndSeat
from registrar.areas.assessment.web.views.meeting_papers import AgendaPdf, MinutesPdf
from registrar.areas.assessment.web.views.meeting_steps import (
    AttendancePage,
    CallMeeting,
    CloseMeeting,
    ConfirmMeeting,
    ReleaseMeeting,
    ReturnMeeting,
)
from registrar.areas.assessment.web.views.my_results import MyResults
from registrar.areas.assessment.web.views.proposal import DecideOne, ProposalPage
from registrar.areas.assessment.web.views.scheme import EditScheme, SchemePage
from registrar.areas.assessment.web.views.scheme_list import SchemeList
from registrar.areas.assessment.web.views.sheet import SheetPage
from registrar.areas.assessment.web.views.sheet_file import DownloadSheet, UploadedSheet, UploadSheet
from registrar.areas.assessment.web.views.sheet_list import SheetList
from registrar.areas.assessment.web.views.sheet_steps import AcceptProposals, FinaliseSheet, ReturnSheet, SubmitSheet
from registrar.areas.assessment.web.views.workbench import Workbench
from registrar.areas.assessment.web.views.workbench_acts import ComputeAgain, DecideMany

app_name = "assessment"

urlpatterns = [
    path("my/results/", MyResults.as_view(), name="my_results"),
    path("grades/", SheetList.as_view(), name="sheets"),
    path("grades/<int:pk>/", SheetPage.as_view(), name="sheet"),
    path("grades/<int:pk>/submit/", SubmitSheet.as_view(), name="submit_sheet"),
    path("grades/<int:pk>/return/", ReturnSheet.as_view(), name="return_sheet"),
    path("grades/<int:pk>/final/", FinaliseSheet.as_view(), name="finalise_sheet"),
    path("grades/<int:pk>/download/", DownloadSheet.as_view(), name="download_sheet"),
    path("grades/<int:pk>/upload/", UploadSheet.as_view(), name="upload_sheet"),
    path("grades/<int:pk>/upload/<str:file>/", UploadedSheet.as_view(), name="uploaded_sheet"),
    path("grades/<int:pk>/take-over/", AcceptProposals.as_view(), name="accept_proposals"),
    path("schemes/", SchemeList.as_view(), name="schemes"),
    path("schemes/<int:pk>/", SchemePage.as_view(), name="scheme"),
    path("schemes/<int:pk>/edit/", EditScheme.as_view(), name="edit_scheme"),
    path("boards/", BoardList.as_view(), name="boards"),
    path("boards/run/", RunBoard.as_view(), name="run_board"),
    path("boards/<int:run>/", RunPage.as_view(), name="board"),
    path("boards/<int:run>/<int:board>/", Workbench.as_view(), name="workbench"),
    path("boards/<int:run>/<int:board>/again/", ComputeAgain.as_view(), name="compute_again"),
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
    path("boards/of/<int:pk>/", BoardMembers.as_view(), name="board_members"),
    path("boards/seats/<int:pk>/end/", EndSeat.as_view(), name="end_seat"),
]
