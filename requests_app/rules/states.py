"""Stand van een verzoek: which verb is possible when, and on what ground; AVG 12(2)-(4)."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """Where a request stands."""

    RECEIVED = "received"
    IN_PROGRESS = "in_progress"
    PROPOSED = "proposed"  # a decision waits for the second person
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"


class Verb(StrEnum):
    """What moves a request on."""

    TAKE_UP = "take_up"
    PROPOSE = "propose"
    SEND_BACK = "send_back"
    DECIDE = "decide"
    WITHDRAW = "withdraw"
    CLOSE = "close"


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
    Transition(Verb.PROPOSE, State.IN_PROGRESS, State.PROPOSED, "AVG 24(1)-(2): the board's rule"),
    Transition(Verb.SEND_BACK, State.PROPOSED, State.IN_PROGRESS, "AVG 24(1)-(2)"),
    Transition(Verb.DECIDE, State.PROPOSED, State.ANSWERED, "AVG 12(3)-(4)"),
    Transition(Verb.WITHDRAW, State.PROPOSED, State.WITHDRAWN, "AVG 15-21: a right, no duty"),
    Transition(Verb.CLOSE, State.ANSWERED, State.CLOSED, "AVG 5(1)(e): retention starts"),
    Transition(Verb.CLOSE, State.WITHDRAWN, State.CLOSED, "AVG 5(1)(e): retention starts"),
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
    """The states in which the clock runs: an answer or a withdrawal can still come."""
    return frozenset(t.source for t in TRANSITIONS if t.verb in (Verb.DECIDE, Verb.WITHDRAW))
