"""What check-ins tell, and re-marking."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
