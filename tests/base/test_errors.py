"""Faults and texts."""

import inspect

from tonghu.base import errors
from tonghu.base.errors import Fault, Faults, TonghuError, Unreadable
from tonghu.base.texts import Text


def test_a_fault_reads_as_a_sentence() -> None:
    assert str(Fault("第 3 行", "缺日", "请写全")) == "第 3 行: 缺日; 请写全"
    assert str(Fault("", "缺日", "")) == "缺日"


def test_faults_are_told_together() -> None:
    one, other = Fault("a", "b", "c"), Fault("d", "e", "f")
    assert str(Faults([one, other])) == "a: b; c\nd: e; f"
    assert Faults(one).faults == [one]


def test_unreadable_becomes_a_fault_at_its_place() -> None:
    error = Unreadable(Text("缺日", "no day"), Text("请写全", "write it out"))
    assert error.fault("A1") == Fault("A1", "缺日", "请写全")
    assert error.fault("A1", "en") == Fault("A1", "no day", "write it out")


def test_the_tree_in_the_docstring_is_the_tree() -> None:
    classes = [c for _, c in inspect.getmembers(errors, inspect.isclass) if issubclass(c, TonghuError)]
    assert all(c.__name__ in (errors.__doc__ or "") for c in classes)
