"""A workbook into the register: who is new, who is known, what changes, what is asked, what is refused."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from tests.register.ledgers import again, book, handler, messages, number_of, plans, read, row, run, take
from tests.seats import COUNTY, TOWNSHIP, VILLAGE, actor, child, looking

from tonghu.access.actors import Actor, NotAllowed
from tonghu.access.fields import opened
from tonghu.access.models import AuditEvent
from tonghu.base.errors import Faults, Unreadable
from tonghu.base.texts import Text
from tonghu.register import kinds, work
from tonghu.register.demo import write_workbook
from tonghu.register.facts.recording import Said, record_facts
from tonghu.register.imports import actions, arrival, vault
from tonghu.register.imports.saying import heard
from tonghu.register.models import Child, Delivery, Fact, Import, ImportRow, Person, Relationship, Standing

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_night(settings: Any, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing nightly; the determination behind an import runs only where a test looks at it."""
    settings.TONGHU_NIGHT = 24
    if "determined" not in request.fixturenames:
        monkeypatch.setattr(
            work, "KINDS", {**kinds.KINDS, "determine.changed": kinds.Kind(lambda _: Text("", ""))}
        )


@pytest.fixture
def determined() -> None:
    """Asked for where the real determination is to run."""


@pytest.fixture
def who() -> Actor:
    return handler()


def children() -> list[Child]:
    with looking() as everyone:
        return list(Child.objects.for_user(everyone, "认定").select_related("person").order_by("pk"))


def facts(one: Child, name: str = "") -> list[Fact]:
    with looking() as everyone:
        found = Fact.objects.for_user(everyone, "认定").filter(child=one).order_by("pk")
        return list(found.filter(name=name) if name else found)


def said(upload: Import, number: int, who: Actor) -> Any:
    with looking(who):
        return heard(
            opened(ImportRow.objects.for_user(who, "受理").get(upload=upload, number=number), "said")
        )


# ------------------------------------------------------------------------------------------- new


def test_a_row_becomes_a_file_with_facts_village_and_sealed_number(who: Actor) -> None:
    done = take(read(book([row()]), who), who)
    (one,) = children()
    assert (done.state, done.counts["written"]["new"]) == ("done", 1)
    assert (one.person.name, one.scope, one.township, one.village) == (
        "例·云朵0001",
        VILLAGE,
        "示例一镇",
        "云朵村",
    )
    assert one.person.id_shown == number_of(1)[:6] + "********" + number_of(1)[-4:]
    assert opened(one.person, "id_number") == number_of(1)
    assert number_of(1) not in one.person.id_number
    assert {(f.name, f.value, f.source) for f in facts(one)} >= {
        ("birth_date", '"2015-03-01"', "import"), ("household_status", '"低保"', "import"),
    }  # fmt: skip


@pytest.mark.usefixtures("determined")
def test_what_is_new_is_determined_afterwards(who: Actor) -> None:
    take(read(book([row()]), who), who)
    with looking() as everyone:
        assert Standing.objects.for_user(everyone, "认定").count() == 1
    assert not children()[0].dirty


def test_nothing_is_written_before_it_is_confirmed(who: Actor) -> None:
    upload = read(book([row()]), who)
    assert (upload.state, upload.counts["new"], children()) == ("preview", 1, [])


def test_each_file_and_the_import_stand_in_the_chain(who: Actor) -> None:
    upload = take(read(book([row(1), row(2)]), who), who)
    assert AuditEvent.objects.filter(action="child.open").count() == 2
    told = AuditEvent.objects.get(action="import.commit")
    assert (told.about, told.actor, told.detail["new"]) == (upload.ref, who.name, 2)
    assert "云朵" not in str(AuditEvent.objects.filter(action="child.open").values_list("detail", flat=True))


