"""Workbooks for tests of imports, and the way through an import without pages."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

import xlsxwriter
from tests.seats import COUNTY, actor, looking, user

from tonghu.access.actors import Actor, actor_for
from tonghu.base.ids import check_character
from tonghu.register import jobs, work
from tonghu.register.imports import actions
from tonghu.register.models import Import, ImportRow, Job

TOWN, VILLAGE = "示例一镇", "云朵村"


def number_of(serial: int, birth: str = "20150301") -> str:
    """An ID number that nobody can hold."""
    first = f"999999{birth}{serial * 2:03d}"
    return first + check_character(first)


def row(serial: int = 1, **more: Any) -> dict[str, Any]:
    """A row of the ledger about an invented girl."""
    return {
        "姓名": f"例·云朵{serial:04d}", "性别": "女", "身份证号": number_of(serial), "出生日期": "2015-03-01",
        "乡镇": TOWN, "村": VILLAGE, "家庭类型": "低保", **more,
    }  # fmt: skip


def book(rows: Sequence[Mapping[str, Any]], sheet: str = "儿童台账", **properties: str) -> bytes:
    """A workbook with a header and rows; `properties` make it another file with the same rows."""
    headers = list(dict.fromkeys(header for one in rows for header in one))
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True}) as made:
        made.set_properties(properties)
        page = made.add_worksheet(sheet)
        page.write_row(0, 0, headers)
        for at, one in enumerate(rows, 1):
            for place, header in enumerate(headers):
                if one.get(header) is not None:
                    page.write(at, place, one[header])
    return held.getvalue()


def handler(region: int = COUNTY) -> Actor:
    """A county handler with an account."""
    made = user("handler", region)
    return actor_for(made.pk, made.name, "handler", region)


def read(content: bytes, who: Actor, name: str = "台账.xlsx") -> Import:
    """Upload and read; the import as it stands then."""
    with looking(who):
        made, _ = actions.upload(name, content, actor=who, purpose="受理")
    run()
    return again(made, who)


def take(upload: Import, who: Actor, mode: str = "valid") -> Import:
    """Confirm and take over; the import as it stands then."""
    actions.confirm(upload, mode, actor=who, purpose="受理")
    run()
    return again(upload, who)


def run() -> None:
    """Do what waits."""
    work.work(once=True)


def again(upload: Import, who: Actor) -> Import:
    """The import as it is now."""
    with looking(who):
        found: Import = Import.objects.for_user(who, "受理").get(ref=upload.ref)
        return found


def plans(upload: Import, who: Actor) -> dict[int, str]:
    """Row number -> what is to become of it."""
    with looking(who):
        rows = ImportRow.objects.for_user(who, "受理").filter(upload=upload)
        return dict(rows.order_by("number").values_list("number", "plan"))


def messages() -> list[str]:
    """What the jobs said, in English."""
    return [jobs.told(message).en for message in Job.objects.order_by("pk").values_list("message", flat=True)]


__all__ = [
    "actor",
    "again",
    "book",
    "handler",
    "messages",
    "number_of",
    "plans",
    "read",
    "row",
    "run",
    "take",
]
