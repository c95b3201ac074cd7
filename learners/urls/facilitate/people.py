"""One person of a cohort, the plan and what staff write down."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
