"""Addresses of the area's pages."""

from django.urls import path

from registrar.areas.assessment.web.views.board import BoardList, BoardPage, RunBoard
from registrar.areas.assessment.web.views.board_steps import ConfirmBoard, ProposalPage, ReleaseResults
from registrar.areas.assessment.web.views.my_results import MyResults
from registrar.areas.assessment.web.views.scheme import EditScheme, SchemePage
from registrar.areas.assessment.web.views.scheme_list import SchemeList
from registrar.areas.assessment.web.views.sheet import SheetPage
from registrar.areas.assessment.web.views.sheet_file import DownloadSheet, UploadedSheet, UploadSheet
from registrar.areas.assessment.web.views.sheet_list import SheetList
from registrar.areas.assessment.web.views.sheet_steps import AcceptProposals, FinaliseSheet, ReturnSheet, SubmitSheet

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
    path("boards/<int:pk>/", BoardPage.as_view(), name="board"),
    path("boards/<int:pk>/confirm/", ConfirmBoard.as_view(), name="confirm_board"),
    path("boards/<int:pk>/release/", ReleaseResults.as_view(), name="release_results"),
    path("boards/students/<int:pk>/", ProposalPage.as_view(), name="proposal"),
]
