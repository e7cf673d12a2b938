"""Twelve questions, 45,000 guardians and 1.5 million answers, on the board of bench/crowd.py."""

from datetime import date, timedelta
from itertools import cycle

from django.db import connection, transaction
from django.utils import timezone

from bench.signins import PREFIX
from consent.models import Choice, CurrentChoice, Purpose, PurposeText
from consent.rules import Medium
from portal.people.models import Board, Guardian, Guardianship, Pupil, User
from portal.people.rules import Authority

QUESTIONS = 12
GUARDIANS = 45_000
ROWS = 1_500_000
BATCH = 2_000
ANSWERED = """
INSERT INTO consent_choice (purpose_id, pupil_id, guardian_id, answer, version, capacity, "on",
    language, text_sha256, given_via, entered_by_id, at)
SELECT asked.id, tied.pupil_id, tied.guardian_id,
    CASE WHEN (tied.nr + asked.nr + %s) %% 5 = 0 THEN 'refused' ELSE 'given' END, 1, 'authority',
    %s, 'nl', '', 'portal', tied.guardian_id, %s
FROM (
    SELECT one.pupil_id, one.guardian_id, row_number() OVER (ORDER BY one.id) AS nr
    FROM people_guardianship one JOIN people_pupil pupil ON pupil.id = one.pupil_id
    WHERE pupil.board_id = %s AND one.until IS NULL
) tied CROSS JOIN (
    SELECT id, row_number() OVER (ORDER BY id) AS nr FROM consent_purpose
    WHERE board_id = %s AND school_id IS NULL AND until IS NULL
) asked
WHERE tied.nr %% 10 <> 0
ORDER BY tied.nr LIMIT %s
"""
LAST = """
INSERT INTO consent_currentchoice (purpose_id, pupil_id, guardian_id, choice_id, answer, version,
    capacity, "on", given_via)
SELECT purpose_id, pupil_id, guardian_id, id, answer, version, capacity, "on", given_via
FROM consent_choice
WHERE id IN (SELECT MAX(id) FROM consent_choice GROUP BY pupil_id, purpose_id, guardian_id)
"""


@transaction.atomic
def fill_answers(board: Board, today: date) -> None:
    """Adds what is missing up to these numbers; a second call adds nothing.

    One guardian in ten never answers; what another said last differs from question to question.
    """
    _add_questions(board, today)
    _add_guardians(board, today)
    before = Choice.objects.count()
    turn = 0
    while (missing := ROWS - Choice.objects.count()) > 0:
        _answer(board, today, turn, missing)
        turn += 1
    if before < ROWS:
        CurrentChoice.objects.all().delete()
        with connection.cursor() as cursor:
            cursor.execute(LAST)


def parents(number: int) -> list[Guardian]:
    """Guardians with an account that can be signed in with, each of a pupil of their own."""
    names = [f"{PREFIX}{nr}" for nr in range(number)]
    users = User.objects.filter(sign_in_name__in=names).order_by("sign_in_name")
    rows = Guardian.objects.filter(roster_key__in=names).order_by("roster_key")
    for row, user in zip(rows, users, strict=True):
        user.email, row.user = f"{user.sign_in_name}@example.org", user
        user.save(update_fields=["email"])
        row.save(update_fields=["user"])
    return list(rows)


def _add_questions(board: Board, today: date) -> None:
    asked = Purpose.objects.filter(board=board, school=None, until=None)
    known = set(asked.values_list("medium", flat=True))
    free = [medium.value for medium in Medium if medium.value not in known]
    for medium in free[: max(0, QUESTIONS - asked.count())]:
        row = Purpose.objects.create(
            board=board, code=f"bench-{medium}", medium=medium, position=50, since=today
        )
        PurposeText.objects.create(
            purpose=row,
            version=1,
            in_force_on=today,
            title=f"Bench {medium}",
            question="Mag het?",
            explanation="Iedereen kan het zien.",
            withdrawal="Dan haalt de school het weg.",
        )


def _add_guardians(board: Board, today: date) -> None:
    """One or two for each pupil that has none."""
    missing = GUARDIANS - Guardian.objects.filter(board=board).count()
    bare = list(Pupil.objects.filter(board=board, guardianships=None).order_by("pk"))
    if missing <= 0 or not bare:
        return
    people = [
        Guardian(board=board, roster_key=f"{PREFIX}{nr}", first_name="Ouder", last_name="Bench")
        for nr in range(missing)
    ]
    Guardian.objects.bulk_create(people, batch_size=BATCH)
    Guardianship.objects.bulk_create(
        (
            Guardianship(
                pupil=pupil,
                guardian=guardian,
                authority=Authority.YES.value,
                since=today - timedelta(days=400),
            )
            for pupil, guardian in zip(cycle(bare), people, strict=False)
        ),
        batch_size=BATCH,
    )


def _answer(board: Board, today: date, turn: int, most: int) -> None:
    """Everybody once more to every question."""
    key = Board._meta.pk.get_db_prep_value(board.pk, connection)
    day = connection.ops.adapt_datefield_value(today)
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    with connection.cursor() as cursor:
        cursor.execute(ANSWERED, [turn, day, now, key, key, most])
