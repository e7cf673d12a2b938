"""Inviting, calling, helping at the desk and mandates: a phone and a desk, with the eyes of axe."""

from collections.abc import Callable

import pytest
from django.utils import timezone

from portal.people.models import User
from portal.people.rules import turns
from portal.signin.actions.reset import ask_reset
from portal.signin.models import Invitation
from portal.signin.rules import AskedVia, DocumentSeen
from tests.browser.conftest import Visitor
from tests.builders import make_pupil, make_user, tie
from tests.cast import Cast, make_cast
from tests.invite import HOUR, make_letter, make_unknown

pytestmark = pytest.mark.django_db(transaction=True)
Visitors = Callable[..., Visitor]
Ready = Callable[[User], User]
SIZES = pytest.mark.parametrize("desk", [False, True], ids=["360", "1280"])


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    """Newcomers, a pupil of 16, an account that a letter alone opened, and a lost telephone."""
    today, now = timezone.localdate(), timezone.now()
    cast = make_cast(today)
    make_pupil(cast.vo, "Kim", turns(today, -16))
    for name in ("Anna", "Bo", "Cas"):
        tie(make_unknown(cast.board, name, phone="0612345678"), cast.noor)
    make_letter(cast.lotte, cast.board, now, today)
    anna = cast.noor.guardianships.get(guardian__first_name="Anna").guardian
    letter, _code = make_letter(anna, cast.board, now, today)
    anna.user = make_user("Anna")
    anna.save()
    Invitation.objects.filter(pk=letter.pk).update(
        used_at=now, used_by=anna.user, alone_until=now + HOUR
    )
    phone, known = AskedVia.PHONE, DocumentSeen.KNOWN_IN_PERSON
    ask_reset(cast.daan, board=cast.board, by=cast.ad, via=phone, document=known, now=now)
    return cast


@SIZES
def test_the_office_invites_after_the_count_and_takes_letters_back(
    cast: Cast, visitor: Visitors, account: Ready, desk: bool
) -> None:
    ad = visitor(desk=desk)
    ad.signs_in(account(cast.ad))
    ad.opens("/uitnodigingen/")
    ad.reads("Medewerkers zonder account")
    ad.clicks("Basisschool De Regenboog, 5A")
    ad.clicks("Brieven maken voor iedereen zonder account")
    ad.reads("U maakt 2 brieven.")
    ad.clicks("Maak 2 brieven", "button")
    ad.reads("0 van 2 brieven klaar")
    ad.opens(f"/uitnodigingen/school/{cast.school.pk}/{cast.group.pk}/")
    ad.clicks("Brieven intrekken")
    ad.clicks("Trek 2 brieven in", "button")
    ad.reads("2 brieven zijn ingetrokken.")
    assert Invitation.objects.waiting().exclude(kind="staff").count() == 0


@SIZES
def test_the_office_notes_what_the_person_said(
    cast: Cast, visitor: Visitors, account: Ready, desk: bool
) -> None:
    iris = visitor(desk=desk, script=desk)
    iris.signs_in(account(cast.iris))
    iris.opens("/uitnodigingen/")
    iris.clicks("Anna Demo")
    iris.reads("0612345678")
    iris.page.get_by_label("Ja, ik heb dit account geopend.").check()
    iris.clicks("Vastleggen", "button")
    iris.reads("Vastgelegd.")
    assert Invitation.objects.get(guardian__first_name="Anna").checked_by == cast.iris


@SIZES
def test_the_desk_sees_what_waits_and_stops_it(
    cast: Cast, visitor: Visitors, account: Ready, desk: bool
) -> None:
    iris = visitor(desk=desk)
    iris.signs_in(account(cast.iris))
    iris.opens("/balie/")
    iris.clicks("Daan")
    iris.clicks("Stop dit")
    iris.page.get_by_label("Wij weten niet zeker wie dit vroeg.").check()
    iris.clicks("Stop dit", "button")
    iris.reads("Het is gestopt.")


@SIZES
def test_a_pupil_finds_the_mandates(
    cast: Cast, visitor: Visitors, account: Ready, desk: bool
) -> None:
    sam = visitor(desk=desk)
    sam.signs_in(account(cast.sam))
    sam.opens("/machtigingen/")
    sam.clicks("Trek in Jan Demo", "button")
    sam.reads("De machtiging is ingetrokken.")
