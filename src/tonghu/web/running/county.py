"""Filling the demo: an invented county with its regions, its values, its children and what the law says of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from tonghu.access.actors import Actor, actor_for, system
from tonghu.access.audit import record
from tonghu.access.models import Organisation, Region
from tonghu.access.regions import code_of
from tonghu.access.rls import scoped
from tonghu.access.writes import write
from tonghu.base.errors import Fault, Faults
from tonghu.base.texts import Lang, Text
from tonghu.register.deliveries import binding, mark
from tonghu.register.demo import invented_values, write_workbook
from tonghu.register.demo.files import open_county, regions_of
from tonghu.register.demo.sketch import AREAS
from tonghu.register.models import Run, Standing
from tonghu.register.standing.compartments import may_see
from tonghu.register.standing.determine import determine_all

MARK = "demo.txt"
INSTITUTION = "儿童福利机构"
SHEET = 40
Progress = Callable[[Text, int, int], None]


def fill(place: str, children: int, seed: int, progress: Progress, lang: Lang) -> int:
    """Make the demo where there is none yet; the code of its county. Raises Faults in a real installation."""
    home: Path = settings.TONGHU_HOME
    sign, county = home / MARK, code_of(AREAS[place][0])
    if sign.exists():
        return int(sign.read_text("utf-8"))
    if Region.objects.exists():
        raise Faults(Fault(str(home), REAL.in_(lang), ELSEWHERE.in_(lang)))
    (home / "values.toml").write_text(invented_values(place), "utf-8")
    today = timezone.localdate()
    with transaction.atomic():
        set_up(place, actor=system("demo"), purpose="监督")
    institution = Organisation.objects.get(kind=INSTITUTION).pk
    for done in open_county(children, place, today, seed=seed, mix="all", institution=institution):
        progress(OPENING, done, children)
    determine_all(today, progress=lambda done, total: progress(DETERMINING, done, total))
    reach(county, today)
    write_workbook(
        home / "county.xlsx", SHEET, seed=seed + 1, dirty=0.2, as_of=today, jurisdiction=place, mix="all"
    )
    sign.write_text(str(county), "utf-8")
    return county


@write
def set_up(place: str, *, actor: Actor, purpose: str) -> None:
    """Regions and an institution of the invented county."""
    regions = regions_of(place)
    Region.objects.bulk_create(
        [Region(code=code, name=name, parent=above) for code, (name, above) in regions.items()]
    )
    county = code_of(AREAS[place][0])
    Organisation.objects.create(kind=INSTITUTION, name="样例儿童福利院", scope=county)
    Organisation.objects.create(kind="部门", name="公安", scope=county)
    record(actor, purpose, "demo.regions", "", regions=len(regions))


def reach(county: int, today: dt.date) -> None:
    """Let most of what is owed reach the invented children: three of four receive it, one has applied or waits."""
    since = (today.replace(day=1) - dt.timedelta(days=1)).replace(day=1)
    if not binding(county, since):
        return  # a draft: nothing of it can be received
    handler = actor_for(0, "例·经办", "handler", county)
    with transaction.atomic(), scoped(handler):
        standing = Standing.objects.for_user(handler, "认定").select_related("child").order_by("pk")
        owed = [
            (s.child, rule) for s in standing for rule, (status, *_) in s.benefits.items() if status == "yes"
        ]
    for number, (child, rule) in enumerate(owed):
        if number % 8 != 0 and may_see(rule, handler.compartments()):
            state = "applied" if number % 8 == 1 else "receiving"
            mark(child, rule, state, since=since, actor=handler, purpose="认定")


def last_run() -> Run | None:
    """The last determination of all children."""
    return Run.objects.filter(whole=True).order_by("-pk").first()


OPENING = Text("建档", "opening files")
DETERMINING = Text("判定", "determining")
REAL = Text("这里已有真实数据，不能再放样例", "there is real data here; the demo is not put beside it")
ELSEWHERE = Text("用 TONGHU_HOME 指定另一个目录", "name another folder with TONGHU_HOME")
