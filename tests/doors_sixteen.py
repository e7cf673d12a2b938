"""Doors of mandates and representation: for the pupil of 16, and for officer, FG and director."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from portal.people.models import Guardianship, Mandate, Pupil, Representation
from portal.people.rules import RepresentationBasis, turns
from tests.builders import make_pupil, tie
from tests.cast import Cast
from tests.door import EVERYBODY, FAMILY_OF_BOARD, Door

STRANGERS = f"{FAMILY_OF_BOARD} mila iris bas lotte ad otto"


def make_kim(cast: Cast, today: date) -> Pupil:
    """16, in special education; Olga has authority."""
    kim = Pupil.objects.filter(first_name="Kim").first()
    if kim is None:
        kim = make_pupil(cast.so, "Kim", turns(today, -16) - timedelta(days=30))
        tie(cast.guardians["olga"], kim)
    return kim


def make_represented(
    cast: Cast, today: date, *, agreed: bool = True, **more: Any
) -> Representation:
    """Olga may act for Kim, once a second person agreed."""
    kim = make_kim(cast, today)
    facts: dict[str, Any] = {
        "basis": RepresentationBasis.UNABLE,
        "reason": "Kan dit niet overzien.",
        "decided_by": cast.petra,
        "since": today,
        "review_by": turns(today, 1),
    }
    second = {"agreed_by": cast.henk, "agreed_on": today} if agreed else {}
    return Representation.objects.create(
        pupil=kim, guardian=cast.guardians["olga"], **facts | second | more
    )


def _mandate(cast: Cast, _today: date) -> dict[str, Any]:
    return {"pk": Mandate.objects.get(guardian=cast.guardians["jan"]).pk}


def _waits(cast: Cast, today: date) -> dict[str, Any]:
    return {"pk": make_represented(cast, today, agreed=False).pk}


def _link(cast: Cast, today: date) -> dict[str, Any]:
    return {"link_id": Guardianship.objects.get(pupil=make_kim(cast, today)).pk}


NONE: dict[str, Any] = {"pk": uuid4()}

DOORS: dict[str, Door] = {
    "roof:mandates": Door(get={200: "sam"}),
    "roof:give_mandate": Door(get={200: "sam"}, post={200: "sam"}),
    "roof:revoke_mandate": Door(_mandate, {405: EVERYBODY}, post={302: "sam"}, absent=NONE),
    "roof:representations": Door(get={200: "henk petra frank vera", 403: STRANGERS}),
    "roof:representation": Door(_waits, {200: "petra frank"}, absent=NONE),
    "roof:new_representation": Door(
        _link,
        {200: "petra", 403: "henk frank"},
        post={200: "petra", 403: "henk frank"},
        absent={"link_id": uuid4()},
    ),
    "roof:agree_representation": Door(
        _waits, {405: EVERYBODY}, post={302: "petra", 403: "frank"}, absent=NONE
    ),
    "roof:end_representation": Door(
        _waits, {405: EVERYBODY}, post={302: "petra", 403: "frank"}, absent=NONE
    ),
}
