"""Who is who: boards, schools, pupils, guardians, accounts and roles."""

from portal.people.models.boards import Board, Group, Reglement, School
from portal.people.models.dated import Dated, DatedQuerySet, holds
from portal.people.models.guardians import Guardian, Guardianship, Mandate, Representation
from portal.people.models.households import is_household, pupils_at_home
from portal.people.models.pupils import Enrolment, Membership, Pupil
from portal.people.models.sixteen import SixteenNotice
from portal.people.models.users import Pledge, Role, RoleProposal, TeachingLink, User, folded

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
    "Pledge",
    "Pupil",
    "Reglement",
    "Representation",
    "Role",
    "RoleProposal",
    "School",
    "SixteenNotice",
    "TeachingLink",
    "User",
    "folded",
    "holds",
    "is_household",
    "pupils_at_home",
]
