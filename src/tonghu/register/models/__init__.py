"""The tables of the register."""

from tonghu.register.models.facts import Attachment, Fact
from tonghu.register.models.imports import Import, ImportRow
from tonghu.register.models.inquiries import Inquiry
from tonghu.register.models.jobs import Job
from tonghu.register.models.lists import SavedList
from tonghu.register.models.people import (
    Certificate,
    Child,
    Guardianship,
    Household,
    Person,
    Relationship,
    Residence,
    Schooling,
)
from tonghu.register.models.standing import Delivery, Run, Standing, StandingChange, StandingCount

__all__ = [
    "Attachment", "Certificate", "Child", "Delivery", "Fact", "Guardianship", "Household", "Import", "ImportRow", "Inquiry",
    "Job", "Person", "Relationship", "Residence", "Run", "SavedList", "Schooling", "Standing", "StandingChange",
    "StandingCount",
]  # fmt: skip
