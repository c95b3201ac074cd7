"""Addresses under /account/: a person's own account and data."""

from django.urls import path

from learners.views.account import closing, home, my_data, requests

urlpatterns = [
    path("", home.home, name="account_home"),
    path("data/", my_data.my_data, name="my_data"),
    path("data/file/", my_data.export_file, name="my_data_export"),
    path("looked/", my_data.who_looked, name="who_looked"),
    path("requests/", requests.requests, name="my_requests"),
    path("requests/<uuid:request_uid>/take-back/", requests.take_back, name="my_request_take_back"),
    path("close/", closing.close, name="close_account"),
]
