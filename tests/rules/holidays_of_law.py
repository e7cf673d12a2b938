"""The holidays of Algemene termijnenwet art. 3 (and two Sundays), for tests without a database."""

from holidays import country_holidays

HOLIDAYS = frozenset(
    country_holidays("NL", years=range(2023, 2040), categories=("public", "optional"))
)
