"""Addresses of the area's pages."""

from django.urls import include, path

from registrar.areas.people.web.views.calendar_address import CalendarAddress
from registrar.areas.people.web.views.contact import Contact
from registrar.areas.people.web.views.grant_role import GrantRole
from registrar.areas.people.web.views.profile import Profile
from registrar.areas.people.web.views.revoke_role import RevokeRole
from registrar.areas.people.web.views.roles import Roles

pages = [
    path("profile/", Profile.as_view(), name="profile"),
    path("profile/contact/", Contact.as_view(), name="contact"),
    path("profile/calendar-address/", CalendarAddress.as_view(), name="calendar_address"),
    path("offices/", Roles.as_view(), name="roles"),
    path("offices/give/", GrantRole.as_view(), name="grant_role"),
    path("offices/<int:assignment>/end/", RevokeRole.as_view(), name="revoke_role"),
]
urlpatterns = [path("", include((pages, "people")))]
