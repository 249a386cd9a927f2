"""The pages that belong to the frame itself; include without a prefix."""

from django.urls import path

from registrar.ui.views.set_theme import SetTheme
from registrar.ui.views.style_guide import StyleGuide

app_name = "ui"

urlpatterns = [
    path("theme/", SetTheme.as_view(), name="theme"),
    path("style-guide/", StyleGuide.as_view(), name="style_guide"),
]
