"""The verbs of the audit log in words."""

from __future__ import annotations

from tonghu.base.texts import Text

ACTIONS = {
    "login": Text("登录", "logged in"), "login.password": Text("密码正确", "password right"),
    "login.refused": Text("登录失败", "login failed"), "logout": Text("退出", "logged out"),
    "seat.take": Text("选择岗位", "took a seat"), "password.change": Text("修改密码", "changed the password"),
    "second.set": Text("设置第二因子", "set up the second factor"), "second.wrong": Text("设置时验证码不对", "wrong code while setting up"),
    "file.read": Text("查看档案", "read a file"), "reveal": Text("查看完整号码", "saw a whole number"),
    "document.add": Text("上传材料", "added a paper"), "document.read": Text("查看材料", "read a paper"),
    "child.open": Text("建档", "opened a file"), "child.import": Text("导入建档", "opened by import"),
    "fact.record": Text("登记事实", "recorded facts"), "fact.correct": Text("更正事实", "corrected facts"),
    "fact.undo": Text("撤销登记", "undid an entry"), "delivery.mark": Text("标记待遇进度", "marked a delivery"),
    "relative.add": Text("登记亲属", "added a relative"), "relative.correct": Text("更正亲属", "corrected a relative"),
    "guardianship.set": Text("登记监护", "recorded guardianship"), "residence.set": Text("登记住址", "recorded a residence"),
    "inquiry.ask": Text("发出核查", "asked to check"), "inquiry.answer": Text("答复核查", "answered a check"),
    "inquiry.withdraw": Text("撤回核查", "withdrew a check"),
    "import.upload": Text("上传台账", "uploaded a workbook"), "import.read": Text("读取台账", "read a workbook"),
    "import.decide": Text("处理导入行", "decided on rows"), "import.confirm": Text("确认导入", "confirmed an import"),
    "import.commit": Text("写入导入", "committed an import"), "import.again": Text("再次读取台账", "read a workbook again"),
    "import.back": Text("取回带错误的台账", "took back a marked workbook"),
    "list.export": Text("导出名单", "exported a list"), "list.print": Text("打印名单", "printed a list"),
    "list.save": Text("存名单", "kept a list"), "list.drop": Text("删名单", "removed a kept list"),
    "standing.determine": Text("判定", "determined"), "job.start": Text("开始任务", "started a job"),
    "job.cancel": Text("取消任务", "cancelled a job"), "api.read": Text("接口读取", "read by the API"),
    "grant.ask": Text("申请查阅", "asked for access"), "grant.approve": Text("批准查阅", "approved access"),
    "grant.refuse": Text("不批准查阅", "refused access"), "grant.withdraw": Text("撤回查阅", "ended access"),
    "user.create": Text("开账户", "opened an account"), "user.change": Text("改账户", "changed an account"),
    "user.disable": Text("停用账户", "closed an account"), "user.enable": Text("恢复账户", "reopened an account"),
    "user.unlock": Text("解锁", "unlocked"), "password.reset": Text("重置密码", "reset a password"),
    "second.reset": Text("重置第二因子", "reset a second factor"), "posting.add": Text("加岗位", "added a seat"),
    "posting.end": Text("结束岗位", "ended a seat"), "token.issue": Text("发接口令牌", "issued a token"),
    "token.revoke": Text("撤销令牌", "revoked a token"), "keys.rotate": Text("换密钥", "changed the key"),
    "keys.reseal": Text("重新加密", "sealed again"), "keys.drop": Text("移除旧密钥", "removed an old key"),
    "log.read": Text("查看日志", "read the log"), "log.export": Text("导出日志", "exported the log"),
    "log.verify": Text("核验日志", "verified the log"),
}  # fmt: skip


def told(action: str) -> Text:
    """The words of a verb; itself where it has none."""
    return ACTIONS.get(action, Text(action, action))


DETAILS = {
    "by": Text("按", "by"), "chain": Text("日志", "chain"), "rows": Text("条数", "rows"), "broken": Text("不符的条", "broken row"),
    "why": Text("原因", "why"), "field": Text("字段", "field"), "fields": Text("字段", "fields"), "whom": Text("谁的", "whose"),
    "compartments": Text("可见内容", "parts open"), "compartment": Text("内容", "part"), "part": Text("页面", "page"),
    "seat": Text("岗位", "seat"), "region": Text("地区", "region"), "posting": Text("岗位编号", "posting"),
    "taken_for": Text("用途", "purpose"), "grant": Text("申请编号", "request"), "hours": Text("小时", "hours"),
    "facts": Text("事实", "facts"), "relatives": Text("亲属", "relatives"), "children": Text("儿童数", "children"),
    "at_once": Text("立即", "at once"), "grants": Text("收回的授权", "grants ended"), "codes": Text("恢复码", "codes"),
    "days": Text("天数", "days"), "key": Text("密钥号", "key"), "table": Text("表", "table"), "column": Text("列", "column"),
    "rule": Text("项目", "item"), "state": Text("状态", "state"), "document": Text("材料", "paper"), "type": Text("类型", "type"),
    "job": Text("任务", "job"), "kind": Text("种类", "kind"), "run": Text("判定批次", "run"), "changed": Text("变化", "changed"),
}  # fmt: skip


def named(detail: str) -> Text:
    """The words of a part of a row; itself where it has none."""
    return DETAILS.get(detail, Text(detail, detail))
