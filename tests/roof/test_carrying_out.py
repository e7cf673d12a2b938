"""Uitvoeren: after the window, without whoever objects; the pages of staff around it."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from portal.audit.models import Look
from portal.people.access import ties_of
from portal.people.models import Group, Guardian, Membership, Pupil, User
from portal.register.access import Announced
from portal.register.actions import IntentRefusedError
from portal.register.models import Disclosure, IntendedDisclosure
from portal.roof.announced import carry_out_intent
from portal.roof.object import object_by
from requests_app.actions import withdraw
from requests_app.models import DataRequest
from tests.builders import make_pupil, tie
from tests.cast import Cast
from tests.register.builders import JGZ_SET, adopt, announced, handover_of, processing
from tests.requests_app.builders import NO, YES, answer

SignIn = Callable[[User], Client]


@pytest.fixture
def today() -> date:
    """The pages ask the real clock, so the cast is made for the real day."""
    return timezone.localdate()


@pytest.fixture
def sister(cast: Cast) -> Pupil:
    """A second pupil of Noor's group, a child of Olga."""
    made = make_pupil(cast.school, "Zus", None, group=cast.group)
    tie(cast.guardians["olga"], made)
    return made


@pytest.fixture
def row(cast: Cast, today: date, sister: Pupil) -> IntendedDisclosure:
    """Announced to the group of both."""
    adopt(cast, today)
    return announced(cast, cast.group, today)


def objects(cast: Cast, row: IntendedDisclosure, today: date) -> DataRequest:
    """Fatima, for Noor."""
    (mine,) = ties_of(cast.fatima, today)
    made = object_by(Announced(row, mine), by=cast.fatima, today=today)
    assert made is not None
    return DataRequest.objects.get(pk=made)


def carry(cast: Cast, row: IntendedDisclosure, on: date) -> Disclosure:
    return carry_out_intent(
        row, handover=handover_of(cast, row), purpose=None, on=on, by=cast.petra, today=on
    )


def test_a_row_for_many_never_reaches_who_objects(
    cast: Cast, today: date, row: IntendedDisclosure, sister: Pupil
) -> None:
    objects(cast, row, today)
    made = carry(cast, row, today + timedelta(days=16))
    assert [(one.pupil_id, one.reason) for one in made.exclusions.all()] == [
        (cast.noor.pk, "objected")
    ]
    assert not Disclosure.objects.visible_to(cast.noor).exists()
    assert Disclosure.objects.visible_to(sister).get() == made
    row.refresh_from_db()
    assert (row.state, row.disclosure) == ("carried_out", made)


def test_who_came_after_the_announcement_is_left_out(
    cast: Cast, today: date, row: IntendedDisclosure
) -> None:
    new = make_pupil(cast.school, "Nieuw", None)
    Membership.objects.create(pupil=new, group=cast.group, since=today + timedelta(days=1))
    made = carry(cast, row, today + timedelta(days=16))
    assert [(one.pupil_id, one.reason) for one in made.exclusions.all()] == [(new.pk, "not_told")]


@pytest.mark.parametrize(
    "days, words", [(14, "nog niet voorbij"), (15, "eerder dan de dag die de gezinnen kennen")]
)
def test_in_the_window_and_before_the_planned_day_nothing_goes(
    cast: Cast, today: date, row: IntendedDisclosure, days: int, words: str
) -> None:
    with pytest.raises(IntentRefusedError, match=words):
        carry(cast, row, today + timedelta(days=days))
    assert not Disclosure.objects.exists()


def test_it_goes_once(cast: Cast, today: date, row: IntendedDisclosure) -> None:
    day = today + timedelta(days=16)
    carry(cast, row, day)
    with pytest.raises(IntentRefusedError, match="al afgerond"):
        carry(cast, row, day)
    assert Disclosure.objects.count() == 1


def test_about_one_pupil_that_objects_nothing_can_go(cast: Cast, today: date) -> None:
    adopt(cast, today)
    row = announced(cast, cast.noor, today)
    objects(cast, row, today)
    with pytest.raises(IntentRefusedError, match="blijft geen leerling over"):
        carry(cast, row, today + timedelta(days=16))


@pytest.mark.parametrize("upheld, blocked", [(True, True), (False, False)])
def test_the_decision_says_whether_the_objection_stands(
    cast: Cast, today: date, row: IntendedDisclosure, upheld: bool, blocked: bool
) -> None:
    case = objects(cast, row, today)
    answer(case, cast.iris, YES if upheld else NO, letter=b"%PDF-1.7", today=today)
    made = carry(cast, row, today + timedelta(days=16))
    assert made.exclusions.filter(pupil_id=cast.noor.pk).exists() is blocked


def test_a_withdrawn_objection_blocks_no_more(
    cast: Cast, today: date, row: IntendedDisclosure
) -> None:
    withdraw(objects(cast, row, today), by=cast.fatima, today=today)
    made = carry(cast, row, today + timedelta(days=16))
    assert not made.exclusions.exists()


