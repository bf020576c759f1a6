"""参保资助: the whole premium for the groups named, a share by class for the others."""

from __future__ import annotations

from tonghu.law.language.expr import Expr, all_of, known, lean, scale
from tonghu.law.language.rule import Grounds, benefit, duty, quantity
from tonghu.law.systems.foundations.shorthand import not_on_file


@benefit("参保全额资助", "Full premium subsidy", unit="元/年", needs=("premium_amount",))
def premium_full(
    orphan: Expr, tekun: Expr, receives_basic_living: Expr, adult: Expr, premium_amount: Expr
) -> Grounds:
    """Orphans everywhere, tekun in Inner Mongolia and Tianjin, all on a living allowance in Hangzhou (A21).

    gb18-art05-2, sc53-art06-1, nm20-s2a1-3, tj-art05-3, hz-art02-3. In fen per year.
    """
    return Grounds(
        when=~adult,
        limbs={"orphan": orphan, "tekun": tekun, "basic_living": receives_basic_living},
        amount=premium_amount,
    )


@quantity("money", "参保分类资助金额", "amount of the premium subsidy by class")
def premium_share(premium_amount: Expr, param_premium_subsidy_ratio: Expr) -> Expr:
    """The local share of the personal premium; unset stays unset. In fen per year."""
    return scale(premium_amount, by=param_premium_subsidy_ratio, over=10_000)


@benefit("参保分类资助", "Premium subsidy by class", unit="元/年", candidate=("by_class", "unattended"),
         needs=("premium_amount", "param_premium_subsidy_ratio"))  # fmt: skip
def premium_subsidy(
    in_difficulty: Expr, unattended: Expr, on_dibao: Expr, marginal: Expr, tekun: Expr, adult: Expr,
    premium_full: Expr, premium_share: Expr,
) -> Grounds:  # fmt: skip
    """Those to whom no clause gives the whole premium; share and class are the medical-security bureau's (A21).

    gb18-art05-1 (by class), tj-art05-2 (every child in difficulty, from the rescue fund). In fen per year.
    """
    listed = on_dibao | marginal | tekun
    return Grounds(
        when=not_on_file(premium_full),
        limbs={
            "unattended": all_of(unattended, lean("A21", unattended)),
            "fund": in_difficulty,
            "by_class": all_of(~adult, listed),
        },
        amount=premium_share,
    )


@duty(
    "比对参保信息，加入无感代缴名单",
    "Match with insurance and pay the premium without an application",
    seat="医保",
)
def premium_batch(receives_basic_living: Expr, adult: Expr, insurance_enrolled: Expr) -> Grounds:
    """On a living allowance and not insured, or not yet matched. hz-art02-4."""
    listed = receives_basic_living & ~adult
    return Grounds(
        limbs={
            "uninsured": all_of(listed, ~insurance_enrolled),
            "unmatched": all_of(listed, ~known(insurance_enrolled)),
        }
    )
