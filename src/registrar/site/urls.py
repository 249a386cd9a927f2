"""Every address of the site: each area brings its own, the home page and the error pages are here."""

from django.urls import include, path

from registrar.site.clock.views import ClockPage
from registrar.site.home.view import Home
from registrar.site.menu.views import AllServices
from registrar.site.rules.api import api

AREAS = ["platform", "people", "catalogue", "studies", "finance", "registration", "advising", "assessment", "awards"]

# Addresses are tried one after the other, and on one morning everybody comes to the same.
BUSIEST = "registration"

urlpatterns = [
    path("", include(f"registrar.areas.{BUSIEST}.web.urls")),
    path("", Home.as_view(), name="home"),
    path("my/services/", AllServices.as_view(), name="services"),
    path("accounts/", include("registrar.areas.people.web.account_urls")),
    path("i18n/", include("django.conf.urls.i18n")),
    path("", include("registrar.ui.urls")),
    path("", include("registrar.site.rules.urls")),
    path("api/", api.urls),
    path("clock/", ClockPage.as_view(), name="clock"),
    *[path("", include(f"registrar.areas.{area}.web.urls")) for area in AREAS if area != BUSIEST],
]

handler400 = "registrar.site.errors.bad_request"
handler403 = "registrar.site.errors.forbidden"
handler404 = "registrar.site.errors.not_found"
handler500 = "registrar.site.errors.server_error"
