"""The self-check: one question a page. No login, no session, no database, no log: the form carries what was said."""

from __future__ import annotations

from typing import Any, cast

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from tonghu.base.texts import Lang, Text
from tonghu.law.language.facts import vocabulary
from tonghu.law.language.words import UNITS, word
from tonghu.law.places.load import NATIONAL, places
from tonghu.register.standing.determine import county_overrides
from tonghu.web.interview.questions import choices, questions
from tonghu.web.interview.replies import NONE
from tonghu.web.interview.steps import PERSONS, ROUNDS, Step, bare, person_of
from tonghu.web.interview.why import why_asked
from tonghu.web.selfcheck.result import result_of
from tonghu.web.selfcheck.talk import NotRead, Talk, read_talk, reply_of
from tonghu.web.selfcheck.wheres import groups
from tonghu.web.site.language import COOKIE, DJANGO
from tonghu.web.site.pages import public
from tonghu.web.site.staying import LARGE, MOST, YEAR, size_of


@public
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """A page of the talk: the place, a question, or the result."""
    if request.method != "POST":
        return _start(request)
    response = _answered(request, _language(request))
    return _remember(request, response)


def _language(request: HttpRequest) -> Lang:
    """The language of the page, a wish for another one taken at once."""
    asked = request.POST.get(COOKIE, "")
    if asked in DJANGO:
        request.lang = asked  # type: ignore[attr-defined]
    if request.POST.get(LARGE, "") in {"0", "1", "2", "3"}:
        request.COOKIES[LARGE] = request.POST[LARGE]
    return cast(Lang, request.lang)  # type: ignore[attr-defined]


def _remember(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Language and size of letters are all that stays on the machine."""
    for cookie, allowed in ((COOKIE, set(DJANGO)), (LARGE, {"0", "1", "2", "3"})):
        if request.POST.get(cookie, "") in allowed:
            response.set_cookie(cookie, request.POST[cookie], YEAR, httponly=True, samesite="Lax")
    return response


def _answered(request: HttpRequest, lang: Lang) -> HttpResponse:
    sent = request.POST
    act, talk = sent.get("act", ""), read_talk(sent, lang)
    if talk is None or act == "clear":
        return _start(request, cleared=act == "clear")
    tools = COOKIE in sent or LARGE in sent
    if act == "result" or (tools and sent.get("at") == "result"):
        return _result(request, talk)
    if act == "back" and not talk.back():
        return _start(request, chosen=talk.place.folder)
    if sent.get("q") and not act and not tools:
        try:
            talk.take(sent["q"], _reply(sent, lang))
        except NotRead as error:
            return _question(request, talk, told=error.told)
    return _question(request, talk)


def _reply(sent: QueryDict, lang: Lang) -> str:
    """The reply to the question on the page; empty only where somebody said that it is not known."""
    if sent.get("unknown"):
        return ""
    if sent.get("none"):
        return NONE[0]
    reply = reply_of(sent["q"], sent, sent.getlist("reply"))
    if not reply:
        raise NotRead(EMPTY.in_(lang))
    return reply


EMPTY = Text("请填写；不清楚就点“不知道”", "fill it in; press “I don't know” where it is not clear")


def _start(
    request: HttpRequest, *, cleared: bool = False, lacking: bool = False, chosen: str = ""
) -> HttpResponse:
    """Where the child lives comes first; the installation's own place stands on top."""
    own = county_overrides().place
    ordered = sorted(
        places(), key=lambda p: (p.code == NATIONAL, own not in (p.name, p.en, p.code, *p.aliases))
    )
    context = {
        "places": ordered,
        "cleared": cleared,
        "lacking": lacking,
        "chosen": chosen,
        "national": NATIONAL,
    }
    return render(request, "selfcheck/start.html", context | _letters(request))


def _question(request: HttpRequest, talk: Talk, told: str = "") -> HttpResponse:
    """One question; the result when nothing more would change it."""
    step = talk.step()
    if step is None:
        return _result(request, talk)
    return render(request, "selfcheck/question.html", _asked(request, talk, step, told) | _letters(request))


def _asked(request: HttpRequest, talk: Talk, step: Step, told: str) -> dict[str, Any]:
    lang, name = talk.lang, bare(step.fact)
    entry, question = vocabulary()[name], questions()[name]
    where = groups(talk.place.folder) if name.endswith("_division") else ()
    return {
        "talk": talk, "step": step, "entry": entry, "asked": question.asked(step.fact), "help": question.help,
        "choices": choices(step.fact, lang), "groups": where, "told": told, "number": len(talk.replies) + 1,
        "rounds": ROUNDS, "now": step.round + 1, "person": PERSONS[person_of(step.fact)], "typed": request.POST if told else {},
        "unit": word(UNITS, entry.unit, lang) if entry.unit and entry.type != "date" else "",
        "why": why_asked(step.fact, step.decides, lang), "kind": _kind(entry.type, bool(entry.values), bool(where)),
    }  # fmt: skip


def _kind(type_: str, chosen: bool, where: bool) -> str:
    """Which fields a question has."""
    if where:
        return "where"
    if type_ in ("date", "datetime"):
        return "day"
    if type_ == "list":
        return "several" if chosen else "text"
    if type_ == "bool":
        return "bool"
    return "one" if chosen else "figure"


def _result(request: HttpRequest, talk: Talk) -> HttpResponse:
    context = {
        "talk": talk,
        "result": result_of(talk),
        "more": talk.step() is not None,
    }
    return render(request, "selfcheck/result.html", context | _letters(request))


def _letters(request: HttpRequest) -> dict[str, Any]:
    """The next size of letters that a button offers."""
    size = size_of(request)
    return {"next_size": 0 if size == MOST else size + 1, "size": size}
