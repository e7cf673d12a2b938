"""Het beginregister: adopted once, published only with real names."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from portal.register import actions
from portal.register.models import Processing, Recipient
from portal.register.rules import (
    RULES,
    DataSubject,
    InnerFunction,
    RuleCode,
    known_fields,
    special_fields,
)
from portal.register.starter import adopt_starter
from portal.register.starter_texts import ENTRIES, PARTIES
from tests.cast import Cast
from tests.register.builders import adopt, processing


def test_adopting_twice_adds_nothing(cast: Cast, today: date) -> None:
    adopt(cast, today)
    counts = (Processing.objects.count(), Recipient.objects.count())
    adopt(cast, today)
    assert (Processing.objects.count(), Recipient.objects.count()) == counts
    assert counts == (len(ENTRIES), len(PARTIES))


def test_a_category_holds_back_publication(cast: Cast, today: date) -> None:
    adopt_starter(cast.board, by=cast.petra, today=today)
    published = set(Processing.objects.published().values_list("code", flat=True))
    assert {"leerlingadministratie", "basispoort", "duo", "sociale-media"} <= published
    assert not {"jgz", "leerplicht", "schoolgids", "veilig-thuis"} & published
    with pytest.raises(actions.NotNamedError, match="naam"):
        actions.publish(processing(cast, "jgz"), by=cast.petra, today=today)


def test_every_entry_fits_the_rule_of_its_recipients() -> None:
    rules = {party.code: party.rule for party in PARTIES}
    for entry in ENTRIES:
        for code in entry.parties:
            rule = RULES[RuleCode(rules[code])]
            assert rule.basis is entry.basis
            assert not rule.closed or set(known_fields(entry.fields.split())) <= rule.closed


def test_verzet_is_possible_only_on_e_and_f(cast: Cast, today: date) -> None:
    adopt(cast, today)
    assert processing(cast, "jgz").objection
    assert not processing(cast, "duo").objection
    assert not processing(cast, "schoolgids").objection


def test_contact_with_former_pupils_is_the_only_advertising(cast: Cast, today: date) -> None:
    adopt(cast, today)
    marked = Processing.objects.for_advertising().values_list("code", flat=True)
    assert list(marked) == ["oud-leerlingen"]


@pytest.mark.parametrize("wrong", [["shoe_size"], "first_name", None])
def test_a_processing_takes_only_fields_of_the_list(cast: Cast, today: date, wrong: object) -> None:
    adopt(cast, today)
    row = processing(cast, "jgz")
    row.fields = wrong
    with pytest.raises(ValidationError):
        row.clean()


# Every row of law.md §6's table and the rows named under it: code, rule, basis, consent.
TABLE = [
    ("leerlingadministratie", "pupil_system", "e", False),
    ("leerlingvolgsysteem", "tracking_system", "c", False),
    ("basispoort", "basispoort", "e", False),
    ("leermiddelen", "publisher", "e", False),
    ("sociale-media", "publication", "a", True),
    ("website", "publication", "a", True),
    ("schoolgids", "publication", "a", True),
    ("ondersteuningsteam", "support_team", "e", False),
    ("samenwerkingsverband", "partnership", "e", False),
    ("veilig-thuis", "safe_home", "e", False),
    ("duo", "duo", "c", False),
    ("politie-vordering", "police_demand", "c", False),
    ("politie-bevel", "police_order", "c", False),
    ("politie-aangifte", "police_report", "e", False),
    ("politie-overleg", "police_at_team", "e", False),
    ("leerplicht", "attendance_officer", "c", False),
    ("jgz", "youth_health", "e", False),
    ("inspectie", "inspectorate", "c", False),
    ("attrack", "monitor", "e", False),
    ("tevredenheid", "survey", "e", False),
    ("onderzoek-door-anderen", "research", "a", True),
    ("vorige-school", "previous_school", "c", False),
    ("nieuwe-school", "new_school", "c", False),
    ("leerlingzaken-gemeente", "municipality", "c", False),
    ("bijdragen", "fees", "b", False),
    ("incasso", "collection", "b", False),
    ("klachten", "dispute", "e", False),
    ("accountant", "accountant", "c", False),
    ("oud-leerlingen", "former_pupils", "f", False),
    ("dit-portaal", "portal", "c", False),
]
BY_CODE = {entry.code: entry for entry in ENTRIES}
RULE_OF = {party.code: party.rule.value for party in PARTIES}


@pytest.mark.parametrize("code, rule, basis, consent", TABLE)
def test_the_starter_has_every_row_of_the_table(
    code: str, rule: str, basis: str, consent: bool
) -> None:
    entry = BY_CODE[code]
    assert {RULE_OF[party] for party in entry.parties} == {rule}
    assert (entry.basis.value, entry.consent_needed) == (basis, consent)
    assert entry.consent_reason
    assert entry.retention


def test_the_table_and_the_starter_hold_the_same_rows_and_every_rule() -> None:
    assert {code for code, *_rest in TABLE} == set(BY_CODE)
    assert {rule for _code, rule, *_rest in TABLE} == {rule.value for rule in RuleCode}


def test_codes_of_the_starter_are_of_the_closed_lists() -> None:
    for entry in ENTRIES:
        assert {DataSubject(one) for one in entry.about.split()}
        assert {InnerFunction(one) for one in entry.inside.split()}
        assert set(entry.parties) <= {party.code for party in PARTIES}
        special = special_fields(known_fields(entry.fields.split()))
        assert not special or entry.special_ground or entry.code == "leerlingvolgsysteem"


def test_a_renamed_recipient_is_not_made_again(cast: Cast, today: date) -> None:
    adopt_starter(cast.board, by=cast.petra, today=today)
    Recipient.objects.filter(starter_code="jgz").update(name="GGD Zuid", is_category=False)
    Processing.objects.filter(code="leerplicht").delete()
    adopt_starter(cast.board, by=cast.petra, today=today)
    assert Recipient.objects.filter(rule="youth_health").get().name == "GGD Zuid"
    assert processing(cast, "leerplicht").version == 1
