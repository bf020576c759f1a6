"""册·样例: a county of invented children, to try everything on before a real child is entered."""

from tonghu.register.demo.county import DEMO_DAY, DEMO_PLACE, Invented, invent, people
from tonghu.register.demo.frame import facts_frame

__all__ = ["DEMO_DAY", "DEMO_PLACE", "Invented", "facts_frame", "invent", "people"]
