"""People in seats and children's files for tests, made by the product's own writes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.db import transaction
from django.test import Client
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp.plugins.otp_static.models import StaticDevice

from tonghu.access import writes
from tonghu.access.actors import Actor, actor_for, system
from tonghu.access.models import Organisation, Posting, Region, User
from tonghu.access.regions import code_of
from tonghu.access.rls import scoped
from tonghu.register.facts.recording import Said
from tonghu.register.models import Child
from tonghu.register.people import NewChild, Who, open_files
from tonghu.web.site.language import COOKIE

COUNTY = code_of("120101")  # 天津市和平区: only the law's place matters, the people are invented
TOWNSHIP = code_of("120101001")
VILLAGE, NEXT_VILLAGE = code_of("120101001001"), code_of("120101001002")
OTHER_COUNTY, OTHER_VILLAGE = code_of("120102"), code_of("120102001001")
REGIONS = {
    COUNTY: "样例县", TOWNSHIP: "示例一镇", VILLAGE: "云朵村", NEXT_VILLAGE: "松果村", OTHER_COUNTY: "邻县",
    OTHER_VILLAGE: "萤火村",
}  # fmt: skip
WHERE = {
    "village": VILLAGE, "township": TOWNSHIP,
}  # fmt: skip


def actor(seat: str, region: int | None = None, **more: object) -> Actor:
    """Someone in a seat without an account, for what needs none."""
    return actor_for(0, f"试·{seat}", seat, region or WHERE.get(seat, COUNTY), **more)  # type: ignore[arg-type]


def regions() -> None:
    """The county with two villages, and a neighbour."""
    with _by_hand():
        Region.objects.bulk_create(
            [Region(code=code, name=name) for code, name in REGIONS.items()], ignore_conflicts=True
        )


def user(
    seat: str, region: int | None = None, *, name: str = "", organisation: Organisation | None = None
) -> User:
    """An account in a seat."""
    regions()
    with _by_hand():
        made = User.objects.create(username=name or f"{seat}{User.objects.count()}", name=f"试·{seat}")
        made.set_unusable_password()
        made.save()
        Posting.objects.create(
            user=made, seat=seat, region_id=region or WHERE.get(seat, COUNTY), since=dt.date(2025, 1, 1),
            organisation=organisation,
        )  # fmt: skip
    return made


def child(
    name: str = "例·云朵0001", scope: int = VILLAGE, facts: Sequence[Said] = (), *, id_number: str = "",
    birth: dt.date = dt.date(2015, 3, 1), **relatives: Who,
) -> Child:  # fmt: skip
    """A child's file, opened as an import would."""
    said = [Said("child", "birth_date", birth.isoformat()), *facts]
    new = NewChild(Who(name, "女", birth, id_number), scope, "示例一镇", "云朵村", relatives, said)
    return open_files([new], actor=system("import"), purpose="受理", source="import")[0]


class _ByHand:
    """What tests write by hand counts as recorded: it is the setting, not what is tested."""

    def __enter__(self) -> None:
        self.token = writes._running.set(writes._Running())
        self.atomic = transaction.atomic()
        self.atomic.__enter__()

    def __exit__(self, *how: object) -> None:
        self.atomic.__exit__(*how)  # type: ignore[arg-type]
        writes._running.reset(self.token)


by_hand = _by_hand = _ByHand


@contextmanager
def looking(who: Actor | None = None) -> Iterator[Actor]:
    """Inside, the database shows what someone may see (PostgreSQL's own guard); the program itself by default."""
    who = who or system("test")
    with transaction.atomic(), scoped(who):
        yield who


def signed_in(seat: str, region: int | None = None, *, lang: str = "zh") -> Client:
    """A browser without a screen in which someone in a seat is logged in with both factors."""
    someone = user(seat, region)
    client = Client()
    client.cookies[COOKIE] = lang
    with _by_hand():
        client.force_login(someone, backend="django.contrib.auth.backends.ModelBackend")
        device = StaticDevice.objects.create(user=someone, name="test")
        session = client.session
        session[DEVICE_ID_SESSION_KEY] = device.persistent_id
        session.save()
    return client
