"""The look: words in both languages, contrast, icons, and nothing that old browsers cannot read."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from django.template import Context, Template
from django.test import Client
from tests.office import session_of
from tests.seats import user

from tonghu.base.texts import Text
from tonghu.web.design.family import WORDS, Relative, draw
from tonghu.web.design.states import ICONS, STATES, TONES

DESIGN = Path(__file__).parents[2] / "src/tonghu/web/design"
STATIC = DESIGN / "static/tonghu"
CSS = (STATIC / "tonghu.css").read_text("utf-8")
TEMPLATES = sorted((DESIGN / "templates").rglob("*.html"))
CHINESE = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
SPOKEN = re.compile(r'{%\s*t\s+"((?:[^"\\]|\\.)*)"\s+"((?:[^"\\]|\\.)*)"')
MOST_CSS, MOST_PAGE = 30_720, 100 * 1024


def bare(text: str) -> str:
    """A template without its comments, tags and variables, and without blocks that hold no words."""
    text = re.sub(
        r"{%\s*block (?:width|keep|styles)\s*%}.*?{%\s*endblock", "{% endblock", text, flags=re.DOTALL
    )
    text = re.sub(r"{%\s*comment\b.*?{%\s*endcomment\s*%}", "", text, flags=re.DOTALL)
    return re.sub(r"{#.*?#}|{%.*?%}|{{.*?}}", " ", text, flags=re.DOTALL)


def words_of(html: str) -> str:
    """What a reader sees of bare HTML, the labels that are read aloud included."""
    labels = re.findall(r'(?:aria-label|title|alt|placeholder)="([^"]*)"', html)
    return " ".join([re.sub(r"<[^>]*>", " ", html), *labels])


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: p.name)
def test_every_sentence_stands_in_both_languages(path: Path) -> None:
    text = path.read_text("utf-8")
    seen = words_of(re.sub(r"<!doctype html>|<!--.*?-->", "", bare(text), flags=re.DOTALL))
    assert not CHINESE.findall(seen), "Chinese outside {% t %}"
    loose = re.findall(r"[A-Za-z]{2,}(?:\s+[A-Za-z]+)*", re.sub(r"&\w+;", " ", seen))
    assert not loose, f"English outside {{% t %}}: {loose}"
    for zh, en in SPOKEN.findall(text):
        assert zh.strip(), (zh, en)
        assert en.strip(), (zh, en)
        assert not CHINESE.search(en) or zh == "English", f"Chinese as English: {en}"
        assert zh.count("{}") == en.count("{}"), (zh, en)


def test_the_search_for_words_finds_them() -> None:
    assert CHINESE.findall(words_of(bare('<p>{% t "甲" "a" %} 乙</p>'))) == ["乙"]
    assert "close" in words_of(bare('<button aria-label="close">{% icon "close" %}</button>'))
    assert not CHINESE.findall(words_of(bare("{% comment %}丙{% endcomment %}{# 丁 #}")))


def luminance(colour: str) -> float:
    colour = colour.lstrip("#")
    full = colour if len(colour) == 6 else "".join(c * 2 for c in colour)
    parts = [int(full[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


TOKENS = dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{3,6})\b", CSS))
ON_PAGE = [(ink, ground) for ink in ("ink", "quiet", "accent", "accent-strong", "due", "late", "done", "unknown")
           for ground in ("paper", "ground")]  # fmt: skip
ON_PALE = [(tone, f"{tone}-pale") for tone in ("due", "late", "done", "unknown")] + [
    ("accent-strong", "accent-pale"), ("accent", "accent-pale"), ("ink", "accent-pale"), ("ink", "due-pale"),
    ("ink", "late-pale"), ("ink", "done-pale"), ("ink", "unknown-pale"), ("quiet", "unknown-pale"),
    ("paper", "accent"), ("paper", "accent-strong"), ("paper", "ink"), ("quiet", "accent-pale"),
]  # fmt: skip


@pytest.mark.parametrize(("ink", "ground"), ON_PAGE + ON_PALE)
def test_words_stand_out(ink: str, ground: str) -> None:
    assert contrast(TOKENS[ink], TOKENS[ground]) >= 4.5


@pytest.mark.parametrize("ground", ["paper", "ground"])
def test_edges_of_controls_and_the_focus_stand_out(ground: str) -> None:
    assert contrast(TOKENS["edge"], TOKENS[ground]) >= 3
    assert contrast(TOKENS["accent"], TOKENS[ground]) >= 3


def test_contrast_is_computed_as_wcag_does() -> None:
    assert contrast("#000000", "#fff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_every_icon_is_in_the_sprite() -> None:
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', (STATIC / "icons.svg").read_text("utf-8")))
    used = {state.icon for state in STATES.values()} | set(ICONS.values())
    for path in TEMPLATES:
        text = path.read_text("utf-8")
        used |= set(re.findall(r'{%\s*icon\s+"([\w-]+)"', text))
        used |= set(re.findall(r'symbol="([\w-]+)"', text)) | set(
            re.findall(r'symbol\|default:"([\w-]+)"', text)
        )
    assert used <= drawn, used - drawn


def test_every_state_has_a_tone_an_icon_and_words() -> None:
    for key, state in STATES.items():
        assert state.tone in TONES, key
        assert state.text.zh, key
        assert state.text.en, key
        assert not CHINESE.search(state.text.en), key
        assert state.tone in {"unknown", "plain"} or f".chip.{state.tone}" in CSS, key


@pytest.mark.parametrize("path", sorted(STATIC.glob("*.css")), ids=lambda p: p.name)
def test_old_browsers_can_read_the_styles(path: Path) -> None:
    text = re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)
    for word in (
        ":has(",
        "oklch",
        "color-mix",
        "@layer",
        "@container",
        ":is(",
        ":where(",
        "@import",
        "url(http",
        "//",
    ):
        assert word not in text, word
    assert not re.search(r"[{;]\s*(?:row-|column-)?gap:", text), "gap is not known to old flex rows"
    assert not re.search(r"\binset\s*:|&", text)
    for body in re.findall(r"{([^{}]*)}", re.sub(r"@media[^{]*{|@page[^{]*{|@supports[^{]*{", "", text)):
        for line in filter(str.strip, body.split(";")):
            assert re.match(r"\s*[\w-]+\s*:", line), f"nested rule? {line.strip()[:60]}"


def test_the_styles_are_small() -> None:
    assert len(CSS.encode()) <= MOST_CSS


def test_large_text_goes_from_18_to_30_pixels_with_targets_of_60() -> None:
    assert "html.large { font-size: 18px; --target: 60px; }" in CSS
    assert "html.large-3 { font-size: 30px; }" in CSS
    assert re.findall(r"font-size:\s*[\d.]+px", CSS.replace("html", "")) == [
        "font-size: 16px", "font-size: 18px", "font-size: 24px", "font-size: 30px", "font-size: 13px",
    ]  # the last is the drawing of the family, which large text replaces by words  # fmt: skip


def test_the_script_uses_nothing_newer_than_es2017() -> None:
    text = (STATIC / "tonghu.js").read_text("utf-8")
    for newer in ("?.", "??", "...", "catch {", "async *", "=> import(", "innerHTML", "eval("):
        assert newer not in text, newer


def test_no_template_holds_styles_scripts_or_handlers() -> None:
    for path in TEMPLATES:
        text = bare(path.read_text("utf-8"))
        assert not re.search(r"\sstyle=|\son\w+=|<style|javascript:", text), path.name
        assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", path.read_text("utf-8"))), path.name


FAMILY = (
    Relative("father", "例·远山", Text("去世", "dead"), gone=True),
    Relative("grandmother", "例·秋禾", custody=True, lives_with=True),
    Relative("brother", "例·石头"),
)


def test_the_family_is_told_in_words_too() -> None:
    drawing = draw("例·云朵", FAMILY, "en")
    assert drawing.words == (
        "father 例·远山: dead", "father's mother 例·秋禾: has custody, same home", "brother 例·石头",
    )  # fmt: skip
    assert drawing.label == "family of 例·云朵: 3 people"


def test_custody_is_drawn_last_and_strongest() -> None:
    drawing = draw("例·云朵", FAMILY, "zh")
    assert [tie.look for tie in drawing.ties][-1] == "custody"
    widths = dict(re.findall(r"\.family (\.tie(?:\.custody)?) {[^}]*stroke-width: ([\d.]+)", CSS))
    assert float(widths[".tie.custody"]) > 2 * float(widths[".tie"])


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("count", [0, 1, 3, 9, 18])
def test_no_two_people_of_a_drawing_cover_each_other(count: int, narrow: bool) -> None:
    kinds = [*WORDS, "brother", "sister", "uncle", "aunt"]
    drawing = draw("例·云朵", [Relative(kind, "例") for kind in kinds[:count]], "zh", narrow=narrow)
    assert len(drawing.shapes) == count + 1
    for place, one in enumerate(drawing.shapes):
        assert 0 <= one.x <= drawing.width - one.width
        assert 0 <= one.y <= drawing.height - one.height
        for other in drawing.shapes[place + 1 :]:
            left, right = sorted((one, other), key=lambda shape: shape.x)
            apart = right.x >= left.x + left.width or abs(one.y - other.y) >= one.height
            assert apart, (one, other)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_clause_opens_its_words_and_is_printed_as_a_footnote(lang: str) -> None:
    class Asked:
        """Stands for the request with which clauses are gathered."""

    made = Template(
        '{% clause "gb18-art01-3" %}{% clause "hz-art01-3" %}{% clause "gb18-art01-3" %}{% footnotes %}'
    )
    html = made.render(Context({"lang": lang, "request": Asked()}))
    notes = html.partition('<ol class="footnotes')[2]
    assert "参照单人户纳入最低生活保障范围" in html.partition("<ol")[0]
    assert notes.count("<li>") == 2
    assert "参照单人户纳入最低生活保障范围" in notes
    assert html.count("[1]") == 2
    assert ("征求意见稿" if lang == "zh" else "draft, not binding") in html


def test_provisions_of_one_article_share_a_tag() -> None:
    made = Template("{% clauses idents %}")
    html = made.render(Context({"lang": "zh", "idents": ["gb18-art01-1", "gb18-art01-3", "gb18-art02-1"]}))
    assert html.count("<details") == 2
    assert html.count("<blockquote") == 3


@pytest.mark.django_db
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_living_page_shows_every_part_and_is_light(client: Client, lang: str) -> None:
    client.cookies["language"] = lang
    html = opened(client).get("/ui").content.decode()
    for path in (DESIGN / "templates/parts").glob("*.html"):
        marks = re.findall(r'class="([a-z]+)', bare(path.read_text("utf-8")))
        assert all(f'class="{mark}' in html for mark in marks), path.name
    weight = sum(len(gzip.compress(part)) for part in (html.encode(), CSS.encode(), *loaded(html)))
    assert weight <= MOST_PAGE
    shown = re.sub(r'<blockquote lang="zh-Hans">.*?</blockquote>|<ol class="footnotes.*?</ol>', "", html)
    assert lang == "zh" or "现在不能" not in shown


def loaded(html: str) -> list[bytes]:
    """The scripts and pictures of a page."""
    from django.contrib.staticfiles import finders  # noqa: PLC0415 - after set-up

    names = set(re.findall(r'(?:src|href)="/static/([^"#]+)', html)) - {"tonghu/tonghu.css"}
    return [Path(str(finders.find(name))).read_bytes() for name in names]


@pytest.mark.django_db
def test_the_living_page_is_for_people_with_a_seat(client: Client) -> None:
    assert client.get("/ui").status_code == 302
    assert opened(client).get("/ui").status_code == 200


def opened(client: Client) -> Client:
    """Logged in as a handler of the county."""
    client.cookies["session"] = session_of(user("handler"))
    return client


@pytest.mark.django_db
def test_large_text_is_remembered_without_a_script(client: Client) -> None:
    answer = client.post("/large", {"large": "2", "next": "/login"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/login")
    assert 'class="large large-2"' in opened(client).get("/ui").content.decode()
    client.post("/large", {"large": "0"})
    assert 'class="large' not in client.get("/ui").content.decode()[:300]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "went"), [("https://elsewhere.example/", "/"), ("//elsewhere.example", "/")]
)
def test_large_text_leads_to_no_other_site(client: Client, asked: str, went: str) -> None:
    assert client.post("/large", {"large": "1", "next": asked}).headers["Location"] == went


@pytest.mark.django_db
def test_asking_how_long_is_left_does_not_keep_the_session_but_staying_does(client: Client) -> None:
    import time  # noqa: PLC0415 - only here

    long_ago = time.time() - 28 * 60
    client.cookies["session"] = session_of(user("handler"), long_ago)
    first = client.get("/session/left").json()["left"]
    assert 60 < first <= 120
    assert client.get("/session/left").json()["left"] <= first
    assert client.post("/session/stay", headers={"X-Requested-With": "fetch"}).status_code == 204
    assert client.get("/session/left").json()["left"] > 29 * 60


@pytest.mark.django_db
def test_nobody_logged_in_has_no_time_left(client: Client) -> None:
    assert client.get("/session/left").json() == {"left": 0}
