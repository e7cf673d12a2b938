"""Een rij voor velen: whom it reaches, whom it leaves out and why, and what is refused."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from portal.people.models import Membership, Pupil
from portal.register.actions import DisclosureRefusedError, Handover, Limits, weigh
from portal.register.models import Disclosure, DisclosureExclusion, Recipient
from portal.register.rules import Channel, ExclusionCode, known_fields
from tests.builders import make_group, make_pupil, tie
from tests.cast import Cast
from tests.register.builders import adopt, processing, share


@pytest.fixture(autouse=True)
def _register(cast: Cast, today: date) -> None:
    adopt(cast, today)


@pytest.fixture
def sofie(cast: Cast) -> Pupil:
    """A second pupil of Noor's group."""
    return make_pupil(cast.school, "Sofie", None, group=cast.group)


def test_those_without_consent_are_left_out_of_one_row(
    cast: Cast, today: date, sofie: Pupil
) -> None:
    row = share(
        cast,
        cast.group,
        today,
        code="schoolgids",
        fields="photo",
        consent={cast.noor.pk: True},
        leave_out=True,
    )
    left_out = DisclosureExclusion.objects.get(disclosure=row)
    assert (left_out.pupil_id, left_out.reason) == (sofie.pk, "no_consent")
    assert Disclosure.objects.visible_to(cast.noor).get() == row
    assert not Disclosure.objects.visible_to(sofie).exists()


def test_without_saying_so_it_is_refused_and_only_counted(
    cast: Cast, today: date, sofie: Pupil
) -> None:
    with pytest.raises(DisclosureRefusedError, match="Voor 1 van de 2 leerlingen") as refusal:
        share(
            cast,
            cast.group,
            today,
            code="schoolgids",
            fields="photo",
            consent={cast.noor.pk: True},
        )
    assert "Sofie" not in str(refusal.value)
    assert not Disclosure.objects.exists()


@pytest.mark.parametrize("code", [ExclusionCode.OBJECTED, ExclusionCode.RESTRICTED])
def test_for_whom_it_stopped_is_left_out_or_it_is_refused(
    cast: Cast, today: date, sofie: Pupil, code: ExclusionCode
) -> None:
    stopped = {sofie.pk: code}
    with pytest.raises(DisclosureRefusedError, match="mag dit niet meer"):
        share(cast, cast.group, today, stopped=stopped)
    with pytest.raises(DisclosureRefusedError) as refusal:
        share(cast, sofie, today, stopped=stopped, leave_out=True)
    assert refusal.value.code == "stopped"
    row = share(cast, cast.group, today, stopped=stopped, leave_out=True)
    assert [one.reason for one in row.exclusions.all()] == [code.value]
    assert not Disclosure.objects.visible_to(sofie).exists()


def test_when_nobody_is_left_it_is_refused(cast: Cast, today: date) -> None:
    stopped = {cast.noor.pk: ExclusionCode.OBJECTED}
    with pytest.raises(DisclosureRefusedError):
        share(cast, cast.group, today, stopped=stopped, leave_out=True)
    with pytest.raises(DisclosureRefusedError, match="geen toestemming"):
        share(cast, cast.group, today, code="schoolgids", fields="photo", leave_out=True)
    assert not DisclosureExclusion.objects.exists()


def test_a_group_without_pupils_is_refused(cast: Cast, today: date) -> None:
    with pytest.raises(DisclosureRefusedError, match="hoort hier geen leerling bij") as refusal:
        share(cast, make_group(cast.school, "8B"), today)
    assert refusal.value.code == "nobody"
    assert refusal.value.advice


def test_a_day_that_must_come_or_before_the_pupil_is_refused(cast: Cast, today: date) -> None:
    with pytest.raises(DisclosureRefusedError, match="Deze dag komt nog"):
        share(cast, cast.noor, today + timedelta(days=1), today=today)
    with pytest.raises(DisclosureRefusedError, match="nog niet ingeschreven"):
        share(cast, cast.noor, date(2020, 7, 31))


def test_a_former_pupil_may_be_disclosed_about(cast: Cast, today: date) -> None:
    row = share(cast, cast.bram, today)
    assert Disclosure.objects.visible_to(cast.bram).get() == row


def test_a_recipient_without_role_is_refused(cast: Cast, today: date) -> None:
    Recipient.objects.filter(name="GGD Vlinderland").update(role="")
    with pytest.raises(DisclosureRefusedError, match="welke rol"):
        share(cast, cast.noor, today)


def test_ones_own_household_is_for_a_colleague(cast: Cast, today: date) -> None:
    tie(cast.guardians["fatima"], cast.noah)
    with pytest.raises(DisclosureRefusedError, match="uw eigen gezin"):
        share(cast, cast.noor, today, by=cast.fatima)
    assert share(cast, cast.group, today, by=cast.fatima).group_id == cast.group.pk


def test_exclusions_are_never_changed_or_deleted(cast: Cast, today: date, sofie: Pupil) -> None:
    stopped = {sofie.pk: ExclusionCode.OBJECTED}
    share(cast, cast.group, today, stopped=stopped, leave_out=True)
    with pytest.raises(DatabaseError), transaction.atomic():
        DisclosureExclusion.objects.all().delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        DisclosureExclusion.objects.update(reason="restricted")
    assert DisclosureExclusion.objects.count() == 1


def test_a_row_for_many_is_one_row(cast: Cast, today: date) -> None:
    for number in range(20):
        Membership.objects.create(
            pupil=make_pupil(cast.school, f"Kind {number}", None), group=cast.group, since=today
        )
    share(cast, cast.group, today)
    assert Disclosure.objects.count() == 1
    assert not DisclosureExclusion.objects.exists()


def test_weighing_writes_nothing(cast: Cast, today: date, sofie: Pupil) -> None:
    jgz = processing(cast, "jgz")
    limits = Limits({}, {sofie.pk: ExclusionCode.RESTRICTED}, leave_out=True, today=today)
    to, fields = list(jgz.recipients.all()), known_fields(["first_name"])
    handover = Handover(jgz, to, fields, Channel.PAPER)
    weighed = weigh(cast.group, handover, limits, on=today, by=cast.petra)
    assert (weighed.verdict.allowed, weighed.total, weighed.reached) == (True, 2, 1)
    assert not Disclosure.objects.exists()
