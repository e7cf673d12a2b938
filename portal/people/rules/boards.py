"""Instellingen van het bestuur: what a board may choose, and between which bounds."""

from dataclasses import dataclass, fields


@dataclass(frozen=True)
class BoardSettings:
    """What the privacy officer of a board chooses.

    `objection_days`: how long families may object to an announced disclosure; `four_eyes`: a
    decision needs a second person; `request_years`: how long a closed request keeps its texts.
    """

    objection_days: int
    four_eyes: bool
    request_years: int


# Seed 001 art. 6c asks for a window and names no length: a week is the least that a family can
# use, six weeks is the longest that the law itself gives for bezwaar (Awb 6:7).
# Law.md §7 leaves the years to the board: one year is the term for a complaint about a decision,
# after five a claim has lapsed (BW 3:310) and keeping more serves nothing (AVG 5(1)(e)).
BOUNDS = {"objection_days": (7, 42), "request_years": (1, 5)}


def out_of_bounds(settings: BoardSettings) -> frozenset[str]:
    """The settings that no board may choose so."""
    return frozenset(
        name
        for name, (least, most) in BOUNDS.items()
        if not least <= getattr(settings, name) <= most
    )


def changed(old: BoardSettings, new: BoardSettings) -> dict[str, tuple[int, int]]:
    """By name: what was and what comes; equal settings left out. Yes is 1 and no is 0."""
    names = [one.name for one in fields(BoardSettings)]
    pairs = {name: (int(getattr(old, name)), int(getattr(new, name))) for name in names}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}
