"""Wat in het antwoord staat: of a pupil, from the register, the disclosures and the own choices.

Each function gives one table. Nothing of another guardian is asked for: own rows by their owner,
and what is shared only through the doors that a family itself has (law.md §3, §6).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.template.loader import render_to_string
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consent.access import own_rows, questions_of, told_of
from consent.models import Choice, Publication
from portal.people.access import Tie
from portal.people.models import Membership
from portal.register.access import processings_for, shared_ids, shared_of
from portal.register.access.known import facts_of, rules_of
from portal.register.models import (
    IntendedDisclosure,
    Processing,
    Recipient,
    RetentionRule,
    told_pairs,
)
from portal.register.rules import LegalBasis, PupilFacts, RecipientRole, kept_until
from portal.register.wording import BASES, ROLES
from requests_app.letters.package import Table, Value

# The countries where the AVG holds.
EUROPE = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK"
WHOLE = {"group": gettext_lazy("de hele groep"), "school": gettext_lazy("de hele school")}


@dataclass(frozen=True)
class Scope:
    """What was asked: some entries of the register (empty: all), and a period."""

    entries: frozenset[UUID] = frozenset()
    since: date | None = None
    until: date | None = None

    @property
    def is_all(self) -> bool:
        """Whether no part was chosen."""
        return not self.entries

    def holds(self, day: date) -> bool:
        """Whether a day lies in the period."""
        return (self.since or date.min) <= day <= (self.until or date.max)


def pupil_table(tie: Tie) -> Table:
    """What the portal itself knows of the pupil."""
    pupil = tie.pupil
    rows: list[tuple[Value, ...]] = [
        (_("Roepnaam"), pupil.first_name),
        (_("Voorvoegsel"), pupil.prefix),
        (_("Achternaam"), pupil.last_name),
        (_("Geboortedatum"), pupil.born_on),
        (_("Bestuur"), pupil.board.name),
    ]
    return Table(
        "leerling",
        _("De leerling"),
        _("Dit weet het portaal zelf van de leerling."),
        (_("Gegeven"), _("Waarde")),
        tuple(rows),
    )


def enrolments_table(tie: Tie) -> Table:
    """The schools it went to."""
    rows = sorted(tie.pupil.enrolments.all(), key=lambda row: row.since)
    return Table(
        "inschrijvingen",
        _("Inschrijvingen"),
        _("Op welke school de leerling zit of zat."),
        (_("School"), _("Vanaf"), _("Tot"), _("Reden van vertrek"), _("Nummer op school")),
        tuple(
            (
                row.school.name,
                row.since,
                row.until,
                row.get_leaving_reason_display(),
                row.roster_key,
            )
            for row in rows
        ),
        _("Er is geen inschrijving."),
    )


def groups_table(tie: Tie) -> Table:
    """The groups it was in."""
    rows = Membership.objects.filter(pupil=tie.pupil).select_related("group__school")
    return Table(
        "groepen",
        _("Groepen"),
        _("In welke groepen de leerling zit of zat."),
        (_("Groep"), _("School"), _("Schooljaar"), _("Vanaf"), _("Tot")),
        tuple(
            (row.group.name, row.group.school.name, row.group.school_year, row.since, row.until)
            for row in rows.order_by("since", "group__name")
        ),
        _("De leerling staat in geen groep."),
    )


def processings_table(rows: Iterable[Processing], keeping: dict[UUID, str]) -> Table:
    """Every entry of the register that this is about (AVG 15(1)(a)-(d), (g), 15(2))."""
    return Table(
        "verwerkingen",
        _("Wat de school doet met gegevens"),
        _("Per onderdeel: waarom, welke gegevens, hoe lang, en wie ze krijgt."),
        (
            *(_("Onderdeel"), _("Doel"), _("Waarom dit mag"), _("Gegevens")),
            *(_("Waar de gegevens vandaan komen"), _("Hoe lang bewaard"), _("De regel daarvoor")),
            *(_("Wie het krijgt"), _("Buiten Europa"), _("Wie op school dit ziet")),
            *(_("Toestemming nodig"), _("Waarom"), _("Reclame of werving"), _("Bezwaar mogelijk")),
        ),
        tuple(_processing(row, keeping.get(row.pk, "")) for row in rows),
        _("Er staat hierover niets in het register."),
    )


def _processing(row: Processing, kept: str) -> tuple[Value, ...]:
    receivers = list(row.recipients.all())
    return (
        *(row.name, row.purpose, str(BASES[LegalBasis(row.basis)]), tuple(row.field_words)),
        *(row.source, kept or row.retention, row.retention),
        tuple(f"{one.name} ({ROLES[RecipientRole(one.role)]})" for one in receivers),
        tuple(_abroad(one) for one in receivers if one.country not in EUROPE.split()),
        *(row.inside_names, row.consent_needed, row.consent_reason),
        *(row.direct_marketing, row.objection),
    )


def _abroad(one: Recipient) -> str:
    """The country, and what protects the data there (AVG 15(2), 46)."""
    return f"{one.name}: {one.country}" + (f" ({one.safeguard})" if one.safeguard else "")


def keeping_of(tie: Tie, rows: Iterable[Processing]) -> dict[UUID, str]:
    """Until when, for this pupil, as its own page says it."""
    rules, facts = rules_of(tie.pupil.board_id, tie.today), facts_of(tie)
    return {row.pk: _kept(row, rules, facts, tie.today) for row in rows}


def _kept(row: Processing, rules: dict[UUID, RetentionRule], facts: PupilFacts, today: date) -> str:
    rule = rules.get(row.retention_rule_id) if row.retention_rule_id else None
    kept = kept_until(rule.keeping if rule else None, facts, today)
    found = render_to_string("register/_kept.html", {"kept": kept, "retention": row.retention})
    return " ".join(strip_tags(found).split())


def processings_in(tie: Tie, scope: Scope) -> list[Processing]:
    """Those that concern the pupil, and were asked."""
    rows = processings_for(tie)
    return rows if scope.is_all else [row for row in rows if row.pk in scope.entries]


def shared_table(tie: Tie, scope: Scope, names: set[str]) -> Table:
    """Who got what, by name; through the one source that hides what must stay hidden."""
    found = [one for one in shared_of(shared_ids(tie)) if scope.holds(one.on)]
    if not scope.is_all:
        found = [one for one in found if one.processing in names]
    return Table(
        "verstrekkingen",
        _("Met wie de school gegevens deelde"),
        _("Elke keer dat gegevens naar een ander gingen."),
        (
            *(_("Wat"), _("Wanneer"), _("Wie het kreeg"), _("Over wie"), _("Gegevens"), _("Hoe")),
            *(_("Toestemming"), _("Omschrijving")),
        ),
        tuple(
            (
                *(one.processing, one.on, one.receivers, str(WHOLE.get(one.whole, ""))),
                *(tuple(one.field_words), one.channel_name, one.consent_name, one.description),
            )
            for one in found
        ),
        _("De school deelde niets, of dat staat niet in het portaal."),
    )


def announced_table(tie: Tie, scope: Scope) -> Table:
    """What the school said beforehand that it would share."""
    rows = IntendedDisclosure.objects.told_to([tie.pupil]).ready()
    found = [row for row, _pupil in told_pairs(list(rows), [tie.pupil])]
    return Table(
        "aankondigingen",
        _("Wat de school vooraf aankondigde"),
        _("De school wilde dit delen, en vertelde dat eerst."),
        (
            *(_("Wat"), _("Aangekondigd op"), _("Gepland op"), _("Voor wie")),
            *(_("Gegevens"), _("Waarom")),
        ),
        tuple(_announced(row) for row in found if scope.holds(row.announced_on)),
        _("Er is niets aangekondigd."),
    )


def _announced(row: IntendedDisclosure) -> tuple[Value, ...]:
    receivers, fields = row.recipient_names, row.field_names
    return (row.title, row.announced_on, row.planned_on, receivers, fields, row.why)


def consent_table(tie: Tie) -> Table:
    """What holds now, in the neutral words that every guardian reads (law.md §4)."""
    return Table(
        "toestemming",
        _("Wat nu mag"),
        _("De uitkomst per vraag. Er staat niet bij wie ja of nee zei."),
        (_("Vraag"), _("Uitkomst"), _("Uitleg"), _("De tekst")),
        tuple(
            (one.text.title, str(one.told.status), str(one.told.text), one.text.question)
            for one in questions_of(tie)
        ),
        _("De school vraagt nu geen toestemming."),
    )


def choices_table(rows: Iterable[Choice], scope: Scope) -> Table:
    """The answers that the requester gave, each with the words that were read."""
    said = [one for one in told_of(rows) if scope.holds(one.on)]
    return Table(
        "keuzes",
        _("Eigen keuzes"),
        _("Elk antwoord dat de aanvrager zelf gaf. De keuzes van een ander staan er niet bij."),
        (_("Vraag"), _("Antwoord"), _("Wanneer"), _("Hoe"), _("Als"), _("Versie"), _("De tekst")),
        tuple(
            (
                *(one.wording.heading, one.answer_words, one.on, one.via_words),
                *(str(one.capacity_words), one.wording.version, one.wording.question),
            )
            for one in said
        ),
        _("Er zijn geen eigen keuzes."),
    )


def own_choices(tie: Tie) -> Iterable[Choice]:
    """The ledger rows of this person about this pupil, the oldest first."""
    return reversed(own_rows(tie))


def published_table(tie: Tie, scope: Scope) -> Table:
    """Where the school published something with the pupil in it."""
    rows = Publication.objects.filter(pupils__pupil_id=tie.pupil.pk)
    found = rows.select_related("school", "purpose", "text").order_by("-on", "pk")
    return Table(
        "publicaties",
        _("Foto's en berichten met de leerling"),
        _("Wat de school publiceerde. De leerling staat erop, of wordt genoemd."),
        (_("Waar"), _("Wanneer"), _("School"), _("Adres")),
        tuple(
            (row.purpose.channel_name, row.on, row.school.name, _link(row))
            for row in found
            if scope.holds(row.on)
        ),
        _("De school legde geen publicatie vast."),
    )


def _link(row: Publication) -> str:
    text = getattr(row, "text", None)
    return text.link if text else ""
