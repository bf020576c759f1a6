"""Addresses of logging in."""

from django.urls import path

from tonghu.web.login import views

urlpatterns = [
    path("login", views.login, name="login"),
    path("login/second", views.second, name="second"),
    path("logout", views.logout, name="logout"),
    path("password", views.password, name="password"),
    path("seat", views.seat, name="seat"),
    path("language", views.language, name="language"),
]
