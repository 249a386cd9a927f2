"""Addresses of the area's pages."""

from django.urls import include, path

from registrar.areas.catalogue.web.views.calendar import Calendar
from registrar.areas.catalogue.web.views.programme_page import ProgrammePage
from registrar.areas.catalogue.web.views.programme_search import ProgrammeSearch
from registrar.areas.catalogue.web.views.subject_page import SubjectPage
from registrar.areas.catalogue.web.views.subject_search import SubjectSearch

pages = [
    path("subjects/", SubjectSearch.as_view(), name="subjects"),
    path("subjects/<str:code>/", SubjectPage.as_view(), name="subject"),
    path("programmes/", ProgrammeSearch.as_view(), name="programmes"),
    path("programmes/<str:code>/", ProgrammePage.as_view(), name="programme"),
    path("calendar/", Calendar.as_view(), name="calendar"),
]
urlpatterns = [path("catalogue/", include((pages, "catalogue")))]
