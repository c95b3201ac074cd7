"""Education records and certificates."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
