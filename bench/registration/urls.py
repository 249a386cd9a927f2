"""The site's addresses, and the bare claim that the bench measures against."""

from bench.registration.bare import bare_claim
from django.urls import path

from registrar.site import urls as site

urlpatterns = [path("bench/claim/", bare_claim), *site.urlpatterns]
handler400, handler403, handler404, handler500 = site.handler400, site.handler403, site.handler404, site.handler500
