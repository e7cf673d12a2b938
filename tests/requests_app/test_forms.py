"""Formulieren: numbers that look like a BSN come back, and a refusal needs reasons."""

from typing import Any
from uuid import uuid4

import pytest

from portal.numbers import cut, spans
from requests_app import actions
from requests_app.forms import DecisionForm, NewRequestForm
from requests_app.models.words import MARKETING
from requests_app.rules import GroundCode, Kind
from tests.cast import Cast
from tests.requests_app.builders import make_request, target_of

LIKE_BSN = "111222333"  # passes the eleven test, belongs to nobody


def new(cast: Cast, name: str = "fatima", **facts: str) -> NewRequestForm:
    posted = {"once_key": str(uuid4()), "kind": "inzage", "scope": "", **facts}
    return NewRequestForm(posted, target=target_of(getattr(cast, name)))


@pytest.mark.parametrize(
    "text, found",
    [
        (f"Mijn nummer is {LIKE_BSN}.", [LIKE_BSN]),
        ("Het is 111 222 333 of 111.222.333", ["111 222 333", "111.222.333"]),
        ("Telefoon 0612345678", []),
        ("123456789", []),
        (f"x{LIKE_BSN}4", []),
        ("000000000", []),
    ],
)
def test_nine_digits_are_suspect_when_they_pass_the_eleven_test(
    text: str, found: list[str]
) -> None:
    assert [text[start:end] for start, end in spans(text)] == found


def test_taking_a_number_out_leaves_the_rest() -> None:
    assert cut(f"Ik ben {LIKE_BSN}, bel 0612345678", "[…]") == "Ik ben […], bel 0612345678"


def test_a_suspect_number_comes_back_marked_with_a_choice(cast: Cast) -> None:
    form = new(cast, scope=f"Mijn nummer is {LIKE_BSN}.")
    assert not form.is_valid()
    assert "number_choice" in form.errors
    assert form.suspect_parts == [("Mijn nummer is ", LIKE_BSN, ".")]


def test_the_number_goes_when_the_writer_says_so(cast: Cast) -> None:
    form = new(cast, scope=f"Mijn nummer is {LIKE_BSN}.", number_choice="remove")
    assert form.is_valid()
    assert form.cleaned_data["scope"] == "Mijn nummer is […]."
    assert not form.number_confirmed


def test_the_number_stays_when_it_is_no_bsn(cast: Cast) -> None:
    form = new(cast, scope=f"Dossier {LIKE_BSN}", number_choice="keep")
    assert form.is_valid()
    assert LIKE_BSN in form.cleaned_data["scope"]
    assert form.number_confirmed


def test_without_a_number_the_choice_is_not_asked(cast: Cast) -> None:
    form = new(cast)
    assert "number_choice" not in form.fields
    assert form.is_valid()


def test_marketing_is_a_kind_of_verzet(cast: Cast) -> None:
    form = new(cast, kind=MARKETING)
    assert form.is_valid()
    assert (form.ask.kind, form.ask.direct_marketing) == (Kind.OBJECTION, True)


def test_a_question_without_words_says_what_to_do(cast: Cast) -> None:
    assert "scope" in new(cast, kind="vraag").errors


def test_a_kind_that_is_not_offered_cannot_be_chosen(cast: Cast) -> None:
    assert "kind" in new(cast, "ruud", kind="inzage").errors
    assert new(cast, "ruud", kind="informatie").is_valid()


def test_the_only_kind_is_chosen_beforehand(cast: Cast) -> None:
    form = NewRequestForm(target=target_of(cast.ruud))
    assert form.get_initial_for_field(form.fields["kind"], "kind") == "informatie"


def decision(cast: Cast, **facts: Any) -> DecisionForm:
    row = actions.take_up(make_request(cast.fatima), by=cast.iris)
    posted = {"once_key": str(uuid4()), "version": str(row.version), **facts}
    return DecisionForm(posted, case=row)


def test_a_yes_needs_no_ground_and_no_words(cast: Cast) -> None:
    form = decision(cast, outcome="granted")
    assert form.is_valid()
    assert form.draft.ground == GroundCode.AS_ASKED


def test_a_no_needs_both(cast: Cast) -> None:
    assert {"ground", "words"} <= set(decision(cast, outcome="refused").errors)
    form = decision(cast, outcome="refused", ground="excessive", words="Al vaak gevraagd.")
    assert form.is_valid()
    assert form.draft.ground == GroundCode.EXCESSIVE


def test_a_ground_must_fit_the_outcome(cast: Cast) -> None:
    facts = {"ground": "other_controller", "words": "De gemeente gaat hierover."}
    assert "ground" in decision(cast, outcome="refused", **facts).errors
    assert decision(cast, outcome="not_handled", **facts).is_valid()


def test_of_who_signed_in_the_identity_is_not_doubted(cast: Cast) -> None:
    facts = {"ground": "identity_unknown", "words": "Wie bent u?"}
    form = decision(cast, outcome="not_handled", **facts)
    assert "ground" in form.errors
    assert "identity_unknown" not in str(form["ground"])


def test_own_words_of_staff_are_checked_too(cast: Cast) -> None:
    form = decision(cast, outcome="granted", words=f"Uw nummer is {LIKE_BSN}")
    assert "number_choice" in form.errors
