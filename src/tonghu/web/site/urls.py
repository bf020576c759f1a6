"""Every address of the site. No address carries a name or a number of a person: children have tokens."""

from django.urls import include, path

handler404 = "tonghu.web.site.mishaps.not_found"
handler500 = "tonghu.web.site.mishaps.broken"

urlpatterns = [
    path("", include("tonghu.web.login.urls")),
    path("", include("tonghu.web.workbench.urls")),
]
