"""Rijen als tekst: other rows give another text, also when a value looks like a comma."""

from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery

from portal.as_text import Compared, Counted
from portal.people.models import Board, Enrolment, Pupil
from tests.cast import Cast

YEARS = "school__board__pupil_file_years"
PAIRS = [
    *(("a,b", "c"), ("a", "b,c"), ("a,b,c", ""), ("", "a,b,c"), ("a", "b"), ("b", "a")),
    *(('a"', "b"), ("a", '"b'), ('a","b', ""), ("a\\", "b"), ("a\\,", "b"), ("(a", "b)")),
    *(("a\nb", "c"), ("a", "b\nc"), ("a\n(b", "c"), ("NULL", "a"), ("null", "a"), ("[", "]")),
]


def text_of(rows: "QuerySet[Pupil]", said: Any) -> str:
    mine = rows.filter(board=OuterRef("pk")).order_by()
    found: str = Board.objects.values_list(Subquery(mine.values(text=said)), flat=True).get(
        pk=rows[0].board_id
    )
    return found


def test_other_words_are_another_text(cast: Cast) -> None:
    rows, texts = Pupil.objects.filter(pk=cast.noor.pk), []
    for first, last in PAIRS:
        rows.update(first_name=first, last_name=last)
        texts.append(text_of(rows, Compared(F("first_name"), F("last_name"))))
    assert len({*texts}) == len(PAIRS)


def test_nothing_is_not_an_empty_word(cast: Cast) -> None:
    rows, texts = Pupil.objects.filter(pk=cast.noor.pk), []
    for user in (None, cast.fatima):
        rows.update(user=user)
        texts.append(text_of(rows, Compared(F("user"), F("prefix"))))
    assert len({*texts}) == 2


def test_another_row_is_another_text(cast: Cast) -> None:
    rows = Pupil.objects.filter(board=cast.board)
    one = rows.filter(pk=cast.noor.pk)
    said = Compared(F("first_name"), F("pk"))
    assert text_of(rows, said) != text_of(one, said) == text_of(one, said)


def test_counted_says_how_many_with_sum_and_highest_of_both(cast: Cast) -> None:
    rows = Enrolment.objects.filter(pupil__board=OuterRef("pk")).order_by()
    said = rows.values(text=Counted("pk", YEARS))
    found = Board.objects.values_list(Subquery(said), flat=True).get(pk=cast.board.pk)
    mine = Enrolment.objects.filter(pupil__board=cast.board)
    one, two = ([*mine.values_list(key, flat=True)] for key in ("pk", YEARS))
    assert len(one) > 1
    assert found == f"{len(one)} {sum(one)} {max(one)} {sum(two)} {max(two)}"
