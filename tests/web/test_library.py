"""The policy library: every page in both languages, words where they stand, children counted as exactly as one may know."""

from __future__ import annotations

import datetime as dt
import html
import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory
from tests.seats import COUNTY, NEXT_VILLAGE, VILLAGE, actor, child, looking, signed_in
from tests.web.tongues import chinese_left, english_left

from tonghu.access.models import Organisation, Region
from tonghu.access.regions import code_of
from tonghu.base.money import format_yuan
from tonghu.law.engine.catalogue import bare, by_system, documents, everywhere, provisions
from tonghu.law.language.facts import vocabulary
from tonghu.law.language.switches import switches
from tonghu.law.places.load import places, squeeze
from tonghu.register.deliveries import mark
from tonghu.register.facts.recording import Said
from tonghu.register.models import Child, Standing
from tonghu.register.standing.determine import determine_all
from tonghu.web.library import clauses, counting, rulepages, values, views
from tonghu.web.library.finding import find
from tonghu.web.library.here import in_order, place_of
from tonghu.web.library.texts import paragraphs
from tonghu.web.library.words import work

pytestmark = pytest.mark.django_db
ORPHAN = [
    Said("father", "parent_life_status", "死亡"), Said("mother", "parent_life_status", "死亡"),
    Said("child", "hukou_division", "120101"),
]  # fmt: skip
DAY = dt.date(2026, 6, 15)
RULES = [bare(rule.name) for group in by_system().values() for rule in group]


# --------------------------------------------------------------------------------- every page, both languages


class Words(HTMLParser):
    """The words of a page, without those that are marked as Chinese, code, or for the machine."""

    VOID = ("input", "link", "meta", "img", "br", "use", "hr")

    def __init__(self, lang: str) -> None:
        super().__init__()
        self.lang, self.lines, self.open = lang, list[str](), list[bool]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self.VOID:
            return
        said = dict(attrs).get("lang") or ""
        quiet = tag in ("code", "script", "style", "title", "head") or (
            tag != "html" and said.startswith("zh") and self.lang == "en"
        )
        self.open.append(quiet or (tag != "html" and said == "en" and self.lang == "zh"))

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID and self.open:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if data.strip() and not any(self.open):
            self.lines.append(data.strip())


def words_of(page: str, lang: str) -> str:
    parser = Words(lang)
    parser.feed(page[page.index("<main") : page.index("</main>")])
    return "\n".join(parser.lines)


View = Callable[..., HttpResponse]


@pytest.fixture
def pure() -> Callable[..., str]:
    """A page as a seat without children sees it: nothing is asked of the database, so all of them are made quickly."""

    def made(view: View, lang: str, **kwargs: str) -> str:
        request: Any = RequestFactory().get("/")
        request.actor, request.purpose, request.lang = actor("liaison"), "转介", lang
        request.resolver_match = None
        page: HttpResponse = view.__wrapped__(request, **kwargs)  # type: ignore[attr-defined]
        return str(page.content, "utf-8")

    return made


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("place", everywhere(), ids=lambda place: place.folder)
def test_every_provision_has_a_page_in_both_languages(
    place: Any, lang: str, pure: Callable[..., str], django_assert_num_queries: Any
) -> None:
    left = chinese_left if lang == "en" else english_left
    strange = []
    with django_assert_num_queries(0):
        for provision in place.provisions:
            page = pure(clauses.shown, lang, clause=provision.id)
            assert provision.id in page
            strange += [f"{provision.id}: {line}" for line in left(words_of(page, lang))]
    assert strange == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_rule_has_a_page_in_both_languages(lang: str, pure: Callable[..., str]) -> None:
    left = chinese_left if lang == "en" else english_left
    strange = []
    for name in RULES:
        page = pure(rulepages.shown, lang, rule=name)
        strange += [f"{name}: {line}" for line in left(words_of(page, lang))]
    assert strange == []
    assert len(RULES) > 300


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_documents_values_ambiguities_and_comparisons_have_pages(lang: str, pure: Callable[..., str]) -> None:
    left = chinese_left if lang == "en" else english_left
    pages = {"library": pure(views.index, lang), "values": pure(values.values, lang)}
    pages |= {d: pure(views.shown, lang, document=d) for d in documents()}
    pages |= {k: pure(rulepages.ambiguity, lang, key=k) for k in switches()}
    pages |= {n: pure(values.value, lang, name=n) for n, e in vocabulary().items() if e.about == "value"}
    strange = [f"{key}: {line}" for key, page in pages.items() for line in left(words_of(page, lang))]
    assert strange == []


