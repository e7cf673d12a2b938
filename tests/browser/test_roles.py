"""Rollen: the list, giving, settling and the secrecy, on a telephone and at a desk."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from portal.people.models import Role, RoleProposal, User
from portal.people.rules import RoleKind
from portal.signin.actions.colleagues import open_staff_account
from portal.signin.actions.roles import give_role
from tests.browser.conftest import Visitor
from tests.cast import Cast, make_cast

pytestmark = pytest.mark.django_db(transaction=True)
Visitors = Callable[..., Visitor]
Account = Callable[[User], User]
SIZES = [pytest.param(False, id="360 px"), pytest.param(True, id="1280 px")]


@pytest.fixture
def today() -> date:
    """The pages ask the real clock, so the cast is made for the real day."""
    return timezone.localdate()


@pytest.fixture
def people(today: date, account: Account) -> Cast:
    """Ad and Petra can sign in; Nina has an account for work and no role."""
    made = make_cast(today)
    for user in (made.ad, made.petra):
        account(user)
    facts = {"display_name": "Nina Nieuw", "sign_in_name": "nina", "email": "nina@example.org"}
    open_staff_account(made.board, by=made.ad, now=timezone.now(), today=today, **facts)
    return made


def proposed(cast: Cast, today: date) -> RoleProposal:
    """Ad proposes Lotte as privacy officer."""
    made = give_role(
        cast.lotte, kind=RoleKind.OFFICER, board=cast.board, school=None, by=cast.ad, today=today
    )
    assert isinstance(made, RoleProposal)
    return made


@pytest.mark.parametrize("desk", SIZES)
def test_after_the_secrecy_comes_the_list(visitor: Visitors, people: Cast, desk: bool) -> None:
    ad = visitor(desk=desk)
    ad.signs_in(people.ad)
    ad.opens("/rollen/")
    ad.reads("Nina Nieuw")
    ad.page.get_by_label("Rol", exact=True).select_option("beheerder")
    ad.clicks("Toon deze rollen", "button")
    expect(ad.page.locator("tbody tr")).to_have_count(1)
    ad.clicks("Lijst om af te drukken")
    ad.page.emulate_media(media="print")
    expect(ad.page.locator(".sign-out")).not_to_be_visible()


@pytest.mark.parametrize("desk", SIZES)
def test_the_secrecy_comes_first_and_leads_on(visitor: Visitors, people: Cast, desk: bool) -> None:
    petra = visitor(desk=desk)
    petra.starts(people.petra, "/rollen/?stand=alle")
    expect(petra.page.locator("nav.menu")).to_have_count(0)
    petra.clicks("Akkoord", "button")
    petra.reads("Zet een vinkje")
    petra.page.get_by_label("Ik heb dit gelezen").check()
    petra.clicks("Akkoord", "button")
    expect(petra.page).to_have_url(f"{petra.address}/rollen/?stand=alle")


@pytest.mark.parametrize("desk", SIZES)
@pytest.mark.parametrize("script", [True, False])
def test_a_teacher_gets_a_group(visitor: Visitors, people: Cast, desk: bool, script: bool) -> None:
    ad = visitor(desk=desk, script=script)
    ad.signs_in(people.ad)
    ad.opens("/rollen/")
    ad.follows(ad.page.get_by_role("link", name=re.compile("Rol geven ?: Nina Nieuw")))
    ad.page.get_by_label("leraar").check()
    ad.page.get_by_label("Waar").select_option("Basisschool De Regenboog")
    ad.clicks("Rol geven", "button")
    ad.page.get_by_label("5A").check()
    ad.clicks("Rol geven", "button")
    ad.reads("De rol is gegeven")
    assert Role.objects.get(user__sign_in_name="nina").group == people.group


@pytest.mark.parametrize("desk", SIZES)
def test_the_second_person_agrees_and_the_page_says_so(
    visitor: Visitors, people: Cast, today: date, desk: bool
) -> None:
    proposal, petra = proposed(people, today), visitor(desk=desk)
    petra.signs_in(people.petra)
    petra.opens("/rollen/")
    petra.clicks("Beslissen over Lotte")
    petra.clicks("Goedkeuren", "button")
    petra.opens(f"/rollen/voorstel/{proposal.pk}/")
    petra.reads("Petra keurde dit voorstel goed")
    expect(petra.page.get_by_role("button", name="Goedkeuren")).to_have_count(0)


@pytest.mark.parametrize("desk", SIZES)
def test_who_proposed_takes_it_back(
    visitor: Visitors, people: Cast, today: date, desk: bool
) -> None:
    proposal, ad = proposed(people, today), visitor(desk=desk)
    ad.signs_in(people.ad)
    ad.opens("/rollen/")
    ad.clicks("Uw voorstel voor Lotte intrekken")
    ad.clicks("Voorstel intrekken", "button")
    ad.reads("Het voorstel is ingetrokken")
    proposal.refresh_from_db()
    assert proposal.withdrawn_on == today
