"""The four steps of an import as a clerk walks them, and the page of long work."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from python_calamine import CalamineWorkbook
from tests.register.ledgers import book, number_of, row
from tests.seats import COUNTY, OTHER_COUNTY, looking, signed_in

from tonghu.base.texts import Text
from tonghu.register import jobs, kinds, progress, work
from tonghu.register.models import Child, Import, Job
from tonghu.register.workbook import template_headers

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _only_imports(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing nightly, and no determination behind an import: it is not looked at here."""
    settings.TONGHU_NIGHT = 24
    monkeypatch.setattr(
        work, "KINDS", {**kinds.KINDS, "determine.changed": kinds.Kind(lambda _: Text("", ""))}
    )


@pytest.fixture
def clerk() -> Client:
    return signed_in("handler")


def sent(client: Client, content: bytes, name: str = "台账.xlsx") -> Any:
    return client.post("/imports", {"workbook": SimpleUploadedFile(name, content)})


def uploaded(client: Client, content: bytes) -> str:
    """Upload and read; the address of the preview."""
    answer = sent(client, content)
    assert answer.status_code == 302, answer.content.decode()[:2000]
    work.work(once=True)
    return str(answer["Location"]).partition("?")[0]


def text(client: Client, address: str, **data: Any) -> str:
    answer = client.get(address, data)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


def children() -> int:
    with looking() as everyone:
        return Child.objects.for_user(everyone, "认定").count()


def test_four_steps(clerk: Client) -> None:
    template = clerk.get("/imports/template")
    found = CalamineWorkbook.from_filelike(io.BytesIO(template.content)).get_sheet_by_index(0).to_python()
    assert found[1][: len(template_headers())] == template_headers()
    answer = sent(clerk, book([row(1), row(2, 家庭类型="脱贫户")]))
    address = answer["Location"]
    assert "正在读取" in text(clerk, address)
    work.work(once=True)
    preview = text(clerk, address)
    assert "脱贫户" in preview
    assert "新建 1" in preview
    assert "例·云朵0001" in text(clerk, address, plan="new")
    assert clerk.post(f"{address}/commit", {"mode": "valid"})["Location"] == address
    assert "正在写入" in text(clerk, address)
    work.work(once=True)
    done = text(clerk, address)
    assert "<strong>1</strong> 名新建" in done
    assert re.search(r'href="/children/[a-z0-9]{20}">例·云朵0001', done)
    assert children() == 1


def test_both_languages(clerk: Client) -> None:
    address = uploaded(clerk, book([row(1), row(2, 家庭类型="脱贫户")]))
    clerk.cookies["language"] = "en"
    page = text(clerk, address)
    assert "Look, then take over" in page
    assert "maybe" not in text(clerk, "/imports")
    assert "is no status of social assistance" in page


def test_the_preview_shows_what_was_and_what_will_be(clerk: Client) -> None:
    address = uploaded(clerk, book([row()]))
    clerk.post(f"{address}/commit", {"mode": "valid"})
    work.work(once=True)
    page = text(clerk, uploaded(clerk, book([row(家庭类型="一般")])))
    assert re.search(r"低保</span> → <strong>一般</strong>", page)


def test_numbers_are_masked_in_the_preview(clerk: Client) -> None:
    address = uploaded(clerk, book([row(), row(2, 父亲姓名="例·父", 父亲身份证号=number_of(7, "19850102"))]))
    clerk.post(f"{address}/commit", {"mode": "valid"})
    work.work(once=True)
    address = uploaded(
        clerk,
        book([row(身份证号=number_of(5)), row(2, 父亲姓名="例·父", 父亲身份证号=number_of(8, "19850102"))]),
    )
    for plan in ("maybe", "update"):
        page = text(clerk, address, plan=plan)
        assert not re.search(r"\d{17}[\dX]", page)
        assert "********" in page


def test_duplicates_stand_side_by_side_and_the_choice_is_shown(clerk: Client) -> None:
    first = uploaded(clerk, book([row()]))
    clerk.post(f"{first}/commit", {"mode": "valid"})
    work.work(once=True)
    address = uploaded(clerk, book([row(身份证号=None, 村="松果村")]))
    page = text(clerk, address)
    assert "登记册中已有" in page
    assert "示例一镇松果村" in page
    assert "示例一镇云朵村" in page
    answer = clerk.post(f"{address}/decide", {"row": "2", "decision": "same:0", "page": "1"})
    assert answer["Location"].endswith("?plan=maybe&page=1#row-2")
    assert "已选：同一名儿童" in text(clerk, address, plan="maybe")
    clerk.post(f"{address}/commit", {"mode": "all"})
    work.work(once=True)
    assert children() == 1