def test_everything_that_serves_a_provision_has_its_words() -> None:
    served = {entry for place in everywhere() for p in place.provisions for entry in p.serves}
    assert {entry for entry in served if entry.partition(":")[0] not in ("rule", "value")} == set(work())
    assert not any(re.search(r"[\u3400-\u9fff]", text.en) for text in work().values())


# ------------------------------------------------------------------------------------------------ documents


@pytest.mark.parametrize("place", places(), ids=lambda place: place.folder)
def test_the_text_is_the_document_and_every_quote_is_a_link_in_it(place: Any) -> None:
    document = place.documents[0]
    lines = paragraphs(document.id)
    runs = [run for line in lines for run in line.runs]
    linked: dict[str, str] = {}
    for run in runs:
        linked[run.clause] = linked.get(run.clause, "") + run.text
    inner = {
        "hz-o2-1": [p.quote for p in place.provisions if p.id.startswith("hz-o2-c")]
    }  # words within words
    for provision in place.provisions:
        told = squeeze(linked[provision.id])
        wanted = squeeze(provision.quote)
        for words in inner.get(provision.id, ()):
            wanted = wanted.replace(squeeze(words), "", 1)
        assert told == wanted, provision.id
    assert [run.clause for run in runs if run.first] == [p.id for p in place.provisions]
    text = "".join(run.text for run in runs)
    assert len(squeeze(text)) > 2_500
    assert sum(line.head == 1 for line in lines) >= 5
    assert sum(line.head == 2 for line in lines) >= 10


def test_a_document_shows_its_words_and_marks_the_ones_asked_for() -> None:
    page = signed_in("village").get("/library/gb18", {"at": "gb18-art01-3"}).content.decode()
    assert 'id="gb18-art01-3"' in page
    assert re.search(r'<a href="/library/clause/gb18-art01-3"[^>]* class="marked">', page)
    assert "本文有删减" in page
    assert '<h2 id="' in page


def test_a_draft_is_clearly_marked_wherever_it_stands() -> None:
    client = signed_in("handler")
    for address in ("/library", "/library/hz", "/library/clause/hz-art01-2"):
        assert "征求意见稿，不具约束力" in client.get(address).content.decode(), address
    english = signed_in("handler", lang="en").get("/library/hz").content.decode()
    assert "draft for comment, not binding" in english


def test_ones_own_place_comes_first_then_the_nation() -> None:
    page = signed_in("handler").get("/library").content.decode()
    titles = re.findall(r'<a href="/library/(tj|gb18|hz|sc53|nm20)"', page)
    assert titles[:2] == ["tj", "gb18"]
    assert place_of(actor("handler", 110101000000)).code == "100000"


def test_search_finds_words_ids_and_rules_and_keeps_to_what_holds_all_words() -> None:
    own = in_order(places()[1])
    assert find("gb18-art01-1", own).entries[0].key == "gb18-art01-1"
    assert find("A07", own).entries[0].key == "A07"
    assert find("orphan_allowance", own).entries[0].key == "orphan_allowance"
    assert find("孤儿 保险", own).total < find("孤儿", own).total
    assert find("没有这个词的", own).total == 0
    client = signed_in("village")
    assert "没有找到" in client.get("/library", {"q": "没有这个词的"}).content.decode()
    page = client.get("/library", {"q": "<script>"}).content.decode()
    assert "<script>”" not in page


# ------------------------------------------------------------------------------------------------- clause, rule


def test_a_clause_page_shows_words_strength_rule_values_and_other_places() -> None:
    page = html.unescape(signed_in("handler").get("/library/clause/gb18-art01-1").content.decode())
    assert provisions()["gb18-art01-1"][1].quote in page
    assert "要达到的目标" in page
    assert "/library/rule/orphan_allowance" in page
    assert "社会散居孤儿基本生活标准" in page
    assert "由县里填写（单位：元/月）" in page
    assert "tj-art01-1" in page
    assert "hz-art01-2" in page