def test_the_uploaded_file_lies_sealed_and_is_destroyed_afterwards(who: Actor, settings: Any) -> None:
    upload = read(book([row()]), who)
    path = settings.TONGHU_HOME / "files" / f"{upload.ref}.import"
    assert b"PK" not in path.read_bytes()[:2]
    assert vault.get(upload.ref).startswith(b"PK")
    take(upload, who)
    assert not path.exists()
    with looking(who):
        assert set(ImportRow.objects.for_user(who, "受理").values_list("said", flat=True)) == {""}


def test_a_village_that_is_not_known_leaves_the_row_to_the_township(who: Actor) -> None:
    rows = [
        row(1, 村="无此村"),
        row(2, 乡镇="无此镇", 村="无此村"),
        row(3, 村="云朵村委会"),
        row(4, 乡镇=None),
    ]
    upload = read(book(rows), who)
    assert "区划里没有" in said(upload, 2, who).wrong[0].what[0]
    take(upload, who)
    assert [one.scope for one in children()] == [TOWNSHIP, COUNTY, VILLAGE, VILLAGE]


def test_parents_become_persons_and_one_father_is_one_person(who: Actor) -> None:
    father = {
        "父亲姓名": "例·云朵之父",
        "父亲身份证号": number_of(7, "19850102"),
        "父亲联系电话": "19900000001",
    }
    take(read(book([row(1, **father), row(2, **father, 母亲姓名="例·云朵之母")]), who), who)
    with looking() as everyone:
        ties = Relationship.objects.for_user(everyone, "认定").order_by("pk")
        assert [(t.child_id, t.kind, t.relative.name) for t in ties.select_related("relative")] == [
            (children()[0].pk, "father", "例·云朵之父"), (children()[1].pk, "father", "例·云朵之父"),
            (children()[1].pk, "mother", "例·云朵之母"),
        ]  # fmt: skip
        assert len({t.relative_id for t in ties}) == 2
        assert (
            Person.objects.for_user(everyone, "认定").filter(name="例·云朵之父").get().phone_shown
            == "199******01"
        )


def test_a_father_who_is_known_is_not_entered_twice_and_his_facts_reach_the_sibling(who: Actor) -> None:
    father = {"父亲姓名": "例·云朵之父", "父亲身份证号": number_of(7, "19850102")}
    take(read(book([row(1, **father, 父亲存亡="健在")]), who), who)
    take(read(book([row(2, **father, 父亲存亡="死亡")]), who), who)
    with looking() as everyone:
        assert Person.objects.for_user(everyone, "认定").filter(name="例·云朵之父").count() == 1
    held = [
        f.value
        for f in facts(children()[0], "parent_life_status")
        if f.retired_at is None and f.valid_to is None
    ]
    assert held == ['"死亡"']


def test_a_benefit_named_by_its_label_reaches_the_child_where_the_law_binds(who: Actor) -> None:
    take(read(book([row(现享待遇="孤儿基本生活费、别的什么")]), who), who)
    with looking() as everyone:
        assert [(d.rule, d.state) for d in Delivery.objects.for_user(everyone, "认定")] == [
            ("orphan_allowance", "receiving")
        ]


# ------------------------------------------------------------------------------------------ known


def test_the_same_file_again_leads_to_the_same_import(who: Actor) -> None:
    content = book([row()])
    first = take(read(content, who), who)
    with looking(who):
        second, before = actions.upload("别名.xlsx", content, actor=who, purpose="受理")
    assert (second.pk, before, len(children())) == (first.pk, True, 1)


def test_the_same_rows_in_another_file_change_nothing(who: Actor) -> None:
    rows = [row(1), row(2, 身份证号=None), row(3, 父亲姓名="例·云朵之父", 联系电话="19900000001")]
    take(read(book(rows), who), who)
    before = [(f.pk, f.retired_at) for one in children() for f in facts(one)]
    upload = read(book(rows, title="再存一次"), who)
    assert plans(upload, who) == {2: "same", 3: "same", 4: "same"}
    take(upload, who)
    assert [(f.pk, f.retired_at) for one in children() for f in facts(one)] == before
    assert [one.version for one in children()] == [1, 1, 1]


