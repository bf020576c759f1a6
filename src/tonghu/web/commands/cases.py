"""Cases of a file or of standard input, read and answered one by one: a faulty one never stops the others."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from tonghu.base.errors import Fault, Faults
from tonghu.base.texts import Lang, Text
from tonghu.law.engine.determine import Options, determine

OURS = ("expected", "variants")  # what golden cases carry besides


class _Loader(yaml.CSafeLoader):
    """YAML in which an impossible day stays text (the case is told, not the file), and no name stands twice."""


def _day_or_text(loader: _Loader, node: yaml.ScalarNode) -> Any:
    try:
        return loader.construct_yaml_timestamp(node)
    except ValueError:
        return loader.construct_scalar(node)


def _without_doubles(loader: _Loader, node: yaml.MappingNode) -> Any:
    seen = set()
    for key, _ in node.value:
        if key.tag.endswith(":str") and key.value in seen:
            raise yaml.constructor.ConstructorError(None, None, f"“{key.value}” ×2", key.start_mark)
        seen.add(key.value if isinstance(key.value, str) else None)
    return loader.construct_yaml_map(node)


_Loader.add_constructor("tag:yaml.org,2002:timestamp", _day_or_text)
_Loader.add_constructor("tag:yaml.org,2002:map", _without_doubles)


def read_cases(source: str, lang: Lang) -> list[Any]:
    """Cases of a YAML or JSON file (`-`: standard input). Raises Faults when the file cannot be read at all."""
    where = named(source)
    try:
        raw = sys.stdin.buffer.read() if source == "-" else Path(source).read_bytes()
        text = raw.decode("utf-8-sig")
        loaded = json.loads(text) if source.endswith(".json") else _from_yaml(text)
    except UnicodeDecodeError as error:
        raise _unreadable(where, Text("不是 UTF-8 文本", "not UTF-8 text"), lang) from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise _unreadable(where, _broken("YAML", line, column, error.problem or ""), lang) from error
    except json.JSONDecodeError as error:
        raise _unreadable(where, _broken("JSON", error.lineno, error.colno, error.msg), lang) from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise _unreadable(where, Text("不合 YAML 或 JSON 的写法", "neither YAML nor JSON"), lang) from error
    if loaded is None:
        raise _unreadable(where, Text("没有案例", "holds no case"), lang)
    return [_plain(case) for case in (loaded if isinstance(loaded, list) else [loaded])]


def _from_yaml(text: str) -> Any:
    loader = _Loader(text)
    try:
        return loader.get_single_data()
    finally:
        loader.dispose()


def named(source: str) -> str:
    """How the source is called in messages."""
    return "stdin" if source == "-" else source


def _plain(case: Any) -> Any:
    return {k: v for k, v in case.items() if k not in OURS} if isinstance(case, dict) else case


def _broken(kind: str, line: int, column: int, problem: str) -> Text:
    zh = f"第 {line} 行第 {column} 列不合 {kind} 的写法（缩进、冒号后的空格、引号、重复的名称）"
    return Text(zh, f"line {line}, column {column}: not {kind}: {problem}")


def _unreadable(where: str, what: Text, lang: Lang) -> Faults:
    mend = Text("写法见 docs/commands/determine.md", "see docs/commands/determine.md")
    return Faults(Fault(where, what.in_(lang), mend.in_(lang)))


def with_defaults(raw: Any, asked: argparse.Namespace) -> Any:
    """`--place` and `--as-of` serve cases that do not say."""
    if not isinstance(raw, dict):
        return raw
    extra = {"jurisdiction": getattr(asked, "place", None), "as_of_date": asked.as_of}
    said = {key: value for key, value in raw.items() if value is not None or key not in extra}
    return {**{k: v for k, v in extra.items() if v is not None}, **said}


def answers(asked: argparse.Namespace, chosen: Options) -> Iterator[tuple[dict[str, Any], str]]:
    """Each case's answer and title, in order; of a faulty one `{"id", "error"}`, its faults on standard error."""
    source = named(asked.source)
    for number, raw in enumerate(read_cases(asked.source, asked.lang), 1):
        has_id = isinstance(raw, dict) and raw.get("id") is not None
        try:
            answer = determine(
                with_defaults(raw, asked), chosen, where=source if has_id else f"{source} #{number}"
            )
        except Faults as error:
            yield told_error(raw, error, asked.lang), ""
        else:
            yield answer, str(raw.get("title") or "")


def told_error(raw: Any, error: Faults, lang: Lang) -> dict[str, Any]:
    """What stands in the place of a faulty case; its faults go to standard error, one a line."""
    for fault in error.faults:
        print(fault, file=sys.stderr)
    faults = [{"where": f.where, "what": f.what, "mend": f.mend} for f in error.faults]
    said = Text("未能读取，见各项", "could not be read; see the faults").in_(lang)
    return {
        "id": raw.get("id") if isinstance(raw, dict) else None,
        "error": {"message": said, "faults": faults},
    }