def test_a_rule_page_is_a_decision_table_with_clauses_amount_and_neighbours() -> None:
    page = html.unescape(signed_in("handler").get("/library/rule/orphan_allowance").content.decode())
    rows = re.findall(
        r"<code>(\w+)</code>",
        page[page.index('class="decision"') : page.index("</table>", page.index('class="decision"'))],
    )
    assert rows == ["standard", "scattered", "institution", "after_18", "transition"]
    assert "孤儿适用标准" in page
    assert "同类只发最高的一项" in page
    assert "依法被收养" in page
    assert "src/tonghu/law/systems/basic_living/allowances.py" in page
    assert "/library/rule/price_supplement" in page
    assert "机构养育儿童</a>：否（不知道时也算）" in page


def test_what_is_not_there_is_not_found() -> None:
    client = signed_in("village")
    for address in (
        "nothing",
        "clause/gb18-nothing",
        "rule/nothing",
        "rule/father.alive",
        "value/birth_date",
        "ambiguity/A99",
    ):
        assert client.get(f"/library/{address}").status_code == 404, address
    assert client.get("/library/compare", {"rule": "nothing"}).status_code == 404


# --------------------------------------------------------------------------------------------------- children


def orphans(count: int, scope: int = VILLAGE, receiving: int = 0) -> list[Child]:
    found = [child(f"例·云朵{n:04d}", scope, ORPHAN) for n in range(count)]
    for one in found[:receiving]:
        mark(one, "orphan_allowance", "receiving", since=DAY, actor=actor("handler"), purpose="受理")
    return found


def numbers(seat: str, region: int | None = None, **more: Any) -> counting.Counted:
    who = actor(seat, region, **more)
    with looking(who):
        (row,) = counting.count(who, who.seat.purposes[0], ["orphan_allowance"])
    return row


def test_counts_are_those_of_the_children_within_the_span() -> None:
    orphans(3, receiving=1)
    orphans(2, NEXT_VILLAGE)
    child("例·星星0001", VILLAGE)
    determine_all(DAY)
    county, village = numbers("handler"), numbers("village")
    assert (
        county.covered.exact,
        county.receiving and county.receiving.exact,
        county.missing and county.missing.exact,
    ) == (5, 1, 4)
    assert (village.covered.exact, village.missing and village.missing.exact) == (3, 2)
    assert county.open["unknown"].exact == 1
    assert county.fen == 0, "the standard is not set in this place"


def test_who_receives_without_being_owed_is_told_apart() -> None:
    (one,) = orphans(1, receiving=1)
    other = child("例·星星0002", VILLAGE)
    mark(other, "orphan_allowance", "receiving", since=DAY, actor=actor("handler"), purpose="受理")
    determine_all(DAY)
    row = numbers("handler")
    assert (
        row.receiving and row.receiving.exact,
        row.missing and row.missing.exact,
        row.more and row.more.exact,
    ) == (1, 0, 1)
    assert one.ref != other.ref


@pytest.mark.unrecorded
def test_an_institution_counts_its_own_children() -> None:
    home = Organisation.objects.create(name="例·儿童福利院", kind="institution", scope=COUNTY)
    mine, _ = orphans(2)
    with looking() as who:
        Child.objects.for_user(who, "认定").filter(pk=mine.pk).update(institution=home)
    determine_all(DAY)
    assert numbers("institution", organisation=home.pk).covered.exact == 1
    assert numbers("institution", organisation=home.pk + 1).covered.exact == 0


@pytest.mark.parametrize(
    ("covered", "within", "receiving", "missing"),
    [
        (25, 12, "12", "13"),
        (25, 20, "—", "<10"),
        (25, 3, "<10", "—"),
        (9, 4, "<10", "<10"),
        (25, 25, "—", "<10"),
        (0, 0, "<10", "<10"),
    ],
)
def test_an_analyst_is_not_told_small_numbers_nor_what_gives_them_away(
    covered: int, within: int, receiving: str, missing: str
) -> None:
    got = counting._parts(covered, within, exact=False)
    assert [n.shown for n in got] == [receiving, missing]
    assert [n.exact for n in got] == [None, None]


def test_an_analyst_sees_rounded_numbers_and_no_list() -> None:
    orphans(2)
    determine_all(DAY)
    page = html.unescape(signed_in("analyst", COUNTY).get("/library/rule/orphan_allowance").content.decode())
    assert "<10" in page
    assert 'name="rule" value="orphan_allowance"' not in page
    assert "应发金额" in page
    row = numbers("analyst", COUNTY)
    assert (row.covered.shown, row.fen) == ("<10", None)


