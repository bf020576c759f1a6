"""Where the API lies."""

from django.urls import path

from tonghu.web.api.views import api

urlpatterns = [path("", api.urls)]
