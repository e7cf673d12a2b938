"""Verzet dat niet meer staat: what the register must know of its objections (AVG 21(1))."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q

from requests_app.models import DataRequest
from requests_app.rules import Outcome, State

FALLEN = [Outcome.REFUSED.value, Outcome.NOT_HANDLED.value]


def fallen_objections(requests: Collection[UUID]) -> set[UUID]:
    """Those of these requests that block no more: withdrawn, refused, or not handled."""
    over = Q(state=State.WITHDRAWN.value) | Q(decision__outcome__in=FALLEN)
    return set(DataRequest.objects.filter(over, pk__in=requests).values_list("pk", flat=True))
