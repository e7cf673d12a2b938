"""Builders for the pages in class: a full group, and the addresses of its pages."""

from datetime import date
from itertools import cycle, product
from uuid import UUID

from django.urls import reverse

from consent.actions import rebuild_current
from consent.models import Choice, Purpose, PurposeText
from consent.rules import Answer, Capacity, GivenVia, Medium
from portal.people.models import Group, Pupil, User
from portal.people.rules import turns
from tests.builders import make_guardian, make_pupil, make_user, tie
from tests.cast import Cast

LIST, LIST_PDF = "consent:photo_list", "consent:photo_list_pdf"


def group_page(group: Group, name: str = "group") -> str:
    """The list of a group, or its fotocheck ("photo_check")."""
    return reverse(f"consent:{name}", args=[group.pk])


def list_page(*groups: Group, name: str = LIST) -> str:
    """The photographer's list of these groups."""
    return f"{reverse(name)}?" + "&".join(f"groep={one.pk}" for one in groups)


def photo(group: Group, *keys: UUID) -> str:
    """The fotocheck with these pupils ticked."""
    return f"{group_page(group, 'photo_check')}?" + "&".join(f"leerling={key}" for key in keys)


def fill(cast: Cast, today: date, number: int) -> list[Pupil]:
    """So many more pupils in Noor's group, each with two parents."""
    found = []
    start = cast.group.memberships.count()
    for nr in range(start, start + number):
        pupil = make_pupil(cast.school, f"Kind{nr}", turns(today, -8), group=cast.group)
        for side in "ab":
            name = f"Ouder{nr}{side}"
            tie(make_guardian(cast.board, make_user(name)), pupil)
        found.append(pupil)
    return found


def ask_more(cast: Cast, today: date, number: int) -> list[Purpose]:
    """So many more questions of the board, all on the website."""
    found = []
    for nr in range(number):
        purpose = Purpose.objects.create(
            board=cast.board, code=f"extra-{nr}", medium=Medium.WEBSITE, position=20, since=today
        )
        PurposeText.objects.create(
            purpose=purpose,
            version=1,
            in_force_on=today,
            title=f"Foto bij project {nr}",
            question="Mag het?",
            explanation="Uitleg.",
            withdrawal="Dan haalt de school het weg.",
        )
        found.append(purpose)
    return found


def answered(purposes: list[Purpose], pupils: list[Pupil], by: User, today: date) -> None:
    """Yes and no by turns to all these questions, so that rows differ as in real life."""
    turn = cycle([Answer.GIVEN, Answer.REFUSED, Answer.GIVEN])
    rows = [
        Choice(
            purpose_id=one.pk,
            pupil_id=pupil.pk,
            guardian_id=pupil.guardianships.all()[0].guardian_id,
            answer=next(turn).value,
            version=1,
            capacity=Capacity.AUTHORITY.value,
            on=today,
            language="nl",
            text_sha256="",
            given_via=GivenVia.PORTAL.value,
            entered_by_id=by.pk,
        )
        for pupil, one in product(pupils, purposes)
    ]
    Choice.objects.bulk_create(rows)
    rebuild_current(repair=True)
