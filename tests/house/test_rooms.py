"""Only the nine rooms, each opened by one line that begins with its Chinese name."""

import ast
from pathlib import Path

ROOMS = {
    "base": "底座",
    "law": "法",
    "access": "守",
    "register": "册",
    "linkage": "找",
    "casework": "办",
    "payments": "发",
    "oversight": "督",
    "web": "台",
}


def rooms(root: Path) -> list[Path]:
    return [path for path in (root / "src/tonghu").iterdir() if path.is_dir() and path.name != "__pycache__"]


def test_there_is_no_tenth_room(root: Path) -> None:
    assert {room.name for room in rooms(root)} <= set(ROOMS)


def test_nothing_lies_outside_a_room(root: Path) -> None:
    files = {path.name for path in (root / "src/tonghu").iterdir() if path.is_file()}
    assert files == {"__init__.py", "py.typed"}


def test_each_room_says_what_it_is_in_one_line(root: Path) -> None:
    for room in rooms(root):
        docstring = ast.get_docstring(ast.parse((room / "__init__.py").read_text("utf-8"))) or ""
        assert docstring.startswith(f"{ROOMS[room.name]}: "), room.name
        assert "\n" not in docstring, room.name


def test_each_room_has_its_place_in_the_storeys(root: Path) -> None:
    storeys = (root / ".importlinter").read_text("utf-8").partition("exhaustive")[0]
    for name, chinese in ROOMS.items():
        assert name in storeys
        assert chinese in storeys


def test_rooms_open_their_tests_under_their_own_name(root: Path) -> None:
    folders = {
        path.name for path in (root / "tests").iterdir() if path.is_dir() and path.name != "__pycache__"
    }
    assert folders <= {*ROOMS, "house"}
