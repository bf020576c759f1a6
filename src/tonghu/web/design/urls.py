"""The living page of the parts."""

from django.urls import path

from tonghu.web.design import gallery

urlpatterns = [path("ui", gallery.gallery, name="ui")]
