"""What the verbs share: the law that is asked about."""

from __future__ import annotations

import argparse
import datetime as dt

from tonghu.law.engine.law import Law, law_for
from tonghu.law.places.load import Place
from tonghu.web.commands import options as shared


def law_of(asked: argparse.Namespace, place: Place, day: dt.date) -> Law:
    """The law of a place on a day, with the county's own file where one is given."""
    chosen = shared.options(asked)
    return law_for(place, day, only_documents=chosen.only_documents, overrides=chosen.overrides)
