"""Addresses: accounts and seats, tokens, access requests, the audit log, showing a whole number."""

from django.urls import path

from tonghu.web.people import accounts, grants, log, reveal, tokens

urlpatterns = [
    path("people", accounts.listing, name="people"),
    path("people/search", accounts.search, name="people-search"),
    path("people/new", accounts.new, name="person-new"),
    path("people/tokens", tokens.listing, name="tokens"),
    path("people/tokens/<int:pk>/revoke", tokens.revoke, name="token-revoke"),
    path("people/<int:pk>", accounts.person, name="person"),
    path("people/<int:pk>/<slug:what>", accounts.act, name="person-act"),
    path("grants", grants.listing, name="grants"),
    path("grants/ask/<slug:ref>", grants.ask, name="ask_grant"),
    path("grants/<int:pk>/<slug:what>", grants.act, name="grant-act"),
    path("log", log.listing, name="log"),
    path("log/export", log.export, name="log-export"),
    path("log/verify", log.verify, name="log-verify"),
    path("children/<slug:ref>/reveal", reveal.show, name="reveal"),
]
