"""Berichten: until when who asked and the school may write to each other (AVG 12(2))."""

from requests_app.rules.states import State

MOST_FILES = 5
OVER = frozenset({State.WITHDRAWN, State.CLOSED})


def may_talk(state: State) -> bool:
    """After the answer one may still ask what it means; after the end there is no more to say."""
    return state not in OVER
