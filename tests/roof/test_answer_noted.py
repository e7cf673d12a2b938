"""Het pakket for somebody outside the roster, with authority that was shown (law.md §3)."""

import json
from typing import Any

import pytest

from consent.models import Purpose
from portal.register.models import Processing
from requests_app import actions
from requests_app.actions.register_at_desk import Arrival, Noted, register_at_desk
from requests_app.models import Ask, DataRequest
from requests_app.rules import AuthorityProof, Kind, ReceivedVia
from tests.builders import TODAY
from tests.cast import Cast
from tests.consent.builders import say
from tests.register.builders import adopt, share
from tests.requests_app.answers import decide, fresh, packed, unzipped
from tests.story import adopt_purposes


@pytest.fixture
def asked(cast: Cast) -> DataRequest:
    """A guardian of whom the roster does not know, about Noor; a court order was shown."""
    adopt(cast, TODAY)
    adopt_purposes(cast, TODAY)
    who = Noted(name="A. Voogd", address="Laan 1", relation="voogd")
    came = Arrival(
        pupil=cast.noor,
        school=cast.school,
        requester=who,
        received_on=TODAY,
        via=ReceivedVia.LETTER,
    )
    request = register_at_desk(came, Ask(Kind.ACCESS), by=cast.iris, today=TODAY)
    facts: dict[str, Any] = {"on": TODAY, "by": cast.iris, "today": TODAY}
    actions.check_authority(request, ground=AuthorityProof.COURT, has_authority=True, **facts)
    return request


def answer_to(cast: Cast, request: DataRequest) -> dict[str, bytes]:
    decide(cast, actions.take_up(fresh(request), by=cast.iris))
    return unzipped(packed(fresh(request)))


def test_every_category_and_every_receiver_is_in_it(cast: Cast, asked: DataRequest) -> None:
    share(cast, cast.noor, TODAY, description="Groeicontrole")
    facts = json.loads(answer_to(cast, asked)["gegevens.json"])
    rows = Processing.objects.published().at(cast.board.pk, {cast.school.pk})
    assert rows.count() > 10
    assert {one["Onderdeel"] for one in facts["verwerkingen"]} == {row.name for row in rows}
    assert facts["verstrekkingen"][0]["Wie het kreeg"] == ["GGD Vlinderland"]
    assert "Noor" in str(facts["leerling"])
    assert facts["inschrijvingen"]
    assert "A. Voogd" in str(facts["aanvrager"])
    assert facts["toestemming"]


def test_it_holds_nothing_of_a_guardian(cast: Cast, asked: DataRequest) -> None:
    purpose = Purpose.objects.filter(board=cast.board)[0]
    for parent, yes in ((cast.fatima, True), (cast.daan, False)):
        say(parent, cast.noor, purpose, TODAY, yes=yes)
    files = answer_to(cast, asked)
    assert json.loads(files["gegevens.json"])["keuzes"] == []
    everything = b"\n".join(files.values())
    secret = ("Daan", "Fatima", "daan@", "fatima@")
    assert [word for word in secret if word.encode() in everything] == []
