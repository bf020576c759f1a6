"""Every address of the site. No address carries a name or a number of a person: children have tokens."""

from django.urls import include, path

from tonghu.web.site import staying

handler404 = "tonghu.web.site.mishaps.not_found"
handler500 = "tonghu.web.site.mishaps.broken"

urlpatterns = [
    path("session/left", staying.left, name="session-left"),
    path("session/stay", staying.stay, name="session-stay"),
    path("large", staying.large, name="large"),
    path("", include("tonghu.web.login.urls")),
    path("", include("tonghu.web.workbench.urls")),
    path("children/", include("tonghu.web.file.urls")),
    path("", include("tonghu.web.imports.urls")),
    path("", include("tonghu.web.jobs.urls")),
    path("", include("tonghu.web.people.urls")),
    path("", include("tonghu.web.inquiries.urls")),
    path("", include("tonghu.web.library.urls")),
    path("", include("tonghu.web.selfcheck.urls")),
    path("api/v1/", include("tonghu.web.api.urls")),
    path("", include("tonghu.web.design.urls")),
]
