"""Faults of a write, told at the field of the form that they belong to."""

from __future__ import annotations

from django.forms import BaseForm

from tonghu.base.errors import Fault, Faults


def tell(form: BaseForm, faults: Faults) -> None:
    """Add each fault to the field that it names; to the form where it names none."""
    for fault in faults.faults:
        form.add_error(fault.where if fault.where in form.fields else None, told(fault))


def told(fault: Fault) -> str:
    """What is wrong and how to mend it, as one sentence or two."""
    stop = "。" if any("\u4e00" <= c <= "\u9fff" for c in fault.what) else ". "
    return f"{fault.what}{stop}{fault.mend}" if fault.mend else fault.what
