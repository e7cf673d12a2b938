"""Groepen: which groups a member of staff may see; a teacher the own one only (product.md)."""

from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from django.http import Http404

from portal.people.access import Person, groups_named, groups_within, scopes_of
from portal.people.models import Group, Membership, holds
from portal.people.rules import Duty, Scope


def groups_of(user: Person, today: date, *, duty: Duty = Duty.SEE_CLASS) -> list[Group]:
    """The groups with pupils today, by school and name; 403 for whoever has no such role."""
    here = Membership.objects.filter(holds(today), group=OuterRef("pk"))
    rows = groups_within(must_see(user, today, duty=duty)).filter(Exists(here))
    return list(rows.order_by("school__name", "school", "name", "pk"))


def get_group(user: Person, pk: UUID, today: date) -> Group:
    """The only door to a group; outside one's roles of today it does not exist (404)."""
    return get_groups(user, [pk], today)[0]


def named_groups(
    user: Person, keys: Iterable[str], today: date, *, duty: Duty = Duty.SEE_CLASS
) -> list[Group]:
    """The groups that an address names; 404 as `get_groups`, and for what is no id at all."""
    try:
        return get_groups(user, [UUID(key) for key in keys], today, duty=duty)
    except ValueError as error:
        raise Http404 from error


def get_groups(
    user: Person, keys: Collection[UUID], today: date, *, duty: Duty = Duty.SEE_CLASS
) -> list[Group]:
    """Several at once, in the order of their names; 404 when one of them is not in reach."""
    found = groups_named(scopes_of(user, today, duty), set(keys))
    if len(found) != len(set(keys)):
        raise Http404
    return found


def must_see(user: Person, today: date, *, duty: Duty = Duty.SEE_CLASS) -> list[Scope]:
    """The roles with which one sees groups, or does more with them; 403 without."""
    scopes = scopes_of(user, today, duty)
    if not scopes:
        raise PermissionDenied
    return scopes
