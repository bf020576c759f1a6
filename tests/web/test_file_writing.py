"""Writing to a child's file by its pages: recording, correcting, settling, taking back, papers, relatives, new files."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from tests.seats import VILLAGE, actor, child, looking, signed_in

from tonghu.access.models import AuditEvent
from tonghu.register.facts.recording import Said, record_facts
from tonghu.register.facts.values import held
from tonghu.register.models import Attachment, Child, Delivery, Fact, Relationship
from tonghu.register.people import Who
from tonghu.web.file.tokens import token_of_fact, token_of_rule

pytestmark = pytest.mark.django_db
LIVING = token_of_fact("child", "living_arrangement")
INCOME = token_of_fact("child", "child_own_income")
BIRTH = token_of_fact("child", "birth_date")
SCHOOL = token_of_fact("child", "in_school")


def fields(answer: HttpResponse) -> dict[str, str]:
    """The hidden fields of a page, as a browser would send them."""
    pairs = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', answer.content.decode())
    return {name: value for name, value in pairs if name != "csrfmiddlewaretoken"}


def opened(client: Client, one: Child, *tokens: str) -> dict[str, str]:
    answer = client.get(f"/children/{one.ref}/record", {"f": list(tokens)})
    assert answer.status_code == 200
    return fields(answer)


def sent(client: Client, one: Child, form: dict[str, Any], *tokens: str, **more: Any) -> HttpResponse:
    data = {**form, "f": list(tokens), "source": "visit", "how": "change", **more}
    return client.post(f"/children/{one.ref}/record", data)


def live(one: Child, name: str) -> list[Any]:
    with looking() as who:
        rows = Fact.objects.for_user(who, "认定").filter(child=one, name=name, retired_at=None).order_by("pk")
        return [held(row.name, row.value) for row in rows]


def test_a_fact_is_recorded_and_the_answer_follows(django_capture_on_commit_callbacks: Any) -> None:
    one, client = child(facts=[Said("child", "hukou_division", "120101")]), signed_in("handler")
    form = opened(client, one, LIVING)
    with django_capture_on_commit_callbacks(execute=True):
        answer = sent(client, one, form, LIVING, **{f"{LIVING}-value": "社会散居"})
    assert (answer.status_code, answer["Location"]) == (302, f"/children/{one.ref}")
    assert live(one, "living_arrangement") == ["社会散居"]
    with looking() as who:
        assert Child.objects.for_user(who, "认定").select_related("standing").get(pk=one.pk).standing.marks
    assert "撤销" in client.get(f"/children/{one.ref}").content.decode()


@pytest.mark.parametrize(
    ("token", "typed", "told"),
    [(BIRTH, "2015-02-30", "2015-02-30"), (INCOME, "很多", "很多"), (INCOME, "1.234", "两位小数"), (BIRTH, "2015", "缺月和日")],
)  # fmt: skip
def test_what_cannot_be_read_is_told_at_its_field_and_nothing_is_lost(
    token: str, typed: str, told: str
) -> None:
    one, client = child(), signed_in("handler")
    form = opened(client, one, token, SCHOOL)
    answer = sent(
        client,
        one,
        form,
        token,
        SCHOOL,
        **{f"{token}-value": typed, f"{SCHOOL}-value": "true", "note": "我的话"},
    )
    page = answer.content.decode()
    assert answer.status_code == 400
    assert f'href="#id_{token}-value"' in page
    for kept in (told, typed, "我的话"):
        assert kept in page
    assert live(one, "in_school") == []


def test_a_change_says_from_when_and_a_correction_need_not() -> None:
    one, client = child(facts=[Said("child", "living_arrangement", "社会散居")]), signed_in("handler")
    form = opened(client, one, LIVING)
    value = {f"{LIVING}-value": "机构集中养育"}
    assert "从哪天起" in sent(client, one, form, LIVING, **value).content.decode()
    assert sent(client, one, form, LIVING, **value, how="correct").status_code == 302
    assert live(one, "living_arrangement") == ["机构集中养育"]


def test_asked_and_not_known_is_kept_as_such() -> None:
    one, client = child(), signed_in("handler")
    form = opened(client, one, SCHOOL)
    assert sent(client, one, form, SCHOOL, **{f"{SCHOOL}-unknown": "on"}).status_code == 302
    assert live(one, "in_school") == [None]


def test_a_form_without_anything_is_told_so() -> None:
    one, client = child(), signed_in("handler")
    assert sent(client, one, opened(client, one, SCHOOL), SCHOOL).status_code == 400


def test_two_who_write_at_once_settle_it_fact_by_fact() -> None:
    one, client = child(), signed_in("handler")
    form = opened(client, one, LIVING, SCHOOL)
    record_facts(
        one,
        [Said("child", "living_arrangement", "亲属照料")],
        actor=actor("township"),
        purpose="走访",
        source="visit",
    )
    mine = {f"{LIVING}-value": "社会散居", f"{SCHOOL}-value": "true", f"{LIVING}-since": "2026-01-01"}
    answer = sent(client, one, form, LIVING, SCHOOL, **mine)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "亲属照料" in page
    assert "社会散居" in page
    assert live(one, "in_school") == []
    again = {**fields(answer), f"keep-{LIVING}": "theirs", "f": [LIVING, SCHOOL]}
    assert client.post(f"/children/{one.ref}/record", again).status_code == 302
    assert (live(one, "living_arrangement"), live(one, "in_school")) == (["亲属照料"], [True])


def test_mine_is_written_when_chosen() -> None:
    one, client = child(), signed_in("handler")
    form = opened(client, one, LIVING)
    record_facts(
        one,
        [Said("child", "living_arrangement", "亲属照料")],
        actor=actor("township"),
        purpose="走访",
        source="visit",
    )
    answer = sent(
        client, one, form, LIVING, **{f"{LIVING}-value": "社会散居", f"{LIVING}-since": "2026-01-01"}
    )
    again = {**fields(answer), f"keep-{LIVING}": "mine", "f": [LIVING]}
    assert client.post(f"/children/{one.ref}/record", again).status_code == 302
    assert "社会散居" in live(one, "living_arrangement")


def test_the_last_entry_is_taken_back_by_its_author_only() -> None:
    one, client = child(), signed_in("handler")
    sent(client, one, opened(client, one, SCHOOL), SCHOOL, **{f"{SCHOOL}-value": "true"})
    with looking() as who:
        batch = Fact.objects.for_user(who, "认定").get(child=one, name="in_school").batch
    assert signed_in("township").post(f"/children/{one.ref}/undo", {"batch": batch}).status_code == 400
    assert client.post(f"/children/{one.ref}/undo", {"batch": batch}).status_code == 302
    assert live(one, "in_school") == []
    assert AuditEvent.objects.filter(about=one.ref, action="fact.undo").count() == 1


def test_facts_of_closed_compartments_cannot_be_asked_for() -> None:
    one, client = child(), signed_in("village")
    for whom, name in (
        ("child", "victimised"),
        ("child", "hiv_infected"),
        ("household", "household_status"),
        ("child", "age_years"),
    ):
        assert client.get(f"/children/{one.ref}/record", {"f": token_of_fact(whom, name)}).status_code == 404
    listed = client.get(f"/children/{one.ref}/record").content.decode()
    assert "现生活安置" in listed
    assert "遭受侵害" not in listed
    assert "艾滋" not in listed


def test_a_seat_that_only_reads_has_no_forms() -> None:
    one, client = child(), signed_in("reviewer")
    for page in ("record", "ties"):
        assert client.get(f"/children/{one.ref}/{page}").status_code == 403
    assert 'type="file"' not in client.get(f"/children/{one.ref}/documents").content.decode()


def test_facts_are_listed_with_their_history_and_searched() -> None:
    one, client = child(facts=[Said("child", "living_arrangement", "社会散居")]), signed_in("village")
    record_facts(
        one,
        [Said("child", "living_arrangement", "家庭寄养")],
        actor=actor("handler"),
        purpose="受理",
        source="民政",
        correct=True,
    )
    assert "家庭寄养" in client.get(f"/children/{one.ref}/facts").content.decode()
    found = client.post(f"/children/{one.ref}/facts", {"words": "出生"}).content.decode()
    assert "家庭寄养" not in found
    assert "2015年3月1日" in found
    told = client.get(f"/children/{one.ref}/facts/{LIVING}").content.decode()
    assert "社会散居" in told
    assert "试·handler" in told


def upload(client: Client, one: Child, content: bytes, name: str = "x.pdf", **more: str) -> HttpResponse:
    data = {"title": "户口簿", "compartment": "basic", "file": SimpleUploadedFile(name, content), **more}
    return client.post(f"/children/{one.ref}/documents", data)


def test_a_paper_goes_in_and_comes_out_as_a_download_without_a_name() -> None:
    one, client = child(), signed_in("handler")
    assert upload(client, one, b"%PDF-1.7 invented", "例·云朵0001的户口簿.pdf").status_code == 302
    with looking() as who:
        paper = Attachment.objects.for_user(who, "认定").get(child=one)
    answer = client.get(f"/children/{one.ref}/documents/{paper.ref}")
    assert answer.content == b"%PDF-1.7 invented"
    assert answer["Content-Disposition"] == f'attachment; filename="{paper.ref}.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert AuditEvent.objects.filter(about=one.ref, action="document.read").count() == 1


@pytest.mark.parametrize("content", [b"<html>", b"MZ\x90", b"", b"PK\x03\x04macro"])
def test_a_hostile_file_is_refused_whatever_it_is_called(content: bytes) -> None:
    answer = upload(signed_in("handler"), child(), content)
    assert answer.status_code == 400
    assert 'href="#id_file"' in answer.content.decode()


def test_a_paper_of_a_closed_compartment_is_not_there() -> None:
    one = child()
    granted = actor("handler", grants={"harm": frozenset({one.pk})})
    from tonghu.register.attachments import attach  # noqa: PLC0415 - beside its only use

    paper = attach(one, b"%PDF-1", title="判决书", compartment="harm", actor=granted, purpose="受理")
    client = signed_in("handler")
    assert client.get(f"/children/{one.ref}/documents/{paper.ref}").status_code == 404
    assert "判决书" not in client.get(f"/children/{one.ref}/documents").content.decode()
    assert "判决书" not in client.get(f"/children/{one.ref}/history").content.decode()


def test_how_a_benefit_stands_is_recorded_with_its_reason() -> None:
    one, client = child(), signed_in("handler")
    address = f"/children/{one.ref}/delivery/{token_of_rule('orphan_allowance')}"
    today = dt.date(2026, 6, 15).isoformat()
    assert client.post(address, {"state": "refused", "since": today}).status_code == 400
    assert client.post(address, {"state": "refused", "since": today, "reason": "材料不全"}).status_code == 302
    page = client.get(f"/children/{one.ref}").content.decode()
    assert "材料不全" in page
    with looking() as who:
        assert Delivery.objects.for_user(who, "认定").get(child=one).state == "refused"
    assert signed_in("village").get(address).status_code == 403


def test_receiving_cannot_be_chosen_on_a_draft() -> None:
    from tests.seats import REGIONS  # noqa: PLC0415

    REGIONS[330102000000] = "样例区"
    try:
        one, client = child(scope=330102001001), signed_in("handler", 330102000000)
    finally:
        del REGIONS[330102000000]
    address = f"/children/{one.ref}/delivery/{token_of_rule('orphan_allowance')}"
    assert 'value="receiving"' not in client.get(address).content.decode()
    assert client.post(address, {"state": "receiving", "since": "2026-06-15"}).status_code == 400


def test_relatives_are_added_corrected_and_ended() -> None:
    one, client = child(), signed_in("village")
    address = f"/children/{one.ref}/ties"
    added = client.post(
        address, {"act": "relative", "r-kind": "father", "r-name": "例·远山", "r-has_custody": "yes"}
    )
    assert added.status_code == 302
    second = client.post(address, {"act": "relative", "r-kind": "father", "r-name": "例·近水"})
    assert second.status_code == 400
    assert "已有一位父亲" in second.content.decode()
    with looking() as who:
        tie = Relationship.objects.for_user(who, "认定").get(child=one, retired_at=None)
    assert client.post(f"{address}/{tie.pk}", {"kind": "uncle"}).status_code == 302
    with looking() as who:
        tie = Relationship.objects.for_user(who, "认定").get(child=one, retired_at=None)
    assert tie.kind == "uncle"
    assert client.post(f"{address}/{tie.pk}/end", {"until": "2026-06-15"}).status_code == 302
    assert client.post(f"{address}/{tie.pk}/end", {"until": "2026-06-15"}).status_code == 404


def test_a_wrong_number_of_a_relative_is_told_without_repeating_it() -> None:
    one, client = child(), signed_in("village")
    data = {"act": "relative", "r-kind": "mother", "r-name": "例·溪水", "r-id_number": "999999198001010015"}
    answer = client.post(f"/children/{one.ref}/ties", data)
    assert answer.status_code == 400
    assert "身份证号不对" in answer.content.decode()


NEW = {
    "name": "例·云朵0001",
    "birth_date": "2015-03-01",
    "scope": str(VILLAGE),
    "source": "visit",
    "father": "例·远山",
}


def test_a_new_child_is_put_on_file() -> None:
    client = signed_in("village")
    answer = client.post("/children/new", NEW)
    assert answer.status_code == 302
    page = client.get(answer["Location"]).content.decode()
    assert "例·云朵0001" in page
    assert "例·远山" in page


def test_who_looks_the_same_is_shown_before_anything_is_written() -> None:
    one, client = child(), signed_in("village")
    answer = client.post("/children/new", NEW)
    assert answer.status_code == 409
    assert f"/children/{one.ref}" in answer.content.decode()
    with looking() as who:
        assert Child.objects.for_user(who, "认定").count() == 1
    assert client.post("/children/new", {**NEW, "sure": "yes"}).status_code == 302


def test_a_new_child_needs_a_day_of_birth_and_a_place_of_ones_own() -> None:
    client = signed_in("village")
    answer = client.post("/children/new", {**NEW, "birth_date": "", "scope": "120102001001"})
    page = answer.content.decode()
    assert answer.status_code == 400
    assert 'href="#id_birth_date"' in page
    assert 'href="#id_scope"' in page


def test_the_statement_names_amounts_clauses_and_the_way_to_appeal() -> None:
    facts = [
        Said("father", "parent_life_status", "死亡"),
        Said("mother", "parent_life_status", "死亡"),
        Said("child", "hukou_division", "120101"),
        Said("child", "living_arrangement", "社会散居"),
    ]
    one = child(facts=facts, grandmother=Who("例·秋禾", "女"))
    client = signed_in("township")
    page = client.get(f"/children/{one.ref}/print").content.decode()
    for told in ("困境儿童应享待遇和服务说明", "孤儿基本生活费", "天津市实施意见", "（盖章）", "复核"):
        assert told in page
    whole = client.get(f"/children/{one.ref}/print", {"part": "file"}).content.decode()
    assert "例·秋禾" in whole
    assert "社会散居" in whole
    assert signed_in("village").get(f"/children/{one.ref}/print").status_code == 403
    assert (
        "What the law owes the child"
        in signed_in("township", lang="en").get(f"/children/{one.ref}/print").content.decode()
    )
