"""Addresses of the area's pages."""

from django.urls import path

from .views.approvals import GrantApproval, RevokeApproval
from .views.my_study import MyStudy
from .views.options import GiveUpOption, StudyOptions, TakeOption
from .views.overrides import Overrides
from .views.student_search import StudentSearch
from .views.study_page import StudyApprovals, StudyOverview, StudyRecord, StudyStandings

app_name = "studies"
urlpatterns = [
    path("my/study/", MyStudy.as_view(), name="mine"),
    path("students/", StudentSearch.as_view(), name="search"),
    path("overrides/", Overrides.as_view(), name="overrides"),
    path("students/<int:pk>/", StudyOverview.as_view(), name="study"),
    path("students/<int:pk>/record/", StudyRecord.as_view(), name="record"),
    path("students/<int:pk>/standings/", StudyStandings.as_view(), name="standings"),
    path("students/<int:pk>/approvals/", StudyApprovals.as_view(), name="approvals"),
    path("students/<int:pk>/approvals/grant/", GrantApproval.as_view(), name="grant"),
    path("students/<int:pk>/approvals/<int:approval>/revoke/", RevokeApproval.as_view(), name="revoke"),
    path("students/<int:pk>/options/", StudyOptions.as_view(), name="options"),
    path("students/<int:pk>/options/<slug:kind>/new/", TakeOption.as_view(), name="option-new"),
    path("students/<int:pk>/options/<slug:kind>/end/", GiveUpOption.as_view(), name="option-end"),
]