@pytest.mark.parametrize("seat", ["liaison", "system_admin", "security_admin", "audit_admin"])
def test_a_seat_that_sees_no_children_sees_no_numbers(seat: str) -> None:
    orphans(1)
    determine_all(DAY)
    page = signed_in(seat).get("/library/clause/gb18-art01-1").content.decode()
    assert "您的岗位不看人数" in page
    assert 'class="counted"' not in page


def test_what_a_compartment_hides_is_neither_counted_nor_listed() -> None:
    child(facts=[Said("child", "victimised", value=True)])
    determine_all(DAY)
    secret = ("infected_allowance", "victim_legal_aid", "adopted_allowance", "community_rehab")
    for seat in ("village", "handler", "supervisor"):
        who = actor(seat)
        with looking(who):
            assert counting.count(who, who.seat.purposes[0], secret) == [], seat
        page = signed_in(seat).get("/library/rule/victim_legal_aid").content.decode()
        assert "受限内容" in page
        assert 'class="counted"' not in page


def test_the_number_opens_the_list_behind_it() -> None:
    first, second = orphans(2, receiving=1)
    determine_all(DAY)
    client = signed_in("handler")
    page = client.get("/library/rule/orphan_allowance").content.decode()
    forms = re.findall(r'<form method="post" action="/children" class="inline">(.*?)</form>', page, re.DOTALL)
    asked = [dict(re.findall(r'name="(rule|status|delivery)" value="(\w+)"', form)) for form in forms]
    assert {"rule": "orphan_allowance", "status": "yes"} in asked
    missing = next(one for one in asked if one.get("delivery") == "missing")
    listed = client.post("/children", missing, follow=True).content.decode()
    assert second.ref in listed
    assert first.ref not in listed
    receiving = next(one for one in asked if one.get("delivery") == "receiving")
    listed = client.post("/children", receiving, follow=True).content.decode()
    assert first.ref in listed
    assert second.ref not in listed


def addresses() -> Iterator[str]:
    yield from (
        "/library",
        "/library?q=孤儿",
        "/library/gb18",
        "/library/bg-2010-54",
        "/library/values",
        "/library/compare",
    )
    yield from (
        "/library/clause/gb18-art01-1",
        "/library/rule/orphan_allowance",
        "/library/value/param_taper_months",
    )
    yield from ("/library/compare?rule=orphan_allowance", "/library/ambiguity/A07")


@pytest.mark.parametrize("seat", ["village", "handler", "institution", "analyst"])
def test_pages_ask_little_of_the_database(seat: str, django_assert_max_num_queries: Any) -> None:
    orphans(1)
    determine_all(DAY)
    client: Client = signed_in(seat)
    client.get("/library")  # the first page of a session also notes that it was used
    for address in addresses():
        with django_assert_max_num_queries(12):
            assert client.get(address).status_code == 200, address


@pytest.mark.unrecorded
def test_money_is_added_up_where_amounts_are_known() -> None:
    hangzhou = code_of("330102001001")
    for n in range(2):
        child(f"例·云朵{n:04d}", hangzhou, [*ORPHAN[:2], Said("child", "hukou_division", "330102")])
    determine_all(dt.date(2025, 12, 1))  # while the figures of that year stand
    row = numbers("handler", code_of("330102"))
    with looking() as who:
        benefits = [s.benefits["orphan_allowance"] for s in Standing.objects.for_user(who, "认定")]
    assert row.covered.exact == 2
    assert row.fen == sum(fen for _, fen, *_ in benefits) == 2 * 252_500
    Region.objects.get_or_create(code=code_of("330102"), defaults={"name": "例县"})
    page = signed_in("handler", code_of("330102")).get("/library/rule/orphan_allowance").content.decode()
    assert format_yuan(row.fen, "zh") in page


@pytest.mark.unrecorded
def test_a_closed_file_is_no_longer_counted() -> None:
    first, _ = orphans(2, receiving=1)
    with looking() as who:
        Child.objects.for_user(who, "认定").filter(pk=first.pk).update(closed_on=DAY)
    determine_all(DAY)
    row = numbers("handler")
    assert (row.covered.exact, row.receiving and row.receiving.exact) == (1, 0)