def test_without_a_window_it_may_go_at_once(cast: Cast, today: date, sister: Pupil) -> None:
    adopt(cast, today)
    row = announced(cast, cast.group, today, skip_reason="Het kan niet wachten.", planned_on=today)
    made = carry(cast, row, today)
    assert made.on == today


def test_staff_see_whom_to_leave_out_and_the_look_is_noted(
    cast: Cast, today: date, row: IntendedDisclosure, client_of: SignIn
) -> None:
    objects(cast, row, today)
    with time_machine.travel(timezone.now() + timedelta(days=16)):
        page = client_of(cast.iris).get(reverse("roof:announcement", args=[row.pk]))
    assert "Noor Demo" in page.content.decode()
    assert "Fatima" not in page.content.decode()
    assert Look.objects.filter(user_id=cast.iris.pk, subject_id=str(cast.noor.pk)).exists()


def test_nobody_carries_out_about_ones_own_child(
    cast: Cast, today: date, client_of: SignIn
) -> None:
    adopt(cast, today)
    row = announced(cast, cast.noor, today)
    Guardian.objects.filter(user=cast.daan).update(user=cast.iris)
    client = client_of(cast.iris)
    assert client.get(reverse("roof:announcement", args=[row.pk])).status_code == 404
    assert client.post(reverse("roof:carry_out", args=[row.pk])).status_code == 404


def test_the_pages_lead_from_choosing_to_the_announcement(
    cast: Cast, today: date, client_of: SignIn
) -> None:
    adopt(cast, today)
    client, over = client_of(cast.iris), f"groep-{cast.group.pk}"
    jgz = processing(cast, "jgz")
    url = f"{reverse('roof:announce')}?voor={jgz.pk}&over={over}"
    form = client.get(url).context["form"]
    typed = {
        "once_key": str(form["once_key"].value()),
        "to": [str(jgz.recipients.get().pk)],
        "shared": JGZ_SET.split(),
        "planned_on": (today + timedelta(days=20)).strftime("%d-%m-%Y"),
        "why": "De GGD nodigt de groep uit.",
    }
    check = client.post(url, typed)
    assert check.context["reach"] == {"pupils": 1, "mails": 2, "unreached": 0}
    for _ in range(2):
        client.post(url, typed | {"stap": "aankondigen"})
    assert IntendedDisclosure.objects.get().processing == jgz


def test_the_form_refuses_a_day_inside_the_window_and_a_number_of_a_citizen(
    cast: Cast, today: date, client_of: SignIn
) -> None:
    adopt(cast, today)
    url = f"{reverse('roof:announce')}?voor=nieuw&over=groep-{cast.group.pk}"
    typed = {"basis": "e", "planned_on": str(today), "why": "Over 123456782."}
    form = client_of(cast.iris).post(url, typed).context["form"]
    assert {"planned_on", "why", "to", "purpose"} <= set(form.errors)
    assert "skip" not in form.fields  # only the officer
    assert "skip" in client_of(cast.petra).get(url).context["form"].fields


def test_a_field_that_the_recipient_never_gets_is_not_announced(
    cast: Cast, today: date, client_of: SignIn
) -> None:
    adopt(cast, today)
    url = f"{reverse('roof:announce')}?voor=nieuw&over=groep-{cast.group.pk}"
    typed = {"to": [str(processing(cast, "jgz").recipients.get().pk)], "shared": ["photo"]}
    form = client_of(cast.iris).post(url, typed).context["form"]
    assert form.errors["shared"] == [
        "Deze gegevens mogen niet naar elke ontvanger: foto. Haal ze weg."
    ]


def test_carrying_out_in_the_browser_logs_what_was_announced(
    cast: Cast, today: date, row: IntendedDisclosure, client_of: SignIn
) -> None:
    objects(cast, row, today)
    later = timezone.now() + timedelta(days=17)
    url = reverse("roof:carry_out", args=[row.pk])
    with time_machine.travel(later):
        client = client_of(cast.iris)
        assert client.get(url).status_code == 302  # first the processing
        url += f"?verwerking={processing(cast, 'jgz').pk}"
        form = client.get(url).context["form"]
        typed = {"on": timezone.localdate(), "channel": "secure_mail", "shared": ["photo"]}
        typed |= {name: form[name].value() or "" for name in ("once_key", "description")}
        client.post(url, typed)
    made = Disclosure.objects.get()
    assert (made.fields, made.recorded_by_id) == (row.fields, cast.iris.pk)


def test_the_list_asks_as_much_for_many_as_for_one(
    cast: Cast, today: date, row: IntendedDisclosure, client_of: SignIn
) -> None:
    client, counts = client_of(cast.petra), []
    ask = partial(client.get, reverse("roof:announcements"))
    ask()
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            ask()
        counts.append(len(asked))
        for about in (cast.noor, cast.school, Group.objects.get(pk=cast.group.pk)):
            announced(cast, about, today)
    assert counts[1] <= counts[0] + 2  # the names of pupils and schools, one query each
