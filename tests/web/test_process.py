"""The program as a process: help, status, pipes, encodings, interruption."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.web.conftest import ORPHAN, PROGRAM, Tonghu, process

from tonghu.web.commands import COMMANDS
from tonghu.web.commands.law import VERBS

Write = Callable[..., Path]
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def test_without_arguments_it_says_what_there_is() -> None:
    done = process()
    assert (done.status, done.err) == (0, "")
    for name in COMMANDS:
        assert re.search(rf"^  {name} +\S+ / \S+", done.out, re.MULTILINE)


def test_an_unknown_command_is_refused_and_a_version_told(tonghu: Tonghu) -> None:
    done = tonghu("determin")
    assert done.status == 2
    assert "determine" in done.err
    assert re.fullmatch(r"tonghu \d+\.\d+\.\d+\S*\n", tonghu("--version").out)


@pytest.mark.parametrize("words", [*([name] for name in COMMANDS), *(["law", verb] for verb in VERBS)])
def test_help_speaks_both_languages(
    words: list[str], tonghu: Tonghu, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "400")
    done = tonghu(*words, "--help")
    assert (done.status, done.err) == (0, "")
    told = [
        line
        for line in re.sub(r"\n {8,}", " ", done.out).splitlines()
        if re.match(r"  -{1,2}[a-z]", line) and "--help" not in line
    ]
    assert told
    for line in told:
        zh, _, en = line.partition(" / ")
        assert CHINESE.search(zh), line
        assert en, line
        assert not CHINESE.search(en.replace("儿童台账", "")), line


def test_an_unknown_option_is_refused(tonghu: Tonghu, write: Write) -> None:
    assert tonghu("determine", write(ORPHAN), "--jsn").status == 2
    assert tonghu("determine", write(ORPHAN), "--js").status == 2, "no option by half its name"


def test_files_and_pipes_get_utf_8_whatever_the_system_prefers(write: Write) -> None:
    path = write(ORPHAN)
    for env in ({"PYTHONIOENCODING": "gbk"}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}):
        done = process("determine", path, "--json", env=env)
        assert done.status == 0, done.err
        assert done.json[0]["jurisdiction"]["name"] == "内蒙古自治区"
    stdin = path.read_bytes()
    assert process("determine", "-", "--json", stdin=stdin, env={"PYTHONIOENCODING": "gbk"}).status == 0


def test_a_reader_who_has_seen_enough_is_no_error() -> None:
    with subprocess.Popen(
        [PROGRAM, "law", "coverage", "--all"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.read(1)
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait(60) == 0


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_an_interruption_is_told_in_one_word() -> None:
    # whoever runs the tests in the background has told all children to ignore the signal
    heed = "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler)"
    command = [sys.executable, "-c", f"{heed}; from tonghu.web.commands import main; sys.exit(main())"]
    with subprocess.Popen(
        [*command, "ask", "--place", "天津市"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        shown = b""
        while not shown.endswith(b"> "):
            shown += running.stdout.read(1)
        time.sleep(0.5)  # until it waits for the reply
        running.send_signal(signal.SIGINT)
        assert running.wait(20) == 130
        assert running.stderr.read().decode() == "已停止\n"


def test_the_demo_goes_through_to_a_result(tmp_path: Path) -> None:
    law = ("--place", "四川省", "--as-of", "2026-06-15")
    assert process("invent", "county.xlsx", "-n", 20, *law, cwd=tmp_path).status == 0
    done = process(
        "determine", "county.xlsx", "-o", "result.xlsx", "--values", "county.toml", *law, cwd=tmp_path
    )
    assert done.status in (0, 2), done.err
    assert "孩子 20 名" in done.out
    assert done.out.rstrip().endswith("结果：result.xlsx")
    assert (tmp_path / "result.xlsx").stat().st_size > 5000
