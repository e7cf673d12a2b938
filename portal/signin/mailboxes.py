"""Brievenbus: which known addresses belong to one person only; the others never get a code."""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.db.models import Count
from django.db.models.functions import Lower

from portal.people.models import Guardian, User
from portal.people.models.users import folded
from portal.signin.models import Invitation
from portal.signin.rules import InvitedAs, may_be_mailed

Addresses = dict[UUID, str]  # person → address of that person alone


def unshared(guardians: Collection[Guardian]) -> Addresses:
    """The contact addresses that no other guardian of the board and no account uses."""
    known = of_one_guardian(guardians)
    accounts = User.objects.filter(email__in=set(known.values()))
    taken = set(accounts.values_list("email", flat=True))
    return {pk: address for pk, address in known.items() if address not in taken}


def is_taken(address: str, *, but: User | None = None) -> bool:
    """Whether another account than `but` has this address."""
    others = User.objects.exclude(pk=but.pk) if but else User.objects.all()
    return others.filter(email=folded(address)).exists()


def of_one_guardian(guardians: Collection[Guardian]) -> Addresses:
    """The contact addresses that no other guardian of the same board uses."""
    wanted = {one.pk: folded(one.contact_email) for one in guardians if one.contact_email}
    boards = {one.board_id for one in guardians}
    uses = _uses(set(wanted.values()), boards)
    board_of = {one.pk: one.board_id for one in guardians}
    return {
        pk: address
        for pk, address in wanted.items()
        if may_be_mailed(address, used_by=uses.get((board_of[pk], address), 0))
    }


def _uses(addresses: set[str], boards: Iterable[UUID]) -> dict[tuple[UUID, str], int]:
    rows = (
        Guardian.objects.filter(board__in=list(boards))
        .annotate(address=Lower("contact_email"))
        .filter(address__in=addresses)
        .order_by()
        .values("board", "address")
        .annotate(number=Count("pk"))
    )
    return {(row["board"], row["address"]): row["number"] for row in rows}


def known_address(invitation: Invitation) -> str:
    """The address at which the invited person must show to read; "" when none is theirs alone.

    An account that has the same address may be their own at another board, or a partner's: the
    code is asked all the same, and the new account stays provisional (`is_taken`).
    """
    if invitation.kind == InvitedAs.GUARDIAN and invitation.guardian:
        return of_one_guardian([invitation.guardian]).get(invitation.guardian.pk, "")
    if invitation.kind == InvitedAs.STAFF and invitation.user:
        address = folded(invitation.user.email or "")
        return address if may_be_mailed(address, used_by=1) else ""
    return ""


def contacts(invitation: Invitation) -> list[str]:
    """Every address known of the invited person, shared or not: content-free notices only."""
    known = {invitation.guardian.contact_email if invitation.guardian else ""}
    known.add((invitation.user.email or "") if invitation.user else "")
    return sorted(address for address in known if address)