def test_a_decision_on_a_row_that_is_none_is_not_found(clerk: Client) -> None:
    address = uploaded(clerk, book([row()]))
    assert clerk.post(f"{address}/decide", {"row": "2", "decision": "same:0"}).status_code == 404
    assert clerk.post(f"{address}/decide", {"row": "x", "decision": "same:0"}).status_code == 404


def test_all_or_nothing_is_refused_while_something_is_wrong(clerk: Client) -> None:
    address = uploaded(clerk, book([row(1), row(2, 家庭类型="脱贫户")]))
    answer = clerk.post(f"{address}/commit", {"mode": "all"})
    assert answer.status_code == 400
    assert "还有 1 行有错误" in answer.content.decode()
    assert children() == 0


def test_the_returned_workbook_has_red_cells_and_reasons(clerk: Client) -> None:
    address = uploaded(clerk, book([row(1), row(2, 家庭类型="脱贫户"), row(3)]))
    answer = clerk.get(f"{address}/returned")
    assert "云朵" not in answer["Content-Disposition"]
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert sheet[0][-2:] == ["错误原因", "原行号"]
    assert [line[0] for line in sheet[1:]] == ["例·云朵0001", "例·云朵0002", "例·云朵0003"]
    assert "脱贫户" in sheet[2][-2]
    assert "G3" in sheet[2][-2]
    assert [line[-2] for line in (sheet[1], sheet[3])] == ["", ""]
    assert red_cells(answer.content) >= {"G3"}
    assert "G2" not in red_cells(answer.content)


def red_cells(content: bytes) -> set[str]:
    """The cells whose format fills them with the colour of faults."""
    import zipfile  # noqa: PLC0415

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        styles = archive.read("xl/styles.xml").decode()
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    fills = re.findall(r"<fill>.*?</fill>", styles)
    red = {n for n, fill in enumerate(fills) if "FBDCD9" in fill}
    formats = re.findall(r"<xf [^>]*>", styles.partition("<cellXfs")[2].partition("</cellXfs>")[0])
    marked = {n for n, xf in enumerate(formats) if int(re.search(r'fillId="(\d+)"', xf)[1]) in red}  # type: ignore[index]
    return {
        place for place, style in re.findall(r'<c r="([A-Z]+\d+)" s="(\d+)"', sheet) if int(style) in marked
    }


def test_a_returned_workbook_that_was_corrected_goes_through(clerk: Client) -> None:
    address = uploaded(clerk, book([row(1), row(2, 家庭类型="脱贫户")]))
    clerk.post(f"{address}/commit", {"mode": "valid"})
    work.work(once=True)
    again = uploaded(clerk, book([row(1), row(2)]))
    clerk.post(f"{again}/commit", {"mode": "all"})
    work.work(once=True)
    assert children() == 2


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"PK\x03\x04" + b"0" * 50_000_000, "超过 20 MB"),
        ("姓名,身份证号\n".encode("gb18030"), "GBK / GB18030"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "打开密码"),
        (b"", "文件是空的"),
    ],
    ids=["50 MB", "wrong encoding", "password", "empty"],
)
def test_a_file_that_is_refused_is_told_on_the_page(clerk: Client, content: bytes, told: str) -> None:
    answer = sent(clerk, content)
    assert answer.status_code == 400
    assert told in answer.content.decode()
    with looking() as everyone:
        assert not Import.objects.for_user(everyone, "认定").exists()


