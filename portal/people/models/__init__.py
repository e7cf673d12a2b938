"""Who is who: boards, schools, pupils, guardians, accounts and roles."""

from portal.people.models.boards import Board, Group, Reglement, School
from portal.people.models.dated import Dated, DatedQuerySet, holds
from portal.people.models.guardians import Guardian, Guardianship, Mandate
from portal.people.models.pupils import Enrolment, Membership, Pupil
from portal.people.models.users import Role, TeachingLink, User, folded

__all__ = [
    "Board",
    "Dated",
    "DatedQuerySet",
    "Enrolment",
    "Group",
    "Guardian",
    "Guardianship",
    "Mandate",
    "Membership",
    "Pupil",
    "Reglement",
    "Role",
    "School",
    "TeachingLink",
    "User",
    "folded",
    "holds",
]