def test_only_changed_cells_are_recorded(who: Actor) -> None:
    take(read(book([row(残疾证="否")]), who), who)
    upload = read(book([row(残疾证="否", 家庭类型="一般")]), who)
    assert plans(upload, who) == {2: "update"}
    assert said(upload, 2, who).changes == [["household.household_status", '"低保"', '"一般"']]
    take(upload, who)
    (one,) = children()
    assert [(f.value, f.valid_from, f.valid_to, f.retired_at is None) for f in facts(one, "household_status")] == [
        ('"低保"', None, None, False), ('"低保"', None, timezone.localdate(), True),
        ('"一般"', timezone.localdate(), None, True),
    ]  # fmt: skip
    assert len(facts(one, "disability_certified")) == 1
    assert (one.version, one.dirty) == (2, True)


def test_what_stood_before_today_keeps_its_source(who: Actor) -> None:
    known = child("例·云朵0001", facts=[Said("household", "household_status", "低保", source="民政", note="低保证")],
                  id_number=number_of(1))  # fmt: skip
    take(read(book([row(家庭类型="一般")]), who), who)
    kept = [f for f in facts(known, "household_status") if f.retired_at is None and f.valid_to]
    assert [(f.source, f.note, f.recorded_by) for f in kept] == [("民政", "低保证", "system:import")]


def test_a_day_that_differs_is_corrected_and_stands_with_the_person(who: Actor) -> None:
    known = child("例·云朵0001", birth=dt.date(2015, 3, 2), id_number=number_of(1))
    take(read(book([row()]), who), who)
    live = [f.value for f in facts(known, "birth_date") if f.retired_at is None]
    assert live == ['"2015-03-01"']
    assert children()[0].person.birth_date == dt.date(2015, 3, 1)


def test_an_empty_cell_erases_nothing(who: Actor) -> None:
    take(read(book([row(联系电话="19900000001")]), who), who)
    upload = read(book([row(家庭类型=None, 联系电话=None)]), who)
    assert plans(upload, who) == {2: "same"}


def test_a_child_without_a_number_is_met_again_by_name_birth_and_village_and_gets_one(who: Actor) -> None:
    take(read(book([row(身份证号=None)]), who), who)
    upload = read(book([row()]), who)
    assert plans(upload, who) == {2: "update"}
    take(upload, who)
    assert [one.person.id_shown[-4:] for one in children()] == [number_of(1)[-4:]]


def test_another_village_in_the_sheet_moves_nobody(who: Actor) -> None:
    take(read(book([row()]), who), who)
    upload = read(book([row(村="松果村")]), who)
    assert plans(upload, who) == {2: "same"}
    assert "仍留在原村" in said(upload, 2, who).wrong[0].what[0]


# ------------------------------------------------------------------------------------- maybe the same


@pytest.mark.parametrize(
    "other",
    [
        {"身份证号": None, "村": "松果村"},  # the same name and birth elsewhere
        {"姓名": "例·别名", "村": "松果村"},  # the same number under another name
        {"身份证号": number_of(9), "村": "松果村"},  # the same name and birth, another number
    ],
)
def test_somebody_like_a_known_child_is_a_question(who: Actor, other: dict[str, Any]) -> None:
    take(read(book([row()]), who), who)
    upload = read(book([row(**other)]), who)
    assert plans(upload, who) == {2: "maybe"}
    with looking(who):
        found = ImportRow.objects.for_user(who, "受理").get(upload=upload, number=2)
        assert found.candidates == [{"child": children()[0].pk}]
    assert take(upload, who).counts["written"]["left"] == 1
    assert len(children()) == 1


def test_the_same_end_of_the_number_and_name_is_a_question(who: Actor) -> None:
    take(read(book([row()]), who), who)
    first = "999999" + "20140201" + number_of(1)[14:17]
    like = next(
        n for n in (f"{first[:12]}{d:02d}{first[14:]}" for d in range(1, 28)) if _check(n) == number_of(1)[-1]
    )
    upload = read(book([row(身份证号=like + _check(like), 出生日期=None)]), who)
    assert plans(upload, who) == {2: "maybe"}


