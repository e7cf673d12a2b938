"""Families for the demo: brothers and sisters, parents together and apart, always the same."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from portal.management.demo_names import (
    ADULT_NAMES,
    FIRST_NAMES,
    INSTITUTION,
    PREFIXES,
    STREETS,
    SURNAMES,
    TOWNS,
)
from portal.people.rules import Authority, GuardianKind, Relation


@dataclass(frozen=True)
class Home:
    """An address that does not exist."""

    street: str
    postcode: str
    town: str


@dataclass
class Adult:
    """A guardian as the sheet shows them."""

    key: str
    first_name: str
    prefix: str
    last_name: str
    home: Home
    email: str
    phone: str = ""
    secret: bool = False
    kind: GuardianKind = GuardianKind.PERSON


@dataclass
class Tie:
    """One row of the sheet."""

    adult: Adult
    relation: Relation
    authority: Authority
    established_on: date | None = None
    ground: str = ""


@dataclass
class Child:
    """A pupil with the guardians that the school knows."""

    key: str
    first_name: str
    prefix: str
    last_name: str
    born_on: date
    ties: list[Tie] = field(default_factory=list)
    left_on: date | None = None


class Population:
    """Makes families one after the other; the seed decides everything."""

    def __init__(self, seed: int, today: date) -> None:
        self.random = Random(seed)  # noqa: S311  # nosec B311 - names, not secrets
        self.today = today
        self.adults = self.children = 0
        self.institution = self.adult("", last_name=INSTITUTION, kind=GuardianKind.INSTITUTION)

    def home(self) -> Home:
        """Somewhere in towns that are on no map."""
        town, area = self.random.choice(TOWNS)
        letters = "".join(self.random.choices("ABCDEFGHJKLMNPRSTVWXZ", k=2))
        street = f"{self.random.choice(STREETS)} {self.random.randint(1, 180)}"
        return Home(street, f"{area}{self.random.randint(10, 99)} {letters}", town)

    def adult(
        self,
        first_name: str,
        *,
        last_name: str = "",
        prefix: str = "",
        home: Home | None = None,
        key: str = "",
        email: str = "",
        kind: GuardianKind = GuardianKind.PERSON,
    ) -> Adult:
        """Somebody with an address of the example domain and a number that is never given out."""
        self.adults += 1
        return Adult(
            key=key or f"O{20000 + self.adults}",
            first_name=first_name,
            prefix=prefix,
            last_name=last_name or self.random.choice(SURNAMES),
            home=home or self.home(),
            email=email or f"ouder{self.adults}@example.org",
            phone=f"06 000 {self.random.randint(10, 99)} {self.random.randint(100, 999)}",
            secret=kind is GuardianKind.PERSON and not key and self.random.random() < 0.02,
            kind=kind,
        )

    def child(self, first_name: str, prefix: str, last_name: str, years: float) -> Child:
        """A child of about so many years."""
        self.children += 1
        born_on = self.today - timedelta(days=int(years * 365.25))
        return Child(f"L{10000 + self.children}", first_name, prefix, last_name, born_on)

    def family(self, years: float) -> list[Child]:
        """The eldest is so many years old; most families here have one child in the schools."""
        surname, prefix = self.random.choice(SURNAMES), self.random.choice(PREFIXES)
        ties = self._guardians(surname, prefix)
        number = self.random.choices((1, 2, 3), (72, 21, 7))[0]
        ages = [years - 2.2 * place - self.random.random() for place in range(number)]
        children = []
        for age in [years, *(age for age in ages[1:] if age >= 4.2)]:
            child = self.child(self.random.choice(FIRST_NAMES), prefix, surname, age)
            child.ties = ties
            children.append(child)
        return children

    def _guardians(self, surname: str, prefix: str) -> list[Tie]:
        """One to four; some apart, some unknown, now and then an institution instead."""
        if self.random.random() < 0.006:
            note = "beschikking kinderrechter"
            court = Tie(self.institution, Relation.GUARDIAN, Authority.YES, None, note)
            parent = self.adult(self._name(), last_name=surname, prefix=prefix)
            return [court, Tie(parent, Relation.PARENT, Authority.NO)]
        number = self.random.choices((1, 2, 3, 4), (10, 64, 20, 6))[0]
        home, apart = self.home(), self.random.random() < 0.18
        first = self.adult(self._name(), last_name=surname, prefix=prefix, home=home)
        ties = [Tie(first, self._parent(), self._authority())]
        if number > 1:
            second = self.adult(self._name(), home=self.home() if apart else home)
            ties.append(Tie(second, self._parent(), self._authority()))
        for _step in range(number - 2):
            new = self.adult(self._name(), home=home if not apart else None)
            ties.append(Tie(new, Relation.STEP_PARENT, Authority.NO))
        return ties

    def _name(self) -> str:
        return self.random.choice(ADULT_NAMES)

    def _parent(self) -> Relation:
        return self.random.choice((Relation.MOTHER, Relation.FATHER, Relation.PARENT))

    def _authority(self) -> Authority:
        kinds = (Authority.YES, Authority.UNKNOWN, Authority.NO)
        return self.random.choices(kinds, (91, 7, 2))[0]
