"""Addresses of the area's pages."""

from django.urls import path

from .views.degrees import Degrees
from .views.my_degree import MyDegree
from .views.requirement_documents import RequirementDocumentPage, RequirementDocuments
from .views.student_degree import StudentDegree

app_name = "advising"

urlpatterns = [
    path("my/degree/", MyDegree.as_view(), name="mine"),
    path("degrees/", Degrees.as_view(), name="degrees"),
    path("students/<int:pk>/degree/", StudentDegree.as_view(), name="degree"),
    path("requirements/", RequirementDocuments.as_view(), name="documents"),
    path("requirements/<slug:paper>/", RequirementDocumentPage.as_view(), name="document"),
]