def _check(first: str) -> str:
    from tonghu.base.ids import check_character  # noqa: PLC0415

    return check_character(first)


def test_a_row_that_is_the_same_child_updates_that_child(who: Actor) -> None:
    take(read(book([row()]), who), who)
    upload = read(book([row(身份证号=None, 村="松果村", 家庭类型="一般")]), who)
    actions.decide(upload, 2, "same", actor=who, purpose="受理")
    assert take(upload, who, "all").counts["written"]["update"] == 1
    assert len(children()) == 1
    assert facts(children()[0], "household_status")[-1].value == '"一般"'


def test_a_row_that_is_another_child_opens_a_file_and_is_not_asked_about_again(who: Actor) -> None:
    take(read(book([row()]), who), who)
    other = row(身份证号=None, 村="松果村")
    upload = read(book([other]), who)
    actions.decide(upload, 2, "different", actor=who, purpose="受理")
    take(upload, who)
    assert len(children()) == 2
    assert plans(read(book([other], title="再来"), who), who) == {2: "same"}


def test_a_decision_is_remembered_in_the_next_upload(who: Actor) -> None:
    take(read(book([row()]), who), who)
    other = row(身份证号=None, 村="松果村", 家庭类型="一般")
    for decision, left in (("skip", 1), ("same", 0)):
        upload = read(book([other], title=decision), who)
        actions.decide(upload, 2, decision, actor=who, purpose="受理")
        take(upload, who)
        following = read(book([{**other, "残疾证": "是"}], title=f"{decision} again"), who)
        with looking(who):
            kept = ImportRow.objects.for_user(who, "受理").get(upload=following, number=2)
        assert kept.decision == decision
        assert take(following, who).counts["written"]["left"] == left
    assert len(children()) == 1


def test_the_same_number_in_two_rows_is_a_question_and_cannot_be_two_children(who: Actor) -> None:
    upload = read(book([row(), row(家庭类型="一般", 残疾证="是")]), who)
    assert plans(upload, who) == {2: "new", 3: "maybe"}
    with pytest.raises(Faults):
        actions.decide(upload, 3, "different", actor=who, purpose="受理")
    actions.decide(upload, 3, "same", actor=who, purpose="受理")
    take(upload, who)
    (one,) = children()
    assert [f.value for f in facts(one, "household_status")] == ['"一般"']
    assert len(facts(one, "disability_certified")) == 1


def test_somebody_else_who_wrote_meanwhile_is_not_overwritten(who: Actor) -> None:
    take(read(book([row()]), who), who)
    upload = read(book([row(家庭类型="一般"), row(2)]), who)
    record_facts(children()[0], [Said("household", "household_status", "特困供养")], actor=actor("handler"),
                 purpose="受理", source="民政", correct=True)  # fmt: skip
    done = take(upload, who)
    assert done.counts["written"]["overtaken"] == [2]
    assert [f.value for f in facts(children()[0], "household_status") if f.retired_at is None] == [
        '"特困供养"'
    ]
    assert len(children()) == 2


def test_somebody_else_who_opened_the_file_meanwhile_is_not_doubled(who: Actor) -> None:
    upload = read(book([row()]), who)
    child("例·云朵0001", id_number=number_of(1))
    done = take(upload, who)
    assert (done.counts["written"]["overtaken"], len(children())) == ([2], 1)


# ------------------------------------------------------------------------------------------ faults


def test_fifty_broken_rows_are_each_named(tmp_path: Path, who: Actor) -> None:
    write_workbook(tmp_path / "county.xlsx", 50, dirty=1.0, as_of=timezone.localdate())
    upload = read((tmp_path / "county.xlsx").read_bytes(), who)
    broken = [n for n, plan in plans(upload, who).items() if plan == "fault"]
    assert broken
    for number in broken:
        wrong = said(upload, number, who).wrong
        assert any(one.decisive for one in wrong)
        for one in wrong:
            assert one.address.endswith(str(number))
            assert all((one.header, *one.what, *one.mend))


