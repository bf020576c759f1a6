"""The rule set in OpenFisca, in its usual style: one class a variable, parameters looked up by an enum."""

import numpy as np
from data import BOOLS, CONSUMPTION, DIBAO, PLACES, TAPER, Clock, asked, children
from openfisca_core.entities import build_entity
from openfisca_core.indexed_enums import Enum, EnumArray
from openfisca_core.parameters import ParameterNode
from openfisca_core.periods import DateUnit
from openfisca_core.simulation_builder import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

MONTH, ETERNITY = DateUnit.MONTH, DateUnit.ETERNITY
Person = build_entity("person", "persons", "child", is_person=True)
Household = build_entity(
    "household", "households", "household", roles=[{"key": "member", "plural": "members", "label": "m"}]
)


class Place(Enum):
    hz = "hz"
    sc = "sc"
    nm = "nm"
    tj = "tj"


def system(columns):
    """The tax-benefit system with its inputs, thirteen variables and three parameters."""
    classes = [_input(name) for name in columns]

    def var(name, type_, formula):
        def run(person, period, parameters):
            return formula(lambda v: person(v, period), period, parameters)

        classes.append(type(name, (Variable,), {"value_type": type_, "entity": Person, "definition_period": MONTH,
                                                "label": name, "formula": run}))  # fmt: skip

    def look(name):
        return lambda g, p, at: getattr(at(p), name)[g("jur")]

    def index(p):
        return p.start.year * 12 + p.start.month

    var("age", int, lambda g, p, at: (p.start.year * 10000 + p.start.month * 100 + 1 - g("birth")) // 10000)
    var("age_ok", bool, lambda g, p, at: (g("age") < 18) + g("study") * g("cov18"))
    var("orphan", bool, lambda g, p, at: g("age_ok") * (g("adopted") == False) * ((g("s1") == 9) + (g("s1") == 11))  # noqa: E712
        * ((g("s2") == 9) + (g("s2") == 11)))  # fmt: skip
    for i in "12":
        var(f"circ{i}", bool, lambda g, p, at, s=f"s{i}": (g(s) >= 1) * (g(s) <= 8))
        var(f"gone{i}", bool, lambda g, p, at, s=f"s{i}": (g(s) == 9) + (g(s) == 10))
    var("unattended", bool, lambda g, p, at: g("age_ok") * (g("adopted") == False) * (g("orphan") == False) * (  # noqa: E712
        g("circ1") * g("circ2") + g("gone1") * g("circ2") + g("gone2") * g("circ1")
        + g("gone1") * g("ra2") * g("un2") + g("gone2") * g("ra1") * g("un1")))  # fmt: skip
    var("in_taper", bool, lambda g, p, at: (g("ended") > 0) * (index(p) >= g("ended"))
        * (index(p) - g("ended") < look("taper")(g, p, at)) * (g("adopted") == False))  # noqa: E712  # fmt: skip
    var(
        "category",
        int,
        lambda g, p, at: np.where(g("orphan"), 1, np.where(g("unattended") + g("in_taper"), 2, 0)),
    )
    var(
        "standard",
        float,
        lambda g, p, at: np.floor(
            look("pcc")(g, p, at).astype(np.float64) * np.where(g("inst"), 0.75, 0.65) / 12 + 0.5
        ),
    )
    var("basic_living", float, lambda g, p, at: np.where(g("category") > 0, g("standard"), 0))
    var("single_household", bool, lambda g, p, at: (g("fam") == 2) * (g("ill") + g("dis")) * (g("age") < 18))
    var("dibao", float, lambda g, p, at: _dibao(g, look("dibao_standard")(g, p, at)))
    var("monthly_total", float, lambda g, p, at: np.maximum(g("basic_living"), g("dibao")))
    made = TaxBenefitSystem([Person, Household])
    made.parameters = _parameters()
    for one in classes:
        made.add_variable(one)
    return made


def _dibao(g, standard):
    topped = np.maximum(0, standard - np.floor(g("income") / g("hhsize")))
    return np.where(g("single_household"), standard, np.where(g("fam") == 1, topped, 0))


def _input(name):
    attributes = {"entity": Person, "definition_period": ETERNITY, "label": name}
    if name == "jur":
        attributes |= {"value_type": Enum, "possible_values": Place, "default_value": Place.hz}
    else:
        attributes["value_type"] = bool if name in BOOLS else float if name == "income" else int
    return type(name, (Variable,), attributes)


def _parameters():
    tables = {"pcc": {f"{y + 1}-01-01": v for y, v in CONSUMPTION.items()},
              "dibao_standard": {f"{k // 100}-{k % 100:02d}-01": v for k, v in DIBAO.items()}, "taper": {"2025-01-01": TAPER}}  # fmt: skip
    return ParameterNode("", data={
        name: {place: {"values": {day: {"value": v[i]} for day, v in dated.items()}} for i, place in enumerate(PLACES)}
        for name, dated in tables.items()
    })  # fmt: skip


def main():
    n, months = asked()
    columns = children(n)
    made = system(columns)
    clock = Clock()
    simulation = SimulationBuilder().build_default_simulation(made, n)
    for name, column in columns.items():
        simulation.set_input(
            name, "ETERNITY", EnumArray(column.astype(np.int16), Place) if name == "jur" else column
        )
    total = [0.0, 0, 0, 0]
    for month in range(1, months + 1):
        period = f"2026-{month:02d}"
        amount = simulation.calculate("monthly_total", period).astype(np.float64).sum()
        category = simulation.calculate("category", period)
        single = simulation.calculate("single_household", period).sum()
        total = [
            x + y
            for x, y in zip(
                total, (amount, (category == 1).sum(), (category == 2).sum(), single), strict=True
            )
        ]
    clock.report("OpenFisca", total)


if __name__ == "__main__":
    main()
