"""Who comes in, moves, leaves and comes back, and what a program manager sets."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
