"""Verstrekken: what the verb writes, what the rule refuses, and who may know."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from portal.audit.models import Event
from portal.people.models import Enrolment, Membership
from portal.register import actions
from portal.register.actions import DisclosureRefusedError, Secrecy
from portal.register.models import Disclosure, DisclosureRecipient, DisclosureText, HiddenUntil
from portal.register.rules import Fact, Reason
from tests.cast import Cast
from tests.register.builders import adopt, hidden_row, processing, safe_home, secret, share


@pytest.fixture(autouse=True)
def _register(cast: Cast, today: date) -> None:
    adopt(cast, today)


def test_a_disclosure_is_a_row_with_its_recipients(cast: Cast, today: date) -> None:
    row = share(cast, cast.noor, today, description="Oproep voor groep 5.")
    assert [one.name for one in row.recipients.all()] == ["GGD Vlinderland"]
    assert row.fields == ["first_name", "last_name", "birth_date", "group_name"]
    assert (row.pupil_id, row.group_id, row.basis) == (cast.noor.pk, None, "e")
    assert (row.recorded_by_id, row.hidden) == (cast.petra.pk, False)
    assert DisclosureText.objects.get(disclosure=row).description == "Oproep voor groep 5."


def test_the_audit_has_codes_only(cast: Cast, today: date) -> None:
    row = share(cast, cast.noor, today, description="Oproep")
    event = Event.objects.get(verb="register.disclosed")
    assert (event.subject_id, event.pupil_id) == (str(row.pk), cast.noor.pk)
    assert event.facts == {}


def test_the_ledger_refuses_change_and_deletion(cast: Cast, today: date) -> None:
    share(cast, cast.noor, today)
    with pytest.raises(DatabaseError), transaction.atomic():
        Disclosure.objects.update(hidden=True)
    with pytest.raises(DatabaseError), transaction.atomic():
        DisclosureRecipient.objects.all().delete()


def test_a_disclosure_is_about_exactly_one(cast: Cast, today: date) -> None:
    facts = {"board": cast.board, "on": today, "basis": "e", "fields": [], "channel": "link"}
    with pytest.raises(IntegrityError):
        Disclosure.objects.create(
            **facts,
            processing=processing(cast, "jgz"),
            consent=Reason.NO_CONSENT_NEEDED.value,
            recorded_by_id=cast.petra.pk,
        )


@pytest.mark.parametrize("allowed", [True, False, None])
def test_a_photo_goes_only_with_consent(cast: Cast, today: date, allowed: bool | None) -> None:
    consent = {} if allowed is None else {cast.noor.pk: allowed}
    if allowed:
        row = share(cast, cast.noor, today, code="schoolgids", fields="photo", consent=consent)
        assert row.consent == Reason.CONSENT_GIVEN
        return
    with pytest.raises(DisclosureRefusedError, match="Er is geen toestemming"):
        share(cast, cast.noor, today, code="schoolgids", fields="photo", consent=consent)
    assert not Disclosure.objects.exists()


def test_a_group_photo_needs_everybodys_consent(cast: Cast, today: date) -> None:
    Membership.objects.create(pupil=cast.noah, group=cast.group, since=today)
    consent = {cast.noor.pk: True}
    with pytest.raises(DisclosureRefusedError):
        share(cast, cast.group, today, code="schoolgids", fields="photo", consent=consent)
    consent[cast.noah.pk] = True
    row = share(cast, cast.group, today, code="schoolgids", fields="photo", consent=consent)
    assert row.group_id == cast.group.pk


def test_a_refusal_says_in_dutch_which_field(cast: Cast, today: date) -> None:
    with pytest.raises(DisclosureRefusedError, match="persoonsgebonden nummer") as refusal:
        share(cast, cast.noor, today, fields="first_name pgn", consent={cast.noor.pk: True})
    assert refusal.value.code == "field_never"


def test_an_agreement_is_a_fact_of_the_recipient(cast: Cast, today: date) -> None:
    fields, claimed = "first_name last_name", frozenset({Fact.AGREEMENT})
    before = today - timedelta(days=1)
    with pytest.raises(DisclosureRefusedError, match="verwerkersovereenkomst"):
        share(cast, cast.noor, before, code="basispoort", fields=fields, facts=claimed)
    share(cast, cast.noor, today, code="basispoort", fields=fields)


def test_bulk_rows_reach_who_was_there_that_day(cast: Cast, today: date) -> None:
    group = share(cast, cast.group, today)
    school = share(cast, cast.school, today)
    other = share(cast, cast.so, today)
    assert set(Disclosure.objects.visible_to(cast.noor)) == {group, school}
    assert set(Disclosure.objects.visible_to(cast.noah)) == {other}
    assert not Disclosure.objects.visible_to(cast.bram).exists()


def test_a_bulk_row_does_not_reach_who_had_left_or_came_later(cast: Cast, today: date) -> None:
    share(cast, cast.group, today)
    share(cast, cast.school, today)
    Membership.objects.filter(pupil=cast.noor).update(until=today)
    Enrolment.objects.filter(pupil=cast.noor).update(since=today + timedelta(days=1))
    assert not Disclosure.objects.visible_to(cast.noor).exists()


def test_hiding_needs_a_reason_a_date_and_a_second_person(cast: Cast, today: date) -> None:
    recipients, facts = [safe_home(cast)], frozenset({Fact.NECESSARY, Fact.SOURCE_NAMED})
    late = secret(cast, today)
    for wrong in (
        Secrecy(" ", late.review_on, cast.frank),
        Secrecy("reden", today, cast.frank),
        Secrecy("reden", late.review_on, cast.petra),
    ):
        with pytest.raises(DisclosureRefusedError) as refusal:
            share(
                cast,
                cast.noor,
                today,
                code="ondersteuningsteam",
                fields="first_name",
                facts=facts | {Fact.SAFETY},
                recipients=recipients,
                secrecy=wrong,
            )
        assert refusal.value.code == "fact_missing"
    assert not Disclosure.objects.exists()


def test_what_no_rule_hides_cannot_be_hidden(cast: Cast, today: date) -> None:
    with pytest.raises(DisclosureRefusedError) as refusal:
        share(cast, cast.noor, today, secrecy=secret(cast, today))
    assert refusal.value.code == "not_hidden"


def test_a_hidden_row_is_seen_by_nobody_until_it_is_lifted(cast: Cast, today: date) -> None:
    row = hidden_row(cast, today)
    assert HiddenUntil.objects.get(disclosure=row).agreed_by_id == cast.frank.pk
    assert not Disclosure.objects.visible_to(cast.noor).exists()
    actions.lift(row, by=cast.petra, today=today)
    assert Disclosure.objects.visible_to(cast.noor).get() == row
    assert Event.objects.filter(verb="register.lifted").exists()
