"""Kanalen: each by its own name, pictures in the fotocheck, one channel in one question."""

from collections.abc import Callable
from datetime import date
from importlib import import_module
from uuid import uuid4

import pytest
from django.apps import apps
from django.db.models import Q
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from consent import access
from consent.access.listing import Selection, places_of, rows_of
from consent.actions.purposes import Asking, PurposeRefusedError, Words, ask
from consent.forms.purposes import AskForm
from consent.models import Purpose
from consent.rules import Medium, PurposeRefusal
from consent.starter import adopt_starter
from portal.people.models import User
from tests.cast import Cast
from tests.consent.builders import ask as starter
from tests.consent.builders import is_allowed, say

SignIn = Callable[[User], Client]
WORDS = Words("Foto op Snapchat", "Mag een foto op Snapchat?", "Uitleg.", "Weg.", "Wie", "Kort")
TYPED = {"title": "Foto", "question": "Mag het?", "explanation": "Uitleg.", "withdrawal": "Weg."}
TYPED |= {
    "audience": "Ouders.",
    "kept": "Een jaar.",
    "since": "25-11-2026",
    "once_key": str(uuid4()),
}


def named(cast: Cast, today: date, name: str, medium: Medium = Medium.OWN_CHANNEL) -> Purpose:
    """A question of the board on a channel that it names itself."""
    return ask(cast.board, Asking(medium, today, channel=name), WORDS, by=cast.petra, today=today)


def names(cast: Cast, today: date, *, pictures: bool = False) -> list[str]:
    found = access.class_list(cast.lotte, cast.group, today)
    return [one.name for one in (found.pictures if pictures else found).channels]


def test_an_own_channel_of_pictures_is_in_the_photo_check(cast: Cast, today: date) -> None:
    for name in ("Snapchat", "Parro"):
        named(cast, today, name)
    assert names(cast, today, pictures=True) == ["Snapchat", "Parro"]
    found = access.class_list(cast.lotte, cast.group, today)
    answers = access.photo_answers(found, found.lines)
    assert [(one.channel.name, one.not_for) for one in answers] == [
        ("Snapchat", ("Noor",)),
        ("Parro", ("Noor",)),
    ]


def test_something_else_is_named_too_and_is_no_picture(cast: Cast, today: date) -> None:
    named(cast, today, "Schoolreis naar de zee", Medium.OTHER)
    assert names(cast, today) == ["Schoolreis naar de zee"]
    assert names(cast, today, pictures=True) == []


def test_one_name_twice_and_no_name_are_told_by_the_title(cast: Cast, today: date) -> None:
    named(cast, today, "", Medium.OTHER)
    assert names(cast, today) == ["Foto op Snapchat"]
    for name in ("Snapchat", "snapchat"):
        named(cast, today, name)
    assert names(cast, today) == ["Foto op Snapchat"] * 3


def test_other_systems_and_the_office_read_the_name(
    cast: Cast, client_of: SignIn, today: date
) -> None:
    purpose = named(cast, today, "Snapchat")
    selection = Selection(Q(school=cast.school), frozenset([cast.board.pk]))
    assert {one.channel for one in rows_of(places_of(selection, today), today)} == {"Snapchat"}
    assert "Snapchat</p>" in client_of(cast.petra).get(
        reverse("consent:purpose", args=[purpose.pk])
    ).text.replace("\n", "")


def test_a_schools_own_question_is_about_the_same_channel(cast: Cast, today: date) -> None:
    board = named(cast, today, "Snapchat")
    asking = Asking(Medium.OWN_CHANNEL, today, channel="Parro")
    with pytest.raises(PurposeRefusedError) as error:
        ask(cast.school, asking, WORDS, by=cast.petra, today=today, instead_of=board)
    assert error.value.why is PurposeRefusal.OTHER_MEDIUM


@pytest.mark.parametrize(
    "medium, channel, kept",
    [
        pytest.param("own_channel", "Parro", "Parro", id="named"),
        pytest.param("other", "", None, id="without a name"),
        pytest.param("own_channel", "BSN 111222333", None, id="a number"),
        pytest.param("website", "Parro", "", id="has its name already"),
        pytest.param("parent_app", "", None, id="two channels in one"),
    ],
)
def test_the_form_asks_for_the_name(
    today: date, medium: str, channel: str, kept: str | None
) -> None:
    form = AskForm(TYPED | {"medium": medium, "channel": channel}, stands_for=[], today=today)
    assert form.is_valid() is (kept is not None)
    assert kept is None or form.asking.channel == kept


def test_an_older_question_about_two_channels_stays_as_it_is(cast: Cast, today: date) -> None:
    purpose = starter(cast, today, "nieuwsbrief")
    Purpose.objects.filter(pk=purpose.pk).update(medium=Medium.PARENT_APP)
    say(cast.fatima, cast.noor, purpose, today, yes=True)
    adopt_starter(cast.board, by=cast.petra, today=today)
    purpose.refresh_from_db()
    assert (purpose.channel_name, purpose.texts.count()) == ("nieuwsbrief en ouderapp", 1)
    assert is_allowed(cast.noor, purpose, today)
    form = AskForm(stands_for=[purpose], today=today)
    assert "parent_app" in dict(form.fields["medium"].choices)  # type: ignore[attr-defined]


def test_what_was_something_else_gets_its_name_and_keeps_its_answers(cast: Cast) -> None:
    today, migration = timezone.localdate(), import_module("consent.migrations.0008_own_channels")
    purpose = named(cast, today, "", Medium.OTHER)
    say(cast.fatima, cast.noor, purpose, today, yes=True)
    migration.name_channels(apps, None)
    purpose.refresh_from_db()
    assert (purpose.medium, purpose.channel_name) == ("own_channel", "Foto op Snapchat")
    assert is_allowed(cast.noor, purpose, today)
    migration.forget(apps, None)
    purpose.refresh_from_db()
    assert purpose.medium == "other"
