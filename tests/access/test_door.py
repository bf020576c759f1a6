"""One door: rows about children are read only through `for_user`, written only by recorded writes; the source shows it."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db.models import Count, Exists, OuterRef, Subquery
from tests.seats import actor, child, looking

import tonghu
from tonghu.access.actors import NotAllowed
from tonghu.access.door import AroundTheDoor, GuardedModel
from tonghu.register.models import Child, Fact, Person

SOURCE = Path(tonghu.__file__).parent
GUARDED = [model for model in apps.get_models() if issubclass(model, GuardedModel)]
TERMINAL: dict[str, Callable[[Any], object]] = {
    "list": list, "len": len, "bool": bool, "in": lambda rows: object() in rows, "index": lambda rows: rows[0],
    "slice": lambda rows: list(rows[:2]), "repr": repr, "count": lambda rows: rows.count(),
    "exists": lambda rows: rows.exists(), "first": lambda rows: rows.order_by("pk").first(),
    "last": lambda rows: rows.order_by("pk").last(), "get": lambda rows: rows.get(pk=1),
    "contains": lambda rows: rows.contains(Child(pk=1)) if rows.model is Child else rows.get(pk=1),
    "aggregate": lambda rows: rows.aggregate(n=Count("pk")), "values": lambda rows: list(rows.values("pk")),
    "values_list": lambda rows: list(rows.values_list("pk", flat=True)), "distinct": lambda rows: list(rows.distinct()),
    "dates": lambda rows: list(rows.annotate(n=Count("pk")).values("n")), "iterator": lambda rows: list(rows.iterator()),
    "in_bulk": lambda rows: rows.in_bulk([1]), "union": lambda rows: list(rows.union(rows.filter(pk=1))),
    "intersection": lambda rows: list(rows.intersection(rows.filter(pk=1))), "explain": lambda rows: rows.explain(),
    "earliest": lambda rows: rows.earliest("pk"), "using": lambda rows: list(rows.using("default")),
    "select_for_update": lambda rows: list(rows.select_for_update()), "update": lambda rows: rows.update(scope=1),
    "delete": lambda rows: rows.delete(), "sql": lambda rows: str(rows.query),
    "subquery": lambda rows: list(Child.objects.filter(pk__in=Subquery(rows.values("pk")))),
    "in_queryset": lambda rows: Child.objects.filter(pk__in=rows.values("pk")).count(),
    "exists_of": lambda rows: list(Child.objects.filter(Exists(rows.filter(scope=OuterRef("scope"))))),
}  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("model", GUARDED, ids=lambda model: model.__name__)
def test_every_way_of_reading_is_refused_without_the_door(model: type[GuardedModel]) -> None:
    answered = []
    with looking():
        for name, ask in TERMINAL.items():
            for rows in (
                model.objects.all(),
                model.objects.filter(scope__gt=0),
                model._default_manager.all(),
            ):
                try:
                    ask(rows)
                except AroundTheDoor:
                    continue
                answered.append(name)
    assert answered == []


@pytest.mark.django_db
def test_related_rows_are_behind_the_door_too() -> None:
    one = child()
    with looking():
        for rows in (one.facts, one.residences, one.relationships, one.attachments, one.changes):
            with pytest.raises(AroundTheDoor):
                list(rows.all())
            with pytest.raises(AroundTheDoor):
                rows.count()


@pytest.mark.django_db
def test_a_closed_query_inside_an_open_one_stays_closed() -> None:
    child()
    who = actor("handler")
    with looking(who):
        mine = Child.objects.for_user(who, "认定")
        assert mine.count() == 1
        assert mine.filter(pk__in=mine.values("pk")).count() == 1
        for closed in (
            mine.filter(pk__in=Fact.objects.values("child")),
            mine.filter(Exists(Fact.objects.filter(child=OuterRef("pk")))),
            mine.annotate(born=Subquery(Person.objects.values("birth_date")[:1])),
            mine.union(Child.objects.all()),
        ):
            with pytest.raises(AroundTheDoor):
                list(closed)


@pytest.mark.django_db
def test_the_door_asks_for_a_purpose_of_the_seat() -> None:
    with pytest.raises(NotAllowed):
        Child.objects.for_user(actor("handler"), "营销")


# ------------------------------------------------------------------------------------ the source


AROUND = {"_base_manager", "raw", "cursor", "extra", "RawSQL"}
AROUND_WITH_REASON = {
    ("web/running/backups.py", "cursor"),  # SQLite's own copy of the whole file, for a backup
    ("web/running/checks.py", "cursor"),  # what the database guarantees, for `tonghu doctor`; reads no rows
}
WRITING = {
    "save", "create", "update", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "insert",
}  # fmt: skip
NOT_OF_A_MODEL = {"update": {"context", "made", "address", "tally", "counts"}}
FILLS_A_DEMO = ("web/running/", "web/commands/")  # the county of `tonghu demo`; no view
TRUSTED = {
    "web/design/templatetags/law.py",  # puts tags around escaped words of the law
    "web/design/templatetags/say.py",  # sentences of the templates; what is put into them is escaped
}


def _source(under: str = "") -> Iterator[tuple[str, ast.Module]]:
    for path in sorted((SOURCE / under).rglob("*.py")):
        yield path.relative_to(SOURCE).as_posix(), ast.parse(path.read_text("utf-8"))


def _called(tree: ast.AST) -> Iterator[tuple[str, str, int]]:
    """Each call: on what, the name, the line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield ast.unparse(node.func.value), node.func.attr, node.lineno
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield "", node.func.id, node.lineno


