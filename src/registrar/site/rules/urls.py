"""Addresses of the rule explorer."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