def test_fifty_rows_with_one_fault_each_are_named_by_cell(who: Actor) -> None:
    faulty = [row(n, 家庭类型="脱贫户") for n in range(1, 51)]
    upload = read(book(faulty), who)
    assert set(plans(upload, who).values()) == {"fault"}
    assert [said(upload, n, who).wrong[0].address for n in range(2, 52)] == [f"G{n}" for n in range(2, 52)]
    assert take(upload, who).counts["written"] == {
        "new": 0,
        "update": 0,
        "benefits": 0,
        "overtaken": [],
        "left": 50,
    }


def test_a_row_without_name_or_without_number_and_birth_is_faulty(who: Actor) -> None:
    upload = read(book([row(姓名=None), row(身份证号=None, 出生日期=None), row(3)]), who)
    assert plans(upload, who) == {2: "fault", 3: "fault", 4: "new"}


def test_all_or_nothing_writes_nothing_while_a_row_is_faulty(who: Actor) -> None:
    upload = read(book([row(1), row(2, 家庭类型="脱贫户")]), who)
    with pytest.raises(Faults) as refused:
        actions.confirm(upload, "all", actor=who, purpose="受理", lang="en")
    assert refused.value.faults[0].what == "1 rows are faulty or not decided yet"
    assert take(upload, who, "valid").counts["written"]["new"] == 1


def test_all_or_nothing_writes_nothing_when_somebody_wrote_meanwhile(who: Actor) -> None:
    upload = read(book([row(1), row(2)]), who)
    child("例·云朵0001", id_number=number_of(1))
    after = take(upload, who, "all")
    assert (after.state, len(children())) == ("preview", 1)
    assert "none was" in messages()[-1]


def test_totals_signatures_and_the_sample_rows_of_the_template_are_left_out(who: Actor) -> None:
    rows = [
        row(1),
        row(2, 备注="这一行是样例，请删除"),
        {"姓名": "合计", "身份证号": 2},
        {"姓名": "填表人：样例员"},
    ]
    upload = read(book(rows), who)
    assert plans(upload, who) == {2: "new", 3: "skip", 4: "skip", 5: "skip"}


# ------------------------------------------------------------------------- what the clerk may not see


def test_what_lies_in_other_compartments_is_written_but_not_told(who: Actor) -> None:
    take(read(book([row(受侵害="是")]), who), who)
    upload = read(book([row(受侵害="否")]), who)
    assert plans(upload, who) == {2: "same"}
    assert said(upload, 2, who).changes == []
    take(upload, who)
    assert [
        f.value for f in facts(children()[0], "victimised") if f.retired_at is None and f.valid_to is None
    ] == ["false"]


def test_nobody_imports_from_a_seat_without_the_power() -> None:
    for seat in ("village", "township", "reviewer", "finance"):
        with pytest.raises(NotAllowed), looking(actor(seat)):
            actions.upload(
                "台账.xlsx", book([row()]), actor=actor(seat), purpose=actor(seat).seat.purposes[0]
            )


# --------------------------------------------------------------------------------------- stopped


def test_an_import_that_is_given_up_leaves_nothing(who: Actor, settings: Any) -> None:
    upload = read(book([row()]), who)
    actions.discard(upload, actor=who, purpose="受理")
    assert again(upload, who).state == "cancelled"
    assert plans(upload, who) == {}
    assert not list((settings.TONGHU_HOME / "files").glob(f"{upload.ref}*"))


def test_a_taking_over_that_is_stopped_leaves_the_preview(who: Actor) -> None:
    from tonghu.register import jobs, progress  # noqa: PLC0415

    upload = read(book([row()]), who)
    job = actions.confirm(upload, "valid", actor=who, purpose="受理")
    progress.ask_to_stop(job.ref)
    run()
    stopped = again(upload, who)
    assert (stopped.state, children()) == ("preview", [])
    assert jobs.told(stopped.message).en.startswith("stopped")
    assert take(stopped, who).state == "done"


