"""Addresses of the area's pages."""

from django.urls import path

from .views.advisees import Advisees
from .views.degrees import Degrees
from .views.exceptions import Exceptions, NewElement, NewException, TakeBackElement, TakeBackException
from .views.my_advising import FormFile, HandIn, MyAdvising
from .views.my_degree import MyDegree
from .views.my_plan import MyPlan
from .views.requirement_documents import RequirementDocumentPage, RequirementDocuments
from .views.student_advising import NewNote, RecordMeeting, StudentAdvising, TakeBackNote
from .views.student_degree import StudentDegree
from .views.what_if import WhatIf

app_name = "advising"

urlpatterns = [
    path("my/degree/", MyDegree.as_view(), name="mine"),
    path("my/degree/what-if/", WhatIf.as_view(), name="what-if"),
    path("my/degree/plan/", MyPlan.as_view(), name="plan"),
    path("my/advising/", MyAdvising.as_view(), name="my-advising"),
    path("my/advising/<int:pk>/", HandIn.as_view(), name="hand-in"),
    path("degrees/", Degrees.as_view(), name="degrees"),
    path("advisees/", Advisees.as_view(), name="advisees"),
    path("study-plan-forms/<int:pk>/meeting/", RecordMeeting.as_view(), name="meeting"),
    path("study-plan-forms/<int:pk>/file/", FormFile.as_view(), name="form-file"),
    path("students/<int:pk>/degree/", StudentDegree.as_view(), name="degree"),
    path("students/<int:pk>/degree/exceptions/", Exceptions.as_view(), name="exceptions"),
    path("students/<int:pk>/degree/exceptions/new/", NewException.as_view(), name="exception-new"),
    path("students/<int:pk>/degree/elements/new/", NewElement.as_view(), name="element-new"),
    path("exceptions/<int:pk>/end/", TakeBackException.as_view(), name="exception-end"),
    path("elements/<int:pk>/end/", TakeBackElement.as_view(), name="element-end"),
    path("students/<int:pk>/advising/", StudentAdvising.as_view(), name="advising"),
    path("students/<int:pk>/advising/notes/new/", NewNote.as_view(), name="note"),
    path("students/<int:pk>/advising/notes/<int:note>/end/", TakeBackNote.as_view(), name="note-end"),
    path("requirements/", RequirementDocuments.as_view(), name="documents"),
    path("requirements/<slug:paper>/", RequirementDocumentPage.as_view(), name="document"),
]
