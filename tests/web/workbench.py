"""What tests of the workbench share: children in villages, tables of a page, workbooks that were sent."""

from __future__ import annotations

import datetime as dt
import html
import io
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook
from tests.seats import VILLAGE, regions

from tonghu.access.actors import system
from tonghu.register.facts.recording import Said
from tonghu.register.models import Child
from tonghu.register.people import NewChild, Who, open_files
from tonghu.register.standing.determine import determine_all

ORPHAN = (
    Said("father", "parent_life_status", "死亡"), Said("mother", "parent_life_status", "死亡"),
    Said("child", "hukou_division", "120101"), Said("child", "living_arrangement", "社会散居"),
)  # fmt: skip
HAN = re.compile(r"[\u3400-\u9fff]+")
BUDGET = 12
GUARD = 8  # on PostgreSQL: what tells the database who asks, and the savepoints around it


def put(
    name: str, scope: int = VILLAGE, facts: Sequence[Said] = (), *, id_number: str = "", birth: dt.date = dt.date(2015, 3, 1),
    village: str = "云朵村", sex: str = "女",
) -> NewChild:  # fmt: skip
    """A child's file to be opened."""
    said = [Said("child", "birth_date", birth.isoformat()), *facts]
    return NewChild(Who(name, sex, birth, id_number), scope, "示例一镇", village, {}, said)


def opened(*new: NewChild, determine: bool = True) -> list[Child]:
    """Their files, and what the law says of each."""
    regions()
    made = open_files(list(new), actor=system("import"), purpose="受理", source="import")
    if determine:
        determine_all()
    return made


def table(page: bytes, caption: str = "") -> list[list[str]]:
    """The cells of the rows of the (first, or captioned) table of a page, as read."""
    found = re.findall(r"<table.*?</table>", page.decode(), re.DOTALL)
    body = next(t for t in found if caption in t)
    rows = re.findall(r"<tr>(.*?)</tr>", body, re.DOTALL)
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in rows]
    return [[said(cell) for cell in row] for row in cells]


def said(markup: str) -> str:
    """The words of a piece of a page."""
    bare = re.sub(r"<svg.*?</svg>", "", markup, flags=re.DOTALL)
    parts = re.findall(r'<span class="chip[^>]*>(.*?)</span>', bare, re.DOTALL)
    text = "；".join(parts) if len(parts) > 1 else re.sub(r"<[^>]+>", "", bare)
    return html.unescape(" ".join(text.split()))


def sent(response: Any) -> bytes:
    """The bytes of a file that was sent."""
    return b"".join(response.streaming_content)


def workbook(content: bytes) -> list[list[Any]]:
    """The rows of the first sheet."""
    return (
        CalamineWorkbook.from_filelike(io.BytesIO(content))
        .get_sheet_by_index(0)
        .to_python(skip_empty_area=False)
    )


@contextmanager
def frugal() -> Iterator[None]:
    """No more queries than a page may ask."""
    with CaptureQueriesContext(connection) as asked:
        yield
    most = BUDGET + (GUARD if connection.vendor == "postgresql" else 0)
    assert len(asked) <= most, "\n".join(query["sql"][:150] for query in asked)


def find(client: Client, text: str, **fields: str) -> Any:
    """The page after something was typed into the search box."""
    answer = client.post("/children", {"find": text, **fields})
    assert answer.status_code == 302
    return client.get(answer["Location"])


def names(page: Any) -> list[str]:
    """The names that a list shows, in order; none where there is no table."""
    if b"<table" not in page.content:
        return []
    return [row[0] for row in table(page.content)[1:-1]]
