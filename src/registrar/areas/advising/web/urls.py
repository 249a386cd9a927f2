"""Addresses of the area's pages."""

from typing import Any

app_name = "advising"

urlpatterns: list[Any] = []
