"""`tonghu explain`: the reasons in words, and the page for the family."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

from tests.web.conftest import OPEN, ORPHAN, Tonghu

Write = Callable[..., Path]
VOID = {"meta", "br", "img", "link", "input", "hr"}


class Page(HTMLParser):
    """Reads a page and keeps what a test asks for; fails where elements are not nested."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.headings: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(tag)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def values(self, attribute: str) -> list[str]:
        return [str(found[attribute]) for _, found in self.tags if attribute in found]


def page(tonghu: Tonghu, write: Write, *options: str) -> tuple[str, Page]:
    path = write("", "out.html")
    done = tonghu("explain", write([ORPHAN, OPEN]), "--html", path, *options)
    assert (done.status, done.out) == (0, f"{path}\n")
    text = path.read_text("utf-8")
    return text, Page(text)


def test_reasons_lead_from_results_to_facts_and_provisions(tonghu: Tonghu, write: Write) -> None:
    out = tonghu("explain", write(ORPHAN)).out
    reasons = out[out.index("\n理由\n") : out.index("\n依据\n")]
    assert "  孤儿基本生活费：是\n" in reasons
    assert re.search(r"已认定孤儿：是", reasons)
    assert (
        "“自治区社会散居孤儿、事实无人抚养儿童基本生活保障标准按照上年度全区居民人均消费支出的65%确定”（nm20-s1a1-1）"
        in out
    )
    assert reasons.count("    困境儿童：是\n") <= 1, "what has been told is referred to"
    assert "    困境儿童：是（理由见上）" in reasons


def test_what_is_unknown_names_what_is_missing_and_whom_to_ask(tonghu: Tonghu, write: Write) -> None:
    out = tonghu("explain", write(OPEN)).out
    assert "事实无人抚养儿童：缺母亲情形期限。可向法院、公安、司法查询，或看家里的材料。" in out
    assert "母亲情形期限：还不能确定。可向法院、公安、司法查询，或看家里的材料。" in out


def test_only_and_all_choose_the_reasons(tonghu: Tonghu, write: Write) -> None:
    path = write(ORPHAN)

    def results(*options: str) -> list[str]:
        out = tonghu("explain", path, *options).out
        told = out[out.index("\n理由\n") + 4 : out.index("\n依据\n")]
        return re.findall(r"^  (\S.*?)：", told, re.MULTILINE)

    assert results("--only", "孤儿基本") == ["孤儿基本生活费"]
    assert results("--only", "orphan_allowance") == ["孤儿基本生活费"]
    assert len(results("--all")) > len(results()) > 5


def test_a_faulty_case_does_not_stop_the_others(tonghu: Tonghu, write: Write) -> None:
    done = tonghu("explain", write([{**ORPHAN, "child": {"x": 1}}, OPEN]))
    assert done.status == 2
    assert "child.x" in done.err
    assert done.out.startswith("open · ")
    path = write("", "out.html")
    assert tonghu("explain", write([{"id": "x"}]), "--html", path).status == 2
    assert path.read_text("utf-8") == "", "no page without an answer"


def test_the_page_is_well_formed_and_needs_nothing_from_elsewhere(tonghu: Tonghu, write: Write) -> None:
    text, read = page(tonghu, write)
    assert text.startswith("<!doctype html>")
    assert dict(read.tags)["html"] == {"lang": "zh-CN"}
    assert "<title>应享说明</title>" in text
    assert {"script", "link", "img", "iframe"}.isdisjoint(tag for tag, _ in read.tags)
    assert all(target.startswith("#") for target in read.values("href"))
    assert read.values("src") == []
    assert "url(" not in text
    assert "http" not in text
    assert "@page" in text


def test_the_page_has_its_headings_in_order_and_notes_that_can_be_reached(
    tonghu: Tonghu, write: Write
) -> None:
    text, read = page(tonghu, write)
    assert read.headings[0] == "h1"
    assert read.headings.count("h1") == 2
    assert set(read.headings) == {"h1", "h2"}
    ids = read.values("id")
    assert len(ids) == len(set(ids))
    assert {target[1:] for target in read.values("href")} <= set(ids)
    assert "<h1>例一，应享说明</h1>" in text
    assert "<h1>open</h1>" in text, "without a title the id stands"


def test_the_page_in_english_says_so(tonghu: Tonghu, write: Write) -> None:
    text, read = page(tonghu, write, "--lang", "en")
    assert dict(read.tags)["html"] == {"lang": "en"}
    assert "<title>What is owed</title>" in text


def test_what_a_case_says_of_itself_cannot_break_the_page(tonghu: Tonghu, write: Write) -> None:
    path = write("", "out.html")
    case = {**ORPHAN, "id": "<b>", "title": "<script>alert(1)</script> & more"}
    assert tonghu("explain", write(case), "--html", path).status == 0
    text = path.read_text("utf-8")
    Page(text)
    assert "&lt;script&gt;" in text
    assert "<script" not in text


def test_no_family_reads_a_misfortune_as_a_way_to_be_owed_more(tonghu: Tonghu, write: Write) -> None:
    out = tonghu("explain", write([OPEN, ORPHAN]), "--counterfactual").out
    told = "\n".join(re.findall(r"^      若.*$", out, re.MULTILINE))
    assert "救助身份为" in told
    for misfortune in ("死亡", "重病", "重残", "侵害", "服刑"):
        assert misfortune not in told
    assert "不符合的，怎样才符合" not in tonghu("explain", write(OPEN)).out
