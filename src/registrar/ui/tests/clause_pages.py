"""A site with a page for each clause."""

from django.urls import path

from registrar.ui.tests.pages import Open

urlpatterns = [path("clause/<str:edition>/<str:clause>/", Open.as_view(), name="clause")]
