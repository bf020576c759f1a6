"""Recording and correcting: choose the facts, fill in the form, settle with what somebody else wrote, take back."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from tonghu.base.errors import Faults
from tonghu.base.texts import Text
from tonghu.law.language.words import SUPPLIERS, word
from tonghu.register.facts.recording import Overtaken, Said, record_facts
from tonghu.register.facts.undo import take_back
from tonghu.register.facts.values import held
from tonghu.register.models import Attachment, Child, Fact
from tonghu.register.standing.compartments import NEVER_NAMED, box_of_fact
from tonghu.register.standing.determine import later
from tonghu.web.file.labels import label_of, told_value
from tonghu.web.file.opening import opened
from tonghu.web.file.record_form import Pair, RecordForm
from tonghu.web.file.recordable import THEMES, offered, recordable, theme_of
from tonghu.web.file.telling import tell
from tonghu.web.file.tokens import fact_of_token, token_of_fact
from tonghu.web.site.pages import Request, found_or_404, page

HERE = Text("登记或更正情况", "Record or correct")
MOST = 20


@page("record")
def record(request: Request, ref: str) -> HttpResponse:
    """Choose facts (`f`: their tokens), then record them."""
    made = opened(request, ref, "record", facts=False)
    pairs = _pairs(request, made.boxes)
    if not pairs:
        return _choose(request, made.child, made.boxes)
    child, actor, purpose = made.child, request.actor, request.purpose
    live = list(Fact.objects.for_user(actor, purpose).filter(child=child, retired_at=None).order_by("pk"))
    papers = Attachment.objects.for_user(actor, purpose).filter(child=child).order_by("-recorded_at")[:50]
    last = max((fact.recorded_at for fact in live), default=None)
    form = RecordForm(request.POST or None, pairs, _now(live), child, papers, request.lang, last)
    if request.method == "POST" and form.is_valid():
        said = _kept(request, form.said)
        if not said:
            return redirect("file", ref)
        try:
            written = record_facts(
                child, said, actor=actor, purpose=purpose, source=form.cleaned_data["source"], version=form.version,
                opened=form.opened, correct=form.correct, lang=request.lang,
            )  # fmt: skip
        except Overtaken as overtaken:
            return _settle(request, child, overtaken.theirs, said)
        except Faults as faults:
            tell(form, faults)
        else:
            later({fact.child_id for fact in written})
            return redirect("file", ref)
    context = {"child": child, "form": form, "here": HERE, "tokens": [token_of_fact(*pair) for pair in pairs]}
    return render(request, "file/record.html", context, status=400 if form.errors else 200)


@page("record")
@require_POST
def undo(request: Request, ref: str) -> HttpResponse:
    """Take back what was just recorded."""
    made = opened(request, ref, "undo", facts=False)
    keys = take_back(
        made.child,
        request.POST.get("batch", ""),
        actor=request.actor,
        purpose=request.purpose,
        lang=request.lang,
    )
    later(keys)
    return redirect("file", ref)


def _pairs(request: Request, boxes: frozenset[str]) -> list[Pair]:
    """The facts asked for; 404 for what is no fact of a child's file or is outside the seat's compartments."""
    asked = request.POST.getlist("f") if request.method == "POST" else request.GET.getlist("f")
    tokens = dict.fromkeys(token for text in asked for token in text.split(",") if token)
    pairs = [fact_of_token(token) for token in tokens][:MOST]
    for whom, name in pairs:
        if whom not in recordable(name) or box_of_fact(name) not in boxes:
            raise Http404
    return pairs


def _choose(request: Request, child: Child, boxes: frozenset[str]) -> HttpResponse:
    """Every fact that the seat may record, by theme; a word narrows the list."""
    lang, words = request.lang, request.POST.get("words", "").strip()
    themes: dict[int, list[tuple[str, str]]] = {}
    for whom, name in offered():
        label = label_of(whom, name, lang)
        if box_of_fact(name) in boxes and box_of_fact(name) != NEVER_NAMED and words.lower() in label.lower():
            themes.setdefault(theme_of(name), []).append((token_of_fact(whom, name), label))
    listed = [(THEMES[at][1], rows) for at, rows in sorted(themes.items())]
    context = {"child": child, "themes": listed, "words": words, "here": HERE}
    return render(request, "file/choose.html", context)


def _now(live: Sequence[Fact]) -> dict[Pair, Fact]:
    """What holds today."""
    today = timezone.localdate()
    return {
        (fact.whom, fact.name): fact for fact in live
        if (fact.valid_from is None or fact.valid_from <= today) and (fact.valid_to is None or fact.valid_to > today)
    }  # fmt: skip


def _kept(request: Request, said: Sequence[Said]) -> list[Said]:
    """What is still to be written after somebody settled for the other's entry of some facts."""
    return [one for one in said if request.POST.get(f"keep-{token_of_fact(one.whom, one.name)}") != "theirs"]


def _settle(request: Request, child: Child, theirs: Sequence[Fact], said: Sequence[Said]) -> HttpResponse:
    """Theirs beside mine; for each fact one of the two is chosen and the form sent again, as of now."""
    lang = request.lang
    mine = {(one.whom, one.name): one for one in said}
    newest = {(fact.whom, fact.name): fact for fact in theirs}
    rows = [
        {"token": token_of_fact(*pair), "label": label_of(*pair, lang), "mine": told_value(pair[1], mine[pair].value, lang),
         "theirs": told_value(pair[1], held(pair[1], fact.value), lang), "by": fact.recorded_by, "at": fact.recorded_at,
         "source": word(SUPPLIERS, fact.source, lang)}
        for pair, fact in newest.items() if pair in mine
    ]  # fmt: skip
    skipped = ("csrfmiddlewaretoken", "version", "opened")
    carried = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name not in skipped and not name.startswith("keep-")
    ]
    current = found_or_404(Child.objects.for_user(request.actor, request.purpose), pk=child.pk)
    context = {
        "child": child, "rows": rows, "carried": carried, "version": current.version,
        "opened": max([fact.recorded_at for fact in theirs]).isoformat(), "here": HERE,
    }  # fmt: skip
    return render(request, "file/settle.html", context, status=409)