def test_nothing_goes_around_the_door_in_the_source() -> None:
    found = {(path, name) for path, tree in _source("web") for _, name, _ in _called(tree) if name in AROUND}
    found |= {
        (path, node.attr)
        for path, tree in _source("web")
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr == "_base_manager"
    }
    assert found == AROUND_WITH_REASON


def test_no_view_opens_a_query_by_itself() -> None:
    found = [
        f"{path}:{node.lineno}"
        for path, tree in _source()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr == "opened" and isinstance(node.ctx, ast.Store)
    ]
    assert [line for line in found if not line.startswith("access/door.py")] == []


def _functions() -> Iterator[Any]:
    for found in pkgutil.walk_packages(tonghu.__path__, "tonghu."):
        if found.name.startswith(("tonghu.access", "tonghu.register")) and ".migrations" not in found.name:
            module = importlib.import_module(found.name)
            yield from (one for one in vars(module).values() if getattr(one, "__module__", "") == found.name)


def test_each_write_takes_an_actor_and_a_purpose() -> None:
    writes = [one for one in _functions() if getattr(one, "is_write", False)]
    assert len(writes) > 30
    for one in writes:
        kinds = inspect.signature(one).parameters
        for name in ("actor", "purpose"):
            assert kinds[name].kind is inspect.Parameter.KEYWORD_ONLY, one.__qualname__
            assert kinds[name].default is inspect.Parameter.empty, one.__qualname__
        with pytest.raises(KeyError):  # nobody: refused before anything is done
            one()


def test_no_view_writes() -> None:
    found = []
    for path, tree in _source("web"):
        if path.startswith(FILLS_A_DEMO):
            continue
        for on, name, line in _called(tree):
            if name not in WRITING or (name == "update" and on.split(".")[-1] in NOT_OF_A_MODEL["update"]):
                continue
            found.append(f"{path}:{line} {on}.{name}")
    assert found == []


def test_forms_are_checked_for_forgery_everywhere() -> None:
    """ninja lets a request with a token of its own in without a form token; nothing else is exempt."""
    exempt = []
    for path, tree in _source():
        names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
        names |= {
            alias.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names
        }
        if names & {"csrf_exempt", "requires_csrf_token"}:
            exempt.append(path)
    assert exempt == []
    patterns = [pattern for pattern in _patterns() if getattr(pattern.callback, "csrf_exempt", False)]
    assert {pattern.callback.__module__.split(".")[0] for pattern in patterns} <= {"ninja"}


def _patterns(found: Any = None) -> Iterator[Any]:
    from django.urls import get_resolver  # noqa: PLC0415 - needs Django

    for pattern in (found or get_resolver()).url_patterns:
        if hasattr(pattern, "url_patterns"):
            yield from _patterns(pattern)
        else:
            yield pattern


def test_markup_is_trusted_nowhere_else() -> None:
    python = {
        path
        for path, tree in _source()
        for _, name, _ in _called(tree)
        if name in {"mark_safe", "SafeString"}
    }
    assert python == TRUSTED
    trusting = re.compile(r"\|\s*safe(seq)?\b|\{%\s*autoescape\s+off")
    built = re.compile(r"\bTemplate\(|\bfrom_string\(")
    templates = [
        path for path in (SOURCE / "web").rglob("*.html") if trusting.search(path.read_text("utf-8"))
    ]
    assert templates == []
    assert [path.name for path in SOURCE.rglob("*.py") if built.search(path.read_text("utf-8"))] == []
