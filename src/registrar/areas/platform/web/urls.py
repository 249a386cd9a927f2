"""Addresses of the area's pages."""

from django.urls import path

from registrar.areas.platform.web.views.audit import AuditPage
from registrar.areas.platform.web.views.health import Health
from registrar.areas.platform.web.views.jobs import JobList, JobPage, RepeatJob
from registrar.areas.platform.web.views.looks import LookList
from registrar.areas.platform.web.views.mails import MailList, MailPage
from registrar.areas.platform.web.views.notices import NoticeList, NoticePage

app_name = "platform"

urlpatterns = [
    path("notices/", NoticeList.as_view(), name="notices"),
    path("notices/<int:pk>/", NoticePage.as_view(), name="notice"),
    path("jobs/", JobList.as_view(), name="jobs"),
    path("jobs/<int:pk>/", JobPage.as_view(), name="job"),
    path("jobs/<int:pk>/again/", RepeatJob.as_view(), name="repeat_job"),
    path("mail/", MailList.as_view(), name="mails"),
    path("mail/<int:pk>/", MailPage.as_view(), name="mail"),
    path("audit/", AuditPage.as_view(), name="audit"),
    path("audit/looks/", LookList.as_view(), name="looks"),
    path("healthz", Health.as_view(), name="health"),
]
