"""Besluit per onderdeel: the rows, the letter, the form, and the own view that goes along."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from portal.people.models import User
from portal.register.models import Processing
from requests_app import access, actions
from requests_app.forms import DecisionForm
from requests_app.letters import Draft, PartDraft
from requests_app.models import DataRequest, DecisionPart, OwnStatement
from requests_app.rules import GroundCode, Kind, Outcome, PartOutcome
from tests.builders import TODAY
from tests.cast import Cast
from tests.register.builders import adopt
from tests.requests_app.builders import answer, make_request, printed

SignIn = Callable[[User], Client]
YES, NO, DUTY = PartOutcome.GRANTED, PartOutcome.REFUSED, GroundCode.LEGAL_DUTY


@pytest.fixture
def erasure(cast: Cast, today: date) -> DataRequest:
    adopt(cast, today)
    return make_request(cast.fatima, Kind.ERASURE, scope="Alles weg.")


def entries(request: DataRequest) -> list[access.Entry]:
    return access.entries_to_decide(request, TODAY)


def some(request: DataRequest, *, ground: GroundCode = DUTY, words: str = "") -> Draft:
    """The first entry stays, the rest goes."""
    first, *rest = entries(request)
    no = PartDraft(first.processing, NO, ground, words, first.kept)
    yes = [PartDraft(one.processing, YES, GroundCode.AS_ASKED) for one in rest]
    return Draft(Outcome.PARTLY, ground, "", parts=(no, *yes))


def test_every_published_entry_is_decided_about(erasure: DataRequest) -> None:
    names = {one.processing.code for one in entries(erasure)}
    published = Processing.objects.published().filter(board=erasure.board)
    assert names == set(published.values_list("code", flat=True))


@pytest.mark.parametrize("kind", [Kind.COMPLAINT, Kind.QUESTION, Kind.CORRECTION])
def test_these_kinds_are_decided_as_a_whole(cast: Cast, today: date, kind: Kind) -> None:
    adopt(cast, today)
    assert entries(make_request(cast.fatima, kind)) == []


def test_a_kept_part_names_its_rule_and_the_rest_goes(cast: Cast, erasure: DataRequest) -> None:
    draft = some(erasure)
    decision = answer(erasure, cast.iris, draft)
    rows = {one.processing_id: one for one in decision.parts.all()}
    kept = rows[draft.parts[0].processing.pk]
    assert (kept.outcome, kept.ground) == ("refused", "legal_duty")
    assert kept.kept_by == draft.parts[0].processing.retention_rule.code  # type: ignore[union-attr]
    assert {one.outcome for one in rows.values() if one != kept} == {"granted"}


def test_a_decided_part_is_never_changed(cast: Cast, erasure: DataRequest) -> None:
    answer(erasure, cast.iris, some(erasure))
    with pytest.raises(DatabaseError), transaction.atomic():
        DecisionPart.objects.update(outcome="granted")
    with pytest.raises(DatabaseError), transaction.atomic():
        DecisionPart.objects.all().delete()


@pytest.mark.parametrize("outcome", [Outcome.GRANTED, Outcome.REFUSED])
def test_parts_that_say_something_else_are_refused(
    cast: Cast, erasure: DataRequest, outcome: Outcome
) -> None:
    ground = GroundCode.AS_ASKED if outcome == Outcome.GRANTED else DUTY
    draft = Draft(outcome, ground, "Daarom.", parts=some(erasure).parts)
    with pytest.raises(actions.Refused, match="parts"):
        answer(erasure, cast.iris, draft)


def test_a_part_that_is_no_says_why(cast: Cast, erasure: DataRequest) -> None:
    claim = some(erasure, ground=GroundCode.LEGAL_CLAIM)
    with pytest.raises(actions.Refused, match="words"):
        answer(erasure, cast.iris, claim)


def test_a_granted_part_with_a_legal_ground_may_have_words(
    cast: Cast, erasure: DataRequest
) -> None:
    draft = some(erasure, ground=GroundCode.LEGAL_CLAIM, words="Er loopt een zaak.")
    decision = answer(erasure, cast.iris, draft)
    texts = [one.text.words for one in decision.parts.filter(outcome="refused")]
    assert texts == ["Er loopt een zaak."]


def fields(request: DataRequest, **facts: str) -> dict[str, str]:
    key = "0b0e5c3a-0d3e-4b8e-9c53-4a0d0c0a7d11"
    return {"once_key": key, "version": str(request.version), "outcome": "partly", **facts}


def form(request: DataRequest, **facts: str) -> DecisionForm:
    return DecisionForm(fields(request, **facts), case=request, entries=entries(request))


def test_nothing_changed_is_a_full_yes_and_the_form_says_so(erasure: DataRequest) -> None:
    found = form(erasure)
    assert not found.is_valid()
    assert "Kies dan ‘Ja, helemaal’" in str(found.errors["outcome"])


@pytest.mark.parametrize(
    "more, field",
    [
        ({}, "deel-0-reden"),
        ({"deel-0-reden": "others_rights"}, "deel-0-reden"),
        ({"deel-0-reden": "legal_claim"}, "deel-0-uitleg"),
    ],
)
def test_a_part_asks_for_its_reason(erasure: DataRequest, more: dict[str, str], field: str) -> None:
    found = form(erasure, **{"deel-0-besluit": "refused"}, **more)
    assert not found.is_valid()
    assert field in found.errors


def test_the_first_part_that_is_no_gives_the_ground(cast: Cast, erasure: DataRequest) -> None:
    row = actions.take_up(erasure, by=cast.iris)
    found = form(row, **{"deel-0-besluit": "refused", "deel-0-reden": "legal_duty"})
    assert found.is_valid(), found.errors
    assert found.draft.ground == DUTY
    assert [one.outcome for one in found.draft.parts][:2] == [NO, YES]


def test_a_full_yes_is_a_yes_for_every_part(cast: Cast, erasure: DataRequest) -> None:
    found = form(actions.take_up(erasure, by=cast.iris), outcome="granted")
    assert found.is_valid()
    assert {one.outcome for one in found.draft.parts} == {YES}
    assert len(found.draft.parts) == len(entries(erasure))


@pytest.mark.parametrize("number", ["111222333"])
def test_a_number_in_the_words_about_a_part_comes_back(erasure: DataRequest, number: str) -> None:
    words = {"deel-0-besluit": "refused", "deel-0-reden": "legal_claim", "deel-0-uitleg": number}
    found = form(erasure, **words)
    assert not found.is_valid()
    assert "number_choice" in found.errors


def test_an_opinion_stays_and_the_own_view_goes_along(cast: Cast) -> None:
    request = make_request(cast.fatima, Kind.CORRECTION, scope="Noor is niet druk.")
    draft = Draft(Outcome.REFUSED, GroundCode.PROFESSIONAL_OPINION, "De leerkracht zag dit zo.")
    answer(request, cast.iris, draft)
    assert OwnStatement.objects.get().text == "Noor is niet druk."


def test_family_and_staff_read_each_part_with_its_reason(
    cast: Cast, client_of: SignIn, erasure: DataRequest
) -> None:
    draft = some(erasure, ground=GroundCode.LEGAL_CLAIM, words="Er loopt een zaak.")
    answer(erasure, cast.iris, draft)
    for who, place in ((cast.fatima, "requests:detail"), (cast.iris, "requests:case")):
        page = client_of(who).get(reverse(place, args=[erasure.pk])).text
        parts = page.split("Per onderdeel", 1)[1].split("</ul>")[0]
        assert parts.count("<li>") == len(draft.parts)
        assert "Er loopt een zaak." in parts


@pytest.mark.parametrize("english", [True, False])
def test_an_english_version_comes_only_on_request(
    cast: Cast, erasure: DataRequest, english: bool, monkeypatch: Any
) -> None:
    seen: dict[str, Any] = {}
    monkeypatch.setattr(
        "requests_app.letters.decision.render",
        lambda _name, facts, **_title: (seen.update(facts), b"%PDF")[1],
    )
    erasure.in_english = english
    printed(erasure, some(erasure))
    assert ("english" in seen) is english
    if english:
        assert seen["english"]["verdict"].startswith("Yes")
        assert seen["verdict"].startswith("Ja")
