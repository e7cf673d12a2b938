"""Het beginregister: adopted once, published only with real names."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from portal.register import actions
from portal.register.models import Processing, Recipient
from portal.register.rules import RULES, RuleCode, known_fields
from portal.register.starter import adopt_starter
from portal.register.starter_texts import ENTRIES, PARTIES
from tests.cast import Cast
from tests.register.builders import adopt, processing


def test_adopting_twice_adds_nothing(cast: Cast, today: date) -> None:
    adopt(cast, today)
    counts = (Processing.objects.count(), Recipient.objects.count())
    adopt(cast, today)
    assert (Processing.objects.count(), Recipient.objects.count()) == counts == (9, 9)


def test_a_category_holds_back_publication(cast: Cast, today: date) -> None:
    adopt_starter(cast.board, by=cast.petra, today=today)
    published = set(Processing.objects.published().values_list("code", flat=True))
    assert published == {"leerlingadministratie", "basispoort", "duo", "sociale-media"}
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


@pytest.mark.parametrize("wrong", [["shoe_size"], "first_name", None])
def test_a_processing_takes_only_fields_of_the_list(cast: Cast, today: date, wrong: object) -> None:
    adopt(cast, today)
    row = processing(cast, "jgz")
    row.fields = wrong
    with pytest.raises(ValidationError):
        row.clean()
