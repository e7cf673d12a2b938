"""The table of the doors: every address, and what each person finds behind it.

A door lists the people for each status; whoever is not named gets 404. Anonymous visitors and
people with only a password get 302 to the sign-in page, unless the door is public.
"""

from datetime import date
from uuid import uuid4

from consent.models import Purpose
from tests import (
    doors_announcing,
    doors_answer,
    doors_bewijs,
    doors_case,
    doors_clock,
    doors_decision,
    doors_desk,
    doors_disclosing,
    doors_documents,
    doors_drafts,
    doors_factors,
    doors_keeping,
    doors_klas,
    doors_passkeys,
    doors_queue,
    doors_recover,
    doors_reports,
    doors_roles,
    doors_rondes,
    doors_sixteen,
    doors_sso,
    doors_uitvoer,
    doors_vragen,
    doors_weg,
)
from tests.cast import Cast
from tests.door import EVERYBODY, FAMILY_OF_BOARD, STAFF_OF_BOARD, Door, Keys
from tests.doors_family import DOORS as FAMILY_PAGES
from tests.doors_invite import DOORS as INVITE
from tests.story import adopt_purposes, answered_request, filed_request


def _noor(cast: Cast, _today: date) -> Keys:
    return {"pupil_id": cast.noor.pk}


def _asked(cast: Cast, today: date) -> Keys:
    adopt_purposes(cast, today)
    return _noor(cast, today)


def _question(cast: Cast, today: date) -> Keys:
    adopt_purposes(cast, today)
    purpose = Purpose.objects.filter(board=cast.board).order_by("pk")[0]
    return {"pupil_id": cast.noor.pk, "purpose_id": purpose.pk}


def _open(cast: Cast, today: date) -> Keys:
    return {"pk": filed_request(cast, today).pk}


def _answered(cast: Cast, today: date) -> Keys:
    return {"pk": answered_request(cast, today).pk}


def _board(cast: Cast, _today: date) -> Keys:
    return {"slug": cast.board.slug}


PARENTS = {200: "fatima daan"}
NO_PUPIL: Keys = {"pupil_id": uuid4()}
NO_CASE: Keys = {"pk": uuid4()}
SEES_CASE = "iris henk petra frank"
HOME = {
    200: f"{FAMILY_OF_BOARD} mila ad",
    302: "iris bas lotte henk petra frank vera otto",
}

DOORS: dict[str, Door] = {
    "roof:home": Door(get=HOME),
    "roof:pupil": Door(_noor, PARENTS, absent=NO_PUPIL),
    "roof:help": Door(get={200: EVERYBODY}, public=True),
    "roof:privacy": Door(get={200: EVERYBODY}, public=True),
    "signin:login": Door(get={302: EVERYBODY}, post={302: EVERYBODY}, public=True),
    "signin:code": Door(get={302: EVERYBODY}, post={302: EVERYBODY}, public=True),
    "signin:logout": Door(get={405: EVERYBODY}, post={302: EVERYBODY}, public=True),
    "signin:signed_out": Door(get={302: EVERYBODY}, public=True),
    "account_login": Door(get={302: EVERYBODY}, post={302: EVERYBODY}, public=True),
    "account_logout": Door(get={405: EVERYBODY}, post={302: EVERYBODY}, public=True),
    "register:pupil": Door(_noor, PARENTS, absent=NO_PUPIL),
    "register:disclosures": Door(_noor, PARENTS, absent=NO_PUPIL),
    "register:board": Door(
        _board, {200: f"{FAMILY_OF_BOARD} {STAFF_OF_BOARD}"}, absent={"slug": "bestaat-niet"}
    ),
    "consent:choices": Door(_noor, PARENTS, absent=NO_PUPIL),
    "consent:together": Door(_asked, PARENTS, absent=NO_PUPIL),
    "consent:choose": Door(
        _question,
        {405: EVERYBODY},
        post={302: "fatima daan"},
        absent={"pupil_id": uuid4(), "purpose_id": uuid4()},
    ),
    "requests:list": Door(get={200: EVERYBODY}),
    "requests:new": Door(get={200: EVERYBODY}, post={200: EVERYBODY}),
    "requests:detail": Door(_open, {200: "fatima"}, absent=NO_CASE),
    "requests:letter": Door(_answered, {200: "fatima"}, absent=NO_CASE),
    "requests:withdraw": Door(_open, {405: EVERYBODY}, post={302: "fatima"}, absent=NO_CASE),
    "requests:queue": Door(
        get={200: "iris bas henk petra frank vera", 403: f"{FAMILY_OF_BOARD} mila lotte ad otto"}
    ),
    "requests:case": Door(_open, {200: SEES_CASE}, absent=NO_CASE),
    "requests:take_up": Door(
        _open, {405: EVERYBODY}, post={302: "iris petra", 403: "henk frank"}, absent=NO_CASE
    ),
    "requests:decide": Door(
        _open,
        {200: "iris petra", 403: "henk frank"},
        post={200: "iris petra", 403: "henk frank"},
        absent=NO_CASE,
    ),
    "requests:case_letter": Door(_answered, {200: SEES_CASE}, absent=NO_CASE),
    "requests:overview": Door(
        get={
            200: "petra frank vera",
            403: f"{FAMILY_OF_BOARD} mila iris bas lotte henk ad otto",
        }
    ),
    "set_language": Door(get={405: EVERYBODY}, post={302: EVERYBODY}, public=True),
    "security_txt": Door(get={200: EVERYBODY}, public=True),
}
DOORS |= doors_sso.DOORS

DOORS |= doors_factors.DOORS
DOORS |= doors_sixteen.DOORS
DOORS |= doors_recover.DOORS
DOORS |= doors_passkeys.DOORS
DOORS |= INVITE
DOORS |= doors_roles.DOORS
DOORS |= doors_documents.DOORS
DOORS |= FAMILY_PAGES
DOORS |= doors_keeping.DOORS
DOORS |= doors_disclosing.DOORS
DOORS |= doors_announcing.DOORS
DOORS |= doors_reports.DOORS
DOORS |= doors_klas.DOORS
DOORS |= doors_vragen.DOORS
DOORS |= doors_bewijs.DOORS
DOORS |= doors_weg.DOORS
DOORS |= doors_uitvoer.DOORS
DOORS |= doors_rondes.DOORS
DOORS |= doors_clock.DOORS
DOORS |= doors_case.DOORS
DOORS |= doors_desk.DOORS
DOORS |= doors_drafts.DOORS
DOORS |= doors_answer.DOORS
DOORS |= doors_queue.DOORS
DOORS |= doors_decision.DOORS


def expected(answers: dict[int, str], name: str) -> int:
    """The status for a person; 404 when the table is silent."""
    return next((status for status, names in answers.items() if name in names.split()), 404)
