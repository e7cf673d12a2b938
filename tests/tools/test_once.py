"""Eén keer: pressing again, or twenty times at once, has one effect."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django import forms
from django.utils import timezone

from portal.once.actions import forget_old, perform
from portal.once.forms import OnceForm
from portal.once.models import Performed
from portal.outbox.actions import post
from portal.outbox.models import Message
from tests.builders import make_user
from tests.tools.together import together

pytestmark = pytest.mark.django_db


class Counter:
    """A verb that counts how often it ran."""

    def __init__(self) -> None:
        self.runs = 0

    def __call__(self) -> str:
        self.runs += 1
        return f"/verzoeken/{self.runs}/"


def test_a_repeat_leads_to_the_first_result() -> None:
    user, key, verb = make_user("fatima"), uuid4(), Counter()
    assert [perform(user, key, verb) for _ in range(3)] == ["/verzoeken/1/"] * 3
    assert verb.runs == 1


def test_another_form_is_another_deed() -> None:
    user, verb = make_user("fatima"), Counter()
    assert perform(user, uuid4(), verb) != perform(user, uuid4(), verb)


def test_a_key_belongs_to_its_user() -> None:
    key, verb = uuid4(), Counter()
    first = perform(make_user("fatima"), key, verb)
    assert perform(make_user("daan"), key, verb) != first


def test_a_verb_that_fails_may_be_tried_again() -> None:
    user, key, verb = make_user("fatima"), uuid4(), Counter()

    def fail() -> str:
        post("x", to="a@example.org", subject="x", body="x", key="x")
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        perform(user, key, fail)
    assert not Message.objects.exists()
    assert perform(user, key, verb) == "/verzoeken/1/"


def test_old_keys_are_forgotten_after_thirty_days() -> None:
    user, key, now = make_user("fatima"), uuid4(), timezone.now()
    perform(user, key, Counter())
    assert forget_old(now + timedelta(days=29)) == 0
    assert forget_old(now + timedelta(days=31)) == 1
    assert not Performed.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_twenty_posts_at_once_run_the_verb_once() -> None:
    user, key = make_user("fatima"), uuid4()
    urls: list[int] = []

    def verb() -> str:
        urls.append(1)
        post("x", to="a@example.org", subject="x", body="x", key=str(uuid4()))
        return f"/verzoeken/{Message.objects.count()}/"

    assert together(20, lambda: perform(user, key, verb)) == ["/verzoeken/1/"] * 20
    assert (len(urls), Message.objects.count(), Performed.objects.count()) == (1, 1, 1)


class NewForm(OnceForm):
    """Like any form that makes something."""

    word = forms.CharField()


class NewModelForm(OnceForm, forms.ModelForm):  # type: ignore[type-arg]  # generic in the stubs only
    """Like any form of a model."""

    class Meta:
        model = Message
        fields = ["kind"]


def test_every_fresh_form_has_its_own_key() -> None:
    assert NewForm()["once_key"].value() != NewForm()["once_key"].value()
    assert 'type="hidden"' in str(NewForm()["once_key"])


def test_a_form_that_comes_back_keeps_its_key() -> None:
    key = uuid4()
    form = NewForm({"once_key": str(key), "word": ""})
    assert not form.is_valid()
    assert form["once_key"].value() == str(key)


@pytest.mark.parametrize("key", ["", "1", "../x"])
def test_a_form_without_its_key_says_what_to_do(key: str) -> None:
    form = NewForm({"once_key": key, "word": "x"})
    assert "Laad de pagina opnieuw" in str(form.errors["once_key"])


def test_a_form_of_a_model_can_have_a_key_too() -> None:
    form = NewModelForm({"once_key": str(uuid4()), "kind": "x"})
    assert form.is_valid(), form.errors
    assert set(form.fields) == {"kind", "once_key"}
