"""Addresses of logging in."""

from django.urls import path

from tonghu.web.login import seat, second, views

urlpatterns = [
    path("login", views.login, name="login"),
    path("login/second", second.ask, name="second"),
    path("login/enrol", second.enrol, name="enrol"),
    path("logout", views.logout, name="logout"),
    path("password", seat.password, name="password"),
    path("seat", seat.choose, name="seat"),
    path("language", views.language, name="language"),
]
