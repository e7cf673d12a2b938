"""Who asks, on a page that only somebody with two factors reaches."""

from typing import cast

from django.http import HttpRequest

from portal.people.models import User


def person_of(request: HttpRequest) -> User:
    """The account behind a page that is closed to everybody else."""
    return cast("User", request.user)
