"""Builders for the register: the starter set, and a disclosure through the real verb."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from portal.people.models import User
from portal.register.actions import (
    About,
    Handover,
    Plan,
    Secrecy,
    announce_intent,
    record_disclosure,
)
from portal.register.models import Disclosure, IntendedDisclosure, Processing, Recipient
from portal.register.rules import (
    Channel,
    Fact,
    LegalBasis,
    RecipientRole,
    RuleCode,
    known_fields,
)
from portal.register.starter import adopt_starter
from tests.cast import Cast

NAMES = {
    "jgz": "GGD Vlinderland",
    "partnership": "Samenwerkingsverband De Brug",
    "municipality": "Gemeente Vlinderdam",
    "printer": "Drukkerij Inkt",
    "support_team": "Zorgteam De Regenboog",
}
JGZ_SET = "first_name last_name birth_date group_name"


def adopt(cast: Cast, today: date) -> None:
    """The whole starter register, with names for the regional parties."""
    adopt_starter(cast.board, by=cast.petra, today=today, names=NAMES, agreement_on=today)


def processing(cast: Cast, code: str) -> Processing:
    """An adopted processing."""
    return Processing.objects.get(board=cast.board, code=code)


def share(
    cast: Cast,
    about: About,
    on: date,
    *,
    code: str = "jgz",
    fields: str = JGZ_SET,
    facts: frozenset[Fact] = frozenset(),
    consent: Mapping[UUID, bool] | None = None,
    description: str = "",
    secrecy: Secrecy | None = None,
    recipients: list[Recipient] | None = None,
    by: User | None = None,
    **more: Any,
) -> Disclosure:
    """By default: the youth health set to the GGD, recorded by the privacy officer."""
    handover = Handover(
        processing=processing(cast, code),
        recipients=recipients or list(processing(cast, code).recipients.all()),
        fields=known_fields(fields.split()),
        channel=Channel.SECURE_MAIL,
        facts=facts,
        description=description,
    )
    return record_disclosure(
        about,
        handover=handover,
        consent=consent or {},
        on=on,
        by=by or cast.petra,
        secrecy=secrecy,
        **more,
    )


def safe_home(cast: Cast) -> Recipient:
    """Veilig Thuis, where a row may stay hidden for a time."""
    return Recipient.objects.create(
        board=cast.board,
        name="Veilig Thuis Vlinderland",
        role=RecipientRole.AUTHORITY.value,
        rule=RuleCode.SAFE_HOME.value,
    )


def secret(cast: Cast, on: date) -> Secrecy:
    """A complete reason to hide, agreed by the FG."""
    return Secrecy("De veiligheid van het kind.", on.replace(year=on.year + 1), cast.frank)


def hidden_row(cast: Cast, on: date) -> Disclosure:
    """A report to Veilig Thuis about Noor that the family does not see."""
    return share(
        cast,
        cast.noor,
        on,
        code="ondersteuningsteam",
        fields="first_name last_name safety_concern",
        facts=frozenset({Fact.NECESSARY, Fact.SOURCE_NAMED, Fact.SAFETY}),
        recipients=[safe_home(cast)],
        secrecy=secret(cast, on),
        description="Zorgen over thuis.",
    )


def pending_row(cast: Cast, on: date) -> Disclosure:
    """The same by the handler, without a second person yet."""
    return share(
        cast,
        cast.noor,
        on,
        code="ondersteuningsteam",
        fields="first_name last_name safety_concern",
        facts=frozenset({Fact.NECESSARY, Fact.SOURCE_NAMED, Fact.SAFETY}),
        recipients=[safe_home(cast)],
        secrecy=Secrecy("De veiligheid van het kind.", on + timedelta(days=90)),
        by=cast.iris,
    )


def youth_health(cast: Cast) -> Recipient:
    """The GGD by its own name; made when the starter was adopted without names."""
    facts = {"name": NAMES["jgz"], "rule": RuleCode.YOUTH_HEALTH.value}
    role = {"role": RecipientRole.CONTROLLER.value}
    return Recipient.objects.get_or_create(board=cast.board, **facts, defaults=role)[0]


def plan(cast: Cast, today: date, **changed: Any) -> Plan:
    """Names for research into the school playground, on basis e; in no processing of the register.

    Two days after the window of 14.
    """
    facts: dict[str, Any] = {
        "processing": None,
        "basis": LegalBasis.PUBLIC_TASK,
        "recipients": [youth_health(cast)],
        "fields": known_fields(JGZ_SET.split()),
        "why": "De GGD onderzoekt hoe kinderen spelen.",
        "planned_on": today + timedelta(days=16),
        "purpose": "Onderzoek naar het schoolplein",
    }
    return Plan(**facts | changed)


def announced(cast: Cast, about: About, today: date, **changed: Any) -> IntendedDisclosure:
    """The same, announced by the privacy officer."""
    typed = plan(cast, today, **changed)
    return announce_intent(about, typed, by=cast.petra, is_officer=True, today=today)


def handover_of(cast: Cast, row: IntendedDisclosure) -> Handover:
    """What was announced, as it went: under the processing of youth health."""
    return Handover(
        processing=row.processing or processing(cast, "jgz"),
        recipients=list(row.recipients.all()),
        fields=row.data_fields,
        channel=Channel.SECURE_MAIL,
    )
