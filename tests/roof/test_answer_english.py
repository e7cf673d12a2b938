"""Het pakket in het Engels: the page's own words are English, the data stay as they are."""

import json
import re
from html import unescape

import pytest
from django.utils import translation
from django.utils.translation import gettext

from requests_app.models import CaseMessage, DataRequest
from tests.builders import TODAY
from tests.cast import Cast
from tests.register.builders import adopt, share
from tests.requests_app.answers import answered, decide, fresh, packed, unzipped
from tests.requests_app.builders import make_request
from tests.story import adopt_purposes

OWN_WORDS = [
    *("Antwoord op verzoek", "Wat staat hierin?", "Wat kunt u nog doen?", "De leerling"),
    *("Eigen keuzes", "Wie keek er?", "Met wie de school gegevens deelde", "Waarom dit mag"),
    *("Geboortedatum", "De bestanden in dit pakket", "Er zijn geen documenten bij."),
]


@pytest.fixture
def world(cast: Cast) -> Cast:
    adopt(cast, TODAY)
    adopt_purposes(cast, TODAY)
    share(cast, cast.noor, TODAY, description="Groeicontrole van de groep")
    return cast


def in_english(cast: Cast) -> DataRequest:
    request = make_request(cast.fatima, scope="Alles, graag.")
    DataRequest.objects.filter(pk=request.pk).update(in_english=True)
    CaseMessage.objects.create(request=request, from_school=True, text="Wij zoeken het uit.")
    taken = fresh(request)
    taken.state = "in_progress"
    taken.save(update_fields=["state"])
    decide(cast, fresh(request))
    return fresh(request)


def page_of(files: dict[str, bytes]) -> str:
    return unescape(files["index.html"].decode())


def test_the_own_words_of_the_page_are_english(world: Cast) -> None:
    page = page_of(unzipped(packed(in_english(world))))
    with translation.override("en"):
        english = [gettext(word) for word in OWN_WORDS]
    assert [word for word in english if word not in page] == []
    assert [word for word in OWN_WORDS if f">{word}<" in page] == []
    assert '<html lang="en">' in page


def test_what_people_wrote_stays_and_is_marked_as_dutch(world: Cast) -> None:
    page = page_of(unzipped(packed(in_english(world))))
    for words in ("Alles, graag.", "Wij zoeken het uit.", "Groeicontrole van de groep"):
        assert f'<span lang="nl">{words}</span>' in page
    assert "yes" not in re.findall(r'<span lang="nl">([^<]*)</span>', page)


def test_the_data_files_are_those_of_every_answer(world: Cast) -> None:
    english = unzipped(packed(in_english(world)))
    DataRequest.objects.update(in_english=False)
    dutch = unzipped(packed(answered(world)))
    assert set(english) == set(dutch)
    keys = [set(json.loads(files["gegevens.json"])) for files in (english, dutch)]
    assert keys[0] == keys[1]
    same = ("tabellen/leerling.csv", "tabellen/verwerkingen.csv", "tabellen/verstrekkingen.csv")
    assert [name for name in same if english[name] != dutch[name]] == []


def test_without_asking_the_page_is_dutch(world: Cast) -> None:
    page = page_of(unzipped(packed(answered(world))))
    assert '<html lang="nl">' in page
    assert [word for word in OWN_WORDS if word not in page] == []
    assert 'lang="nl">Groeicontrole' not in page
