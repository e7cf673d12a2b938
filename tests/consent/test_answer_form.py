"""Wat een gezin antwoordt: what was sent is read whole, or not at all."""

import pytest
from django.http import QueryDict

from consent.forms.answer import AnswerForm

GOOD = {"answer": "ja", "version": "2", "language": "nl"}


def sent(**changes: str | None) -> QueryDict:
    made = QueryDict(mutable=True)
    made.update({key: it for key, it in {**GOOD, **changes}.items() if it is not None})
    return made


@pytest.mark.parametrize("answer, says_yes", [("ja", True), ("nee", False)])
def test_an_answer_to_a_text_is_read(answer: str, says_yes: bool) -> None:
    expected = {"says_yes": says_yes, "version": 2, "language": "nl"}
    for _time in range(2):  # the fields are shared: the first reading leaves nothing behind
        assert AnswerForm.read(sent(answer=answer)) == expected


@pytest.mark.parametrize(
    "changes",
    [
        *({"answer": it} for it in (None, "", "misschien", "JA", "ja ja")),
        *({"version": it} for it in (None, "", "x", "0", "-1", "1.5", "32768", "9" * 400)),
        *({"language": it} for it in (None, "", " ", "n" * 9, "n\x00l")),
    ],
)
def test_what_is_not_whole_is_no_answer(changes: dict[str, str | None]) -> None:
    assert AnswerForm.read(sent(**changes)) is None
    assert AnswerForm.read(sent()) is not None
