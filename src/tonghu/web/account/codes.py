"""Words for the codes of the ledger: modality, status of documents and values, kinds of rules, types of facts."""

from __future__ import annotations

from tonghu.base.texts import Lang, Text
from tonghu.law.places.load import DatedValue
from tonghu.web.account.wording import figure, source_told, value_told

MODALITIES = {
    "shall": Text("应当", "shall"), "may": Text("可以", "may"), "encourage": Text("鼓励", "encouraged"),
    "target": Text("目标", "aim"),
}  # fmt: skip
DOCUMENT_STATUS = {"in_force": Text("有效", "in force"), "draft": Text("征求意见稿", "draft")}
VALUE_STATUS = {
    "verified": Text("已核实", "verified"), "unverified": Text("未核实", "unverified"), "county": Text("本县", "county"),
}  # fmt: skip
RELATIONS = {
    "same": Text("相同", "same"), "adds": Text("增加", "adds"), "silent": Text("没有", "silent"),
    "narrows": Text("收窄", "narrows"),
}  # fmt: skip
SERVED_BY = {
    "rule": Text("规则", "rule"), "value": Text("数值", "value"), "workflow": Text("办理", "workflow"),
    "indicator": Text("指标", "indicator"), "duty": Text("职责", "duty"), "engine": Text("引擎", "engine"),
}  # fmt: skip
KINDS = {
    "category": Text("类别", "category"), "benefit": Text("待遇", "benefit"), "entitlement": Text("服务", "entitlement"),
    "duty": Text("职责", "duty"), "exit": Text("退出", "exit"), "block": Text("禁止", "block"),
    "question": Text("待判断", "open question"), "indicator": Text("指标", "indicator"),
    "condition": Text("条件", "condition"), "quantity": Text("数量", "quantity"),
}  # fmt: skip
TYPES = {
    "bool": Text("是或否", "yes or no"), "enum": Text("选一", "one of"), "list": Text("可多选", "several of"),
    "int": Text("整数", "whole number"), "money": Text("金额", "money"), "percent": Text("百分比", "percent"),
    "number": Text("数字", "number"), "date": Text("日期", "day"), "datetime": Text("日期和时刻", "day and hour"),
    "text": Text("文字", "text"),
}  # fmt: skip


def dated_told(entry: DatedValue, lang: Lang) -> str:
    """A dated value: since when, how much, how sure, and by what."""
    status = VALUE_STATUS[entry.status].in_(lang)
    since = f"{entry.since} " if entry.since else ""
    source = source_told(entry.basis, lang)
    basis = f"（{status}：{source}）" if lang == "zh" else f" ({status}: {source})"
    told = figure(entry.value, entry.unit, lang) if entry.unit else value_told(entry.name, entry.value, lang)
    return f"{since}{told}{basis}"
