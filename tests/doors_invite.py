"""The doors of invitations and activation."""

from datetime import date
from uuid import uuid4

from django.utils import timezone

from portal.signin.actions.invite import Where, invite
from portal.signin.actions.letters import make_due
from portal.signin.models import LetterRun, PlannedLetter
from tests.builders import make_user, tie
from tests.cast import Cast
from tests.door import EVERYBODY, Door, Keys
from tests.invite import HOUR, make_letter, make_unknown

MAY = "iris bas ad"
MAY_NOT = " ".join(name for name in EVERYBODY.split() if name not in MAY.split())
LIST = {200: MAY, 403: MAY_NOT}
BARE = {302: MAY, 403: MAY_NOT}  # without a school there is nothing to show
OF_SCHOOL = "iris ad"
NONE: Keys = {"pk": uuid4()}


def _person(cast: Cast, _today: date) -> Keys:
    guardian = make_unknown(cast.board, "Nieuw")
    tie(guardian, cast.noor)
    return {"kind": "guardian", "pk": guardian.pk}


def _run(cast: Cast, today: date) -> LetterRun:
    guardian = make_unknown(cast.board, "Nieuw")
    tie(guardian, cast.noor)
    where = Where(cast.board, cast.school)
    return invite(guardian, where=where, by=cast.ad, now=timezone.now(), today=today)


def _pile(cast: Cast, today: date) -> Keys:
    return {"pk": _run(cast, today).pk}


def _file(cast: Cast, today: date) -> Keys:
    run = _run(cast, today)
    make_due(timezone.now())
    return {"pk": run.pk, "number": 1}


def _invitation(cast: Cast, today: date) -> Keys:
    return {"pk": PlannedLetter.objects.get(run=_run(cast, today)).invitation_id}


def _opened(cast: Cast, today: date) -> Keys:
    guardian, now = make_unknown(cast.board, "Nieuw"), timezone.now()
    tie(guardian, cast.noor)
    invitation, _code = make_letter(guardian, cast.board, now, today)
    invitation.used_at, invitation.alone_until = now, now + HOUR
    invitation.used_by = make_user("Nieuw")
    invitation.save()
    return {"pk": invitation.pk}


def _school(cast: Cast, _today: date) -> Keys:
    return {"school_id": cast.school.pk}


def _group(cast: Cast, _today: date) -> Keys:
    return {"school_id": cast.school.pk, "group_id": cast.group.pk}


ALL_ON = {302: EVERYBODY}
DOORS: dict[str, Door] = {
    "signin:activate": Door(get={200: EVERYBODY}, post={200: EVERYBODY}, public=True),
    "signin:activate_confirm": Door(get=ALL_ON, post=ALL_ON, public=True),
    "signin:activate_account": Door(get=ALL_ON, post=ALL_ON, public=True),
    "signin:activate_add": Door(get=ALL_ON, post=ALL_ON),
    "signin:activate_address": Door(get=ALL_ON, post=ALL_ON),
    "signin:not_me": Door(
        lambda _cast, _today: {"token": "x"}, {200: EVERYBODY}, post=ALL_ON, public=True
    ),
    "signin:not_me_done": Door(get={200: EVERYBODY}, public=True),
    "signin:invitations": Door(get=LIST),
    "signin:invite_all": Door(get=BARE, post=BARE),
    "signin:revoke_all": Door(get=BARE, post=BARE),
    "signin:check_opened": Door(_opened, {200: OF_SCHOOL}, post={200: OF_SCHOOL}, absent=NONE),
    "signin:invite_school": Door(_school, {200: OF_SCHOOL}, absent={"school_id": uuid4()}),
    "signin:invite_group": Door(
        _group, {200: OF_SCHOOL}, absent={"school_id": uuid4(), "group_id": uuid4()}
    ),
    "signin:invite": Door(
        _person,
        {405: EVERYBODY},
        post={302: OF_SCHOOL},
        absent={"kind": "guardian", "pk": uuid4()},
    ),
    "signin:invite_revoke": Door(_invitation, {405: EVERYBODY}, post={302: OF_SCHOOL}, absent=NONE),
    "signin:letter_run": Door(_pile, {200: "ad"}, absent=NONE),
    "signin:letter_file": Door(_file, {200: "ad"}, absent={"pk": uuid4(), "number": 1}),
}