def test_a_file_that_cannot_be_read_is_told_and_destroyed(who: Actor) -> None:
    upload = read(book([{"甲": 1, "乙": 2}]), who)
    assert upload.state == "failed"
    assert "找不到表头" in upload.message
    with pytest.raises(FileNotFoundError):
        vault.get(upload.ref)


def test_whoever_lost_the_seat_does_not_import(who: Actor) -> None:
    from tests.seats import _by_hand  # noqa: PLC0415

    from tonghu.access.models import Posting  # noqa: PLC0415

    with looking(who):
        made, _ = actions.upload("台账.xlsx", book([row()]), actor=who, purpose="受理")
    with _by_hand():
        Posting.objects.filter(user=who.user).update(until=dt.date(2025, 2, 1))
    run()
    assert again(made, who).state == "failed"


# --------------------------------------------------------------------------------------- hostile


def zipped(**parts: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return held.getvalue()


def macros() -> bytes:
    held = io.BytesIO(book([row()]))
    with zipfile.ZipFile(held, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"macro")
    return held.getvalue()


TYPES = {"[Content_Types].xml": b"spreadsheetml.sheet.main"}
OLE = arrival.OLE


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "the file is empty"),
        (b"PK\x03\x04" + b"x" * 21_000_000, "larger than 20 MB"),
        (zipped(**TYPES, **{"xl/worksheets/sheet1.xml": b" " * 50_000_000}), "unreasonably large"),
        (zipped(**TYPES, **{f"xl/{n}.xml": b"" for n in range(2_100)}), "unreasonably large"),
        (b"PK\x03\x04 no archive at all", "damaged"),
        (macros(), "macros"),
        (
            zipped(**{"[Content_Types].xml": b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"}),
            "macros",
        ),
        (zipped(**{"[Content_Types].xml": b"wordprocessingml.document.main"}), "no .xlsx"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
        (OLE + "_VBA_PROJECT".encode("utf-16-le"), "macros"),
        ("姓名,身份证号\n例·云朵,1".encode("gb18030"), "text file (GBK / GB18030)"),
        ("姓名,身份证号\n例·云朵,1".encode(), "text file (UTF-8)"),
        ("姓名".encode("utf-16"), "text file (UTF-16)"),
        (b"<html><table></table></html>", "web page"),
        (b"%PDF-1.7\x00\x01\x02", "no .xlsx"),
        (b"MZ\x90\x00\x03", "no .xlsx"),
    ],
)
def test_what_is_no_plain_workbook_is_refused_with_a_reason(content: bytes, told: str) -> None:
    with pytest.raises(Unreadable) as refused:
        arrival.check(content)
    assert told in refused.value.what.en
    assert refused.value.mend.zh
    assert refused.value.mend.en


def test_an_archive_that_lies_about_its_size_is_refused() -> None:
    true = zipped(mimetype=arrival.ODS, **{"content.xml": b"x" * 3_000_000})
    size = (3_000_000).to_bytes(4, "little")
    assert arrival.check(true) == ".ods"
    with pytest.raises(Unreadable):
        arrival.check(true.replace(size, (1_000).to_bytes(4, "little")))


def test_an_encrypted_open_document_is_refused() -> None:
    content = zipped(mimetype=arrival.ODS, **{"META-INF/manifest.xml": b"<manifest:encryption-data/>"})
    with pytest.raises(Unreadable, match="密码"):
        arrival.check(content)


def test_a_full_disk_at_the_upload_is_told_and_leaves_nothing(
    who: Actor, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = set((settings.TONGHU_HOME / "files").iterdir())

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"), looking(who):
        actions.upload("台账.xlsx", book([row()]), actor=who, purpose="受理")
    assert set((settings.TONGHU_HOME / "files").iterdir()) == before
    with looking(who):
        assert not Import.objects.for_user(who, "受理").exists()
