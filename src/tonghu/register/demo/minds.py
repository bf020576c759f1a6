"""心理与安全: mental health, harm and conduct. Each function draws the circumstance of its name."""

from datetime import datetime, time

from tonghu.register.demo.sketch import Draw, Sketch, circumstance

# ------------------------------------------------------------------------------------------- mind


@circumstance
def mind_unrecorded(s: Sketch, d: Draw) -> None:
    """No mental-health screening on record."""


@circumstance
def mind_low(s: Sketch, d: Draw) -> None:
    """Screened, low risk."""
    _screened(s, d, "低")


@circumstance
def mind_medium(s: Sketch, d: Draw) -> None:
    """Screened, medium risk."""
    _screened(s, d, "中")


@circumstance
def mind_high(s: Sketch, d: Draw) -> None:
    """Screened, high risk; referred or not."""
    _screened(s, d, "高")
    s.child.update(mh_referral_status=d.one_of("无", "已转介", "已接收"))


@circumstance
def mind_critical(s: Sketch, d: Draw) -> None:
    """A crisis."""
    _screened(s, d, "危急")
    s.child.update(mh_referral_status=d.one_of("无", "已转介"), mh_screen_date=d.ago(0, 10))


@circumstance
def mind_treated(s: Sketch, d: Draw) -> None:
    """Diagnosed and in treatment."""
    _screened(s, d, "高")
    s.child.update(mh_diagnosed=True, mh_referral_status="治疗中", mh_community_rehab_assessed="未评估")


@circumstance
def mind_returned(s: Sketch, d: Draw) -> None:
    """Back in school after treatment."""
    _screened(s, d, "中")
    s.child.update(
        mh_diagnosed=True,
        mh_referral_status="已回归",
        discharge_date=d.ago(0, 200),
        mh_community_rehab_assessed=d.one_of("符合", "不符合", "未评估"),
    )


def _screened(s: Sketch, d: Draw, risk: str) -> None:
    s.child.update(mh_screen_date=d.ago(0, 360), mh_risk_level=risk, mh_file_exists=True, mh_diagnosed=False)


# ------------------------------------------------------------------------------------------- harm


@circumstance
def safe(s: Sketch, d: Draw) -> None:
    """No harm and no misconduct on record."""
    s.child.update(victimised=False, misconduct_level="无", dropout_risk="无")


@circumstance
def harm_unrecorded(s: Sketch, d: Draw) -> None:
    """Nothing recorded about harm or conduct."""


@circumstance
def victim(s: Sketch, d: Draw) -> None:
    """A victim of harm."""
    s.child.update(
        victimised=True,
        harm_type=d.one_of("家庭暴力", "虐待", "遗弃", "性侵害", "欺凌"),
        harm_date=d.ago(0, 400),
        legal_aid_applied=d.chance(0.3),
        judicial_relief_eligible=d.one_of("符合", "不符合", "未查明"),
    )


@circumstance
def victim_moved(s: Sketch, d: Draw) -> None:
    """A victim who cannot stay at home or in the school."""
    victim(s, d)
    home = d.chance(0.5)
    s.child.update(cannot_stay_home=home, cannot_stay_school=not home, transfer_needed=not home)


@circumstance
def report_open(s: Sketch, d: Draw) -> None:
    """A mandatory report that waits to be dealt with."""
    victim(s, d)
    day = d.ago(0, 5)
    s.child.update(harm_date=day, report_time=datetime.combine(day, time(d.random.randint(0, 23), 30)))


@circumstance
def misconduct(s: Sketch, d: Draw) -> None:
    """Misconduct."""
    s.child.update(victimised=False, misconduct_level="不良行为")


@circumstance
def grave_misconduct(s: Sketch, d: Draw) -> None:
    """Grave misconduct; the parents were given an order."""
    s.child.update(
        misconduct_level=d.one_of("严重不良行为", "违法犯罪"),
        family_order_type=d.one_of("训诫", "家庭教育指导令", "督促监护令"),
        family_order_executed=d.chance(0.5),
    )


@circumstance
def dropout_risk(s: Sketch, d: Draw) -> None:
    """At risk of dropping out of school."""
    s.child.update(victimised=False, dropout_risk=d.one_of("低", "高"), in_school=d.chance(0.8))
