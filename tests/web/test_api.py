"""The API: fuzzed against its own description, bound to the token's region, fields and time, and recorded."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, settings
from schemathesis.checks import CHECKS
from tests.seats import COUNTY, NEXT_VILLAGE, VILLAGE, actor, by_hand, child, user

from tonghu.access.actors import actor_for
from tonghu.access.models import ApiToken, AuditEvent
from tonghu.access.tokens import issue
from tonghu.law.engine.determine import determine
from tonghu.register.facts.recording import Said
from tonghu.register.standing.determine import determine_all

pytestmark = pytest.mark.django_db
CASE = {
    "id": "c1", "jurisdiction": "天津市", "as_of_date": "2026-06-15",
    "child": {"birth_date": "2015-03-01", "hukou_division": "120101"},
    "parents": [{"role": "father", "parent_life_status": "死亡"}, {"role": "mother", "parent_life_status": "死亡"}],
}  # fmt: skip
ORPHAN = [Said(p["role"], "parent_life_status", "死亡") for p in CASE["parents"]]  # type: ignore[index]


def token(
    seat: str = "handler",
    region: int = COUNTY,
    fields: tuple[str, ...] = ("name", "categories"),
    purpose: str = "受理",
) -> str:
    """A partner's token."""
    chief = user("security_admin")
    by = actor_for(chief.pk, chief.name, "security_admin", COUNTY)
    return issue("例·教育局", seat, region, purpose, fields, 30, actor=by, purpose="监督")[1]


def ask(path: str, key: str, **more: Any) -> Any:
    return Client().get(f"/api/v1{path}", headers={"Authorization": f"Bearer {key}"}, **more)


def test_an_answer_is_the_answer_of_the_command() -> None:
    sent = Client().post(
        "/api/v1/determinations", {"cases": [CASE, {"id": "c2"}]}, content_type="application/json",
        headers={"Authorization": f"Bearer {token()}"},
    )  # fmt: skip
    first, second = sent.json()["answers"]
    assert first["replay"] == determine(CASE)["replay"]
    assert {fault["where"] for fault in second["faults"]} == {"c2 jurisdiction", "c2 as_of_date"}


@pytest.mark.parametrize("key", ["", "tonghu_nobody", "x" * 500])
def test_without_a_good_token_nothing_is_told(key: str) -> None:
    assert ask("/children", key).status_code == 401


def test_a_token_that_ran_out_or_was_revoked_is_none() -> None:
    old, ended = token(), token()
    now = timezone.now()
    with by_hand():
        first, second = ApiToken.objects.order_by("pk")
        ApiToken.objects.filter(pk=first.pk).update(expires_at=now - dt.timedelta(seconds=1))
        ApiToken.objects.filter(pk=second.pk).update(revoked_at=now)
    assert [ask("/children", key).status_code for key in (old, ended)] == [401, 401]


def test_a_token_sees_its_region_and_its_fields() -> None:
    mine = child("例·云朵0001", VILLAGE, ORPHAN, id_number="")
    far = child("例·星星0099", NEXT_VILLAGE)
    determine_all(dt.date(2026, 6, 15))
    key = token("village", VILLAGE, ("name", "categories"), "走访")
    found = ask("/children", key).json()
    assert [one["ref"] for one in found["children"]] == [mine.ref]
    assert found["children"][0]["categories"] == ["orphan"]
    assert found["children"][0]["birth_date"] is None
    assert ask(f"/children/{far.ref}", key).status_code == 404
    assert ask(f"/children/{mine.ref}", key).json()["name"] == "例·云朵0001"


def test_each_child_read_is_recorded() -> None:
    one = child()
    ask("/children", token())
    row = AuditEvent.objects.get(action="api.read")
    assert (row.about, row.actor, row.detail) == (
        one.ref,
        "api:例·教育局",
        {"fields": ["categories", "name"]},
    )


def test_pages_go_on_where_the_last_one_ended() -> None:
    refs = [child(f"例·云朵{n:04d}").ref for n in range(5)]
    key, found, after = token(), [], 0
    while after is not None:
        page = ask("/children", key, query_params={"limit": 2, "after": after}).json()
        found += [one["ref"] for one in page["children"]]
        after = page["next"]
    assert found == refs


def test_a_seat_without_files_opens_none() -> None:
    assert ask("/children", token("analyst", COUNTY, ("name",), "统计")).status_code == 403
    assert actor("analyst").may("counts")


SITE = get_wsgi_application()


def site(environ: dict[str, Any], start: Any) -> list[bytes]:
    """The site; a request would close the connection that holds this test's transaction, so it is asked not to."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    try:
        answer = SITE(environ, start)
        told = list(answer)
        answer.close()
        return told
    finally:
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)


schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", site)


@schema.parametrize()
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_the_api_keeps_to_its_description(case: Any) -> None:
    """Every operation, with what fits the description and what does not: no 5xx, no answer that is not described."""
    answer = case.call(headers={"Authorization": f"Bearer {token()}"})
    case.validate_response(answer, checks=[check for check in CHECKS.get_all() if check.__name__ not in LEFT])


# what the description cannot say: a token is always given here, and unknown verbs are Django's own 405
LEFT = {"ignored_auth", "unsupported_method"}
