"""Bevoegd gezag, reglement, school en groep."""

from datetime import date
from uuid import uuid4

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.columns import choices_of
from portal.people.rules import BoardKind, Region, Sector
from portal.prepared import Prepared


class Board(models.Model):
    """The controller (verwerkingsverantwoordelijke, AVG 4(7)) with its policies."""

    KINDS = choices_of({BoardKind.PUBLIC: _("openbaar"), BoardKind.PRIVATE: _("bijzonder")})

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    name = models.CharField(_("naam"), max_length=120, unique=True)
    slug = models.SlugField(_("naam in adressen"), max_length=60, unique=True)
    number = models.CharField(
        _("nummer bevoegd gezag"),
        max_length=5,
        unique=True,
        validators=[RegexValidator(r"^\d{5}$")],
    )
    kind = models.CharField(_("soort bestuur"), max_length=10, choices=KINDS)
    street = models.CharField(_("straat en nummer"), max_length=80, blank=True)
    postcode = models.CharField(_("postcode"), max_length=10, blank=True)
    town = models.CharField(_("plaats"), max_length=60, blank=True)
    privacy_email = models.EmailField(_("e-mail privacy"), blank=True)
    objection_days = models.PositiveSmallIntegerField(_("dagen om bezwaar te maken"), default=14)
    # Kept by the register: until this day a family may find an announcement; empty: none.
    announced_until = models.DateField(null=True, editable=False)
    complaint_days = models.PositiveSmallIntegerField(_("dagen voor een klacht"), default=42)
    request_years = models.PositiveSmallIntegerField(_("jaren verzoek bewaren"), default=2)
    pupil_file_years = models.PositiveSmallIntegerField(_("jaren dossier bewaren"), default=2)
    desk_reset_hours = models.PositiveSmallIntegerField(
        _("uren wachten na hulp aan de balie (telefoon kwijt)"), default=0
    )
    phone_reset_hours = models.PositiveSmallIntegerField(
        _("uren wachten na hulp per telefoon (telefoon kwijt)"), default=24
    )
    four_eyes = models.BooleanField(_("besluit door twee personen"), default=False)
    settings_version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["name"]
        verbose_name = _("bestuur")
        verbose_name_plural = _("besturen")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in BoardKind]),
                name="people_board_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(objection_days__gte=1), name="people_board_objection_days_1_or_more"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def reglement_on(self, day: date) -> "Reglement":
        """The privacy rules in force on a day; the oldest ones for a day before all of them."""
        known = REGLEMENTEN_OF(self.pk)
        return next((one for one in reversed(known) if one.in_force_on <= day), known[0])


class Reglement(models.Model):
    """A version of the board's privacy rules, agreed by the medezeggenschapsraad (law.md §8)."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="reglementen")
    version = models.PositiveSmallIntegerField(_("versie"))
    in_force_on = models.DateField(_("geldt vanaf"))
    mr_agreed_on = models.DateField(_("instemming medezeggenschapsraad"), null=True, blank=True)
    promise_weeks = models.PositiveSmallIntegerField(_("weken voor een antwoord"), default=4)

    class Meta:
        ordering = ["board", "version"]
        verbose_name = _("privacyreglement")
        verbose_name_plural = _("privacyreglementen")
        constraints = [
            models.UniqueConstraint(
                fields=["board", "version"], name="people_reglement_version_once"
            ),
            models.CheckConstraint(
                condition=Q(promise_weeks__gte=1, promise_weeks__lte=4),
                name="people_reglement_weeks_1_to_4",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.board} {self.version}"


# With every request that is filed; see portal/prepared.py.
REGLEMENTEN_OF = Prepared(
    lambda board: Reglement.objects.filter(board=board).order_by("in_force_on")
)


class School(models.Model):
    """One BRIN6 location of a board."""

    SECTORS = choices_of(
        {
            Sector.PRIMARY: _("basisonderwijs"),
            Sector.SPECIAL_PRIMARY: _("speciaal basisonderwijs"),
            Sector.SPECIAL: _("speciaal onderwijs"),
            Sector.SPECIAL_SECONDARY: _("voortgezet speciaal onderwijs"),
            Sector.SECONDARY: _("voortgezet onderwijs"),
            Sector.PRACTICAL: _("praktijkonderwijs"),
        }
    )
    REGIONS = choices_of(
        {Region.NORTH: _("Noord"), Region.MIDDLE: _("Midden"), Region.SOUTH: _("Zuid")}
    )

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="schools")
    name = models.CharField(_("naam"), max_length=120)
    brin6 = models.CharField(
        _("BRIN6"), max_length=6, unique=True, validators=[RegexValidator(r"^\d{2}[A-Z]{2}\d{2}$")]
    )
    sector = models.CharField(_("soort onderwijs"), max_length=4, choices=SECTORS)
    region = models.CharField(_("vakantieregio"), max_length=6, choices=REGIONS)
    street = models.CharField(_("straat en nummer"), max_length=80, blank=True)
    postcode = models.CharField(_("postcode"), max_length=10, blank=True)
    town = models.CharField(_("plaats"), max_length=60, blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("school")
        verbose_name_plural = _("scholen")

    def __str__(self) -> str:
        return self.name


class Group(models.Model):
    """A class of one school year; `composite` marks a group beside the base group."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="groups")
    key = models.CharField(max_length=255)
    name = models.CharField(_("naam"), max_length=64)
    school_year = models.CharField(_("schooljaar"), max_length=9)
    year_group = models.CharField(_("jaargroep"), max_length=4, blank=True)
    composite = models.BooleanField(default=False)

    class Meta:
        ordering = ["school", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "school_year", "key"], name="people_group_key_once_a_year"
            )
        ]

    def __str__(self) -> str:
        return self.name
