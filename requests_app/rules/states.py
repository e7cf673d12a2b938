"""Stand van een verzoek: which verb is possible when, and on what ground; AVG 12(2)-(4)."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """Where a request stands."""

    RECEIVED = "received"
    IN_PROGRESS = "in_progress"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


class Verb(StrEnum):
    """What moves a request on."""

    TAKE_UP = "take_up"
    DECIDE = "decide"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True)
class Transition:
    """One permitted move, with the law that asks for it or allows it."""

    verb: Verb
    source: State
    target: State
    ground: str


TRANSITIONS = (
    Transition(Verb.TAKE_UP, State.RECEIVED, State.IN_PROGRESS, "AVG 12(2)"),
    Transition(Verb.DECIDE, State.IN_PROGRESS, State.ANSWERED, "AVG 12(3)-(4)"),
    Transition(Verb.WITHDRAW, State.RECEIVED, State.WITHDRAWN, "AVG 15-21: a right, no duty"),
    Transition(Verb.WITHDRAW, State.IN_PROGRESS, State.WITHDRAWN, "AVG 15-21: a right, no duty"),
)


def transition(state: State, verb: Verb) -> Transition | None:
    """The move this verb makes from this state; None when it cannot."""
    return next((t for t in TRANSITIONS if t.source == state and t.verb == verb), None)


def next_state(state: State, verb: Verb) -> State:
    """Where the verb leads. ValueError when it is not possible from here."""
    move = transition(state, verb)
    if move is None:
        raise ValueError(f"{verb} is not possible when a request is {state}")
    return move.target


def open_states() -> frozenset[State]:
    """The states in which the clock runs: something can still happen."""
    return frozenset(t.source for t in TRANSITIONS)
