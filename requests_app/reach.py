"""Bereik: which cases the roles of a member of staff reach; never their own household's."""

from datetime import date

from django.core.exceptions import PermissionDenied

from portal.people.access import Person, scopes_of, within
from portal.people.models import User
from portal.people.rules import Duty, Scope
from requests_app.household import outside_household
from requests_app.models import DataRequest
from requests_app.models.requests import DataRequestQuerySet


def reach(user: Person, today: date, duty: Duty) -> DataRequestQuerySet:
    """As `cases_within`, for list pages: without any such role the page is refused (403)."""
    return reached(user, scopes_of(user, today, duty))


def reached(user: Person, scopes: list[Scope]) -> DataRequestQuerySet:
    """As `reach`, for whoever asked the roles already."""
    if not isinstance(user, User) or not scopes:
        raise PermissionDenied
    return outside_household(DataRequest.objects.filter(within(scopes)), user)


def cases_within(user: Person, today: date, duty: Duty) -> DataRequestQuerySet:
    """The cases inside one's roles, without those of the own household; empty without a role."""
    try:
        return reach(user, today, duty)
    except PermissionDenied:
        return DataRequest.objects.none()
