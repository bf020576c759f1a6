"""File names that every locale can read, and nothing in a file that ties it to one machine."""

import re
from pathlib import Path

# Written so that this file does not contain what it looks for.
MACHINE = re.compile(r"/wor[k]/|/hom[e]/[a-z]|/roo[t]/|/Use[r]s/|C:\\\\Use[r]s|/tm[p]/[a-z]")
TOOLS = re.compile(
    r"/wor[k]/\.librar[y]|librar[y] search|help[e]r session|\bsub-?agen[t]|\bclaud[e]\b|\bchatgp[t]\b|\bcopilo[t]\b",
    re.IGNORECASE,
)
OPEN = re.compile(r"\bTO[D]O\b|\bFIXM[E]\b|\bXX[X]\b|raise NotImplementedErro[r]")


def texts(tracked: list[Path]) -> list[tuple[str, str]]:
    return [(path.name, path.read_text("utf-8")) for path in tracked]


def found(pattern: re.Pattern[str], tracked: list[Path]) -> list[str]:
    return [f"{name}: {match.group()}" for name, text in texts(tracked) for match in pattern.finditer(text)]


def test_names_of_files_are_ascii(root: Path, tracked: list[Path]) -> None:
    assert [path for path in tracked if not str(path.relative_to(root)).isascii()] == []


def test_names_of_files_differ_in_more_than_case(root: Path, tracked: list[Path]) -> None:
    names = [str(path.relative_to(root)).lower() for path in tracked]
    assert len(names) == len(set(names))


def test_no_file_names_a_path_of_one_machine(tracked: list[Path]) -> None:
    assert found(MACHINE, tracked) == []


def test_no_file_names_the_tools_it_was_written_with(tracked: list[Path]) -> None:
    assert found(TOOLS, tracked) == []


def test_nothing_is_left_for_later(tracked: list[Path]) -> None:
    assert found(OPEN, tracked) == []


def test_no_workbook_is_kept(tracked: list[Path]) -> None:
    found = [path.name for path in tracked if path.suffix in {".xlsx", ".xls", ".et", ".csv"}]
    assert set(found) <= {"asvs.csv"}  # the state of a standard, not a county's data


def test_files_end_with_a_line_break_and_hold_no_carriage_return(tracked: list[Path]) -> None:
    for name, text in texts(tracked):
        assert not text or text.endswith("\n"), name
        assert "\r" not in text, name