def test_nothing_that_is_sent_lies_in_a_temporary_file(
    clerk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def opened(*_: object, **__: object) -> None:
        raise AssertionError("a temporary file was made")

    monkeypatch.setattr("django.core.files.uploadedfile.tempfile.NamedTemporaryFile", opened)
    assert sent(clerk, b"PK\x03\x04" + b"0" * 9_000_000).status_code == 400


def test_no_file_is_told_on_the_page(clerk: Client) -> None:
    assert "没有选择文件" in clerk.post("/imports").content.decode()


def test_the_same_file_leads_to_the_earlier_import(clerk: Client) -> None:
    content = book([row()])
    address = uploaded(clerk, content)
    answer = sent(clerk, content, "另一个名字.xlsx")
    assert answer["Location"] == f"{address}?before=1"
    assert "先前已经上传过" in text(clerk, answer["Location"])


def test_an_import_can_be_given_up(clerk: Client) -> None:
    address = uploaded(clerk, book([row()]))
    clerk.post(f"{address}/discard")
    assert "已取消" in text(clerk, address)
    assert clerk.get(f"{address}/returned").status_code == 404


def test_the_import_of_another_county_does_not_exist(clerk: Client) -> None:
    address = uploaded(clerk, book([row()]))
    neighbour = signed_in("handler", OTHER_COUNTY)
    for path, method in ((address, "get"), (f"{address}/returned", "get"), (f"{address}/commit", "post"),
                         (f"{address}/decide", "post"), (f"{address}/discard", "post")):  # fmt: skip
        assert getattr(neighbour, method)(path).status_code == 404
    assert "台账.xlsx" not in text(neighbour, "/imports")


@pytest.mark.parametrize("seat", ["village", "township", "reviewer", "finance", "system_admin", "analyst"])
def test_other_seats_do_not_import(seat: str) -> None:
    client = signed_in(seat)
    assert client.get("/imports").status_code == 403
    assert sent(client, book([row()])).status_code == 403


def test_pages_ask_few_questions_of_the_database(clerk: Client, django_assert_max_num_queries: Any) -> None:
    rows = [row(n) for n in range(1, 60)] + [row(n, 村="松果村", 身份证号=None) for n in range(1, 60)]
    address = uploaded(clerk, book(rows))
    for path in ("/imports", address, f"{address}?plan=new", f"{address}?plan=maybe&page=2", "/jobs"):
        with django_assert_max_num_queries(12 + extra()):
            assert clerk.get(path).status_code == 200


def extra() -> int:
    """PostgreSQL is told who asks: statements without rows."""
    from django.db import connection  # noqa: PLC0415

    return 8 if connection.vendor == "postgresql" else 0


# ----------------------------------------------------------------------------------------- long work


def test_progress_is_polled_until_the_work_has_ended(clerk: Client) -> None:
    sent(clerk, book([row()]))
    job = Job.objects.get()
    part = clerk.get(f"/jobs/{job.ref}/part")
    assert 'hx-trigger="every 2s"' in part.content.decode()
    assert "HX-Refresh" not in part
    work.claim()
    progress.beat(job.ref, progress.Beat(progress.me(), 7, 10, jobs.kept(Text("正在读取", "reading"))))
    assert re.search(r'value="7"', clerk.get(f"/jobs/{job.ref}").content.decode())
    work.run(Job.objects.get())
    ended = clerk.get(f"/jobs/{job.ref}/part")
    assert ended["HX-Refresh"] == "true"
    assert "hx-trigger" not in ended.content.decode()


def test_a_page_without_scripts_asks_again_by_itself(clerk: Client) -> None:
    address = sent(clerk, book([row()]))["Location"]
    assert '<noscript><meta http-equiv="refresh"' in text(clerk, address)


def test_work_can_be_cancelled_from_its_page(clerk: Client) -> None:
    sent(clerk, book([row()]))
    job = Job.objects.get()
    assert clerk.post(f"/jobs/{job.ref}/cancel").status_code == 302
    job.refresh_from_db()
    assert job.state == "cancelled"


def test_the_work_of_others_is_not_found_but_with_the_power_seen(clerk: Client) -> None:
    sent(clerk, book([row()]))
    ref = Job.objects.get().ref
    other, admin, elsewhere = (
        signed_in("reviewer"),
        signed_in("system_admin"),
        signed_in("system_admin", OTHER_COUNTY),
    )
    assert (other.get(f"/jobs/{ref}").status_code, admin.get(f"/jobs/{ref}").status_code) == (404, 200)
    assert elsewhere.post(f"/jobs/{ref}/cancel").status_code == 404
    assert "读取台账" in text(admin, "/jobs")
    assert "台账.xlsx" not in text(admin, "/jobs")
    assert COUNTY
