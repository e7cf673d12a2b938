"""Doel van toestemming and its texts, by version and language (AVG 4(11), 7(2))."""

import hashlib
from collections.abc import Iterable
from datetime import date, timedelta
from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from consent.rules import Medium, Reach
from portal.columns import choices_of
from portal.people.models import Board, Dated, Group, Pupil, School

LEADING_LANGUAGE = "nl"


class Purpose(Dated):
    """What consent is asked for, on one medium; of a board, a school, a group or one pupil.

    A school's own question with the code of a question of the board stands in its place there.
    """

    MEDIA = choices_of(
        {
            Medium.SCHOOL_GUIDE: _("schoolgids"),
            Medium.WEBSITE: _("website van de school"),
            Medium.INSTAGRAM: _("Instagram"),
            Medium.FACEBOOK: _("Facebook"),
            Medium.YOUTUBE: _("YouTube"),
            Medium.TIKTOK: _("TikTok"),
            Medium.LINKEDIN: _("LinkedIn"),
            Medium.NEWSLETTER: _("nieuwsbrief"),
            Medium.PARENT_APP: _("nieuwsbrief en ouderapp"),
            Medium.CLOSED_APP: _("ouderapp"),
            Medium.PRESS: _("krant, radio en televisie"),
            Medium.LESSON_VIDEO: _("film voor de les of begeleiding"),
            Medium.PHOTOGRAPHER: _("schoolfotograaf"),
            Medium.CLASS_PHOTO: _("klassenfoto met namen"),
            Medium.CONTACT_LIST: _("klassenlijst"),
            Medium.RESEARCH: _("onderzoek door anderen"),
            Medium.YOUTH_HEALTH: _("jeugdgezondheidszorg"),
            Medium.FAMILY_CARERS: _("hulpverleners van het gezin"),
            Medium.OWN_CHANNEL: _("een ander kanaal voor foto of film"),
            Medium.OTHER: _("iets anders, zonder foto of film"),
        }
    )

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="purposes")
    school = models.ForeignKey(
        School, on_delete=models.PROTECT, null=True, blank=True, related_name="purposes"
    )
    group = models.ForeignKey(
        Group, on_delete=models.PROTECT, null=True, blank=True, related_name="purposes"
    )
    pupil = models.ForeignKey(
        Pupil, on_delete=models.PROTECT, null=True, blank=True, related_name="purposes"
    )
    code = models.SlugField(_("code"), max_length=40)
    medium = models.CharField(_("medium"), max_length=16, choices=MEDIA)
    channel = models.CharField(_("naam van het kanaal"), max_length=80, blank=True)
    both_needed = models.BooleanField(_("alle ouders met gezag moeten ja zeggen"), default=False)
    position = models.PositiveSmallIntegerField(_("volgorde"), default=0)

    class Meta(Dated.Meta):
        ordering = ["position", "code", "id"]
        verbose_name = _("doel van toestemming")
        verbose_name_plural = _("doelen van toestemming")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["board", "code"],
                condition=Q(school__isnull=True),
                name="consent_purpose_code_once_a_board",
            ),
            models.UniqueConstraint(
                fields=["school", "code"], name="consent_purpose_code_once_a_school"
            ),
            models.CheckConstraint(
                condition=Q(group__isnull=True, pupil__isnull=True) | Q(school__isnull=False),
                name="consent_purpose_target_in_a_school",
            ),
            models.CheckConstraint(
                condition=Q(group__isnull=True) | Q(pupil__isnull=True),
                name="consent_purpose_one_target",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def reach(self) -> Reach:
        """About whom it is asked, as the rules take it."""
        return Reach(self.board_id, self.code, self.school_id, self.group_id, self.pupil_id)

    @property
    def asked_of(self) -> str:
        """About whom it is asked, in words."""
        if self.pupil:
            return self.pupil.full_name
        if self.group and self.school:
            return f"{self.school.name}: {self.group.name}"
        return self.school.name if self.school else gettext("alle scholen")

    @property
    def channel_name(self) -> str:
        """Where it publishes or hands over: each channel by its own name (law.md §4)."""
        return self.channel or str(dict(self.MEDIA)[Medium(self.medium)])

    @property
    def last_on(self) -> date | None:
        """The last day on which it is asked; None while it goes on."""
        return self.until - timedelta(days=1) if self.until else None

    def stands_in_after(self, day: date) -> bool:
        """Whether a question of the board, in whose place it stands, is asked from that day on."""
        if self.school_id is None:
            return False
        boards = Purpose.objects.filter(board=self.board_id, school=None, code=self.code)
        return boards.filter(Q(until=None) | Q(until__gt=day)).exists()

    @property
    def first_text(self) -> "PurposeText | None":
        """The first Dutch text."""
        leading = (text for text in self.texts.all() if text.language == LEADING_LANGUAGE)
        return min(leading, key=lambda text: text.version, default=None)

    def text_on(self, day: date, language: str = LEADING_LANGUAGE) -> "PurposeText | None":
        """The text in force on a day, in a language or else in Dutch; None before the first.

        Only a Dutch text makes a version; a translation never raises it.
        """
        return text_in_force(self.texts.all(), day, language)


class PurposeText(models.Model):
    """What is read before the answer. A change of meaning is a new version (law.md §4)."""

    purpose = models.ForeignKey(Purpose, on_delete=models.PROTECT, related_name="texts")
    version = models.PositiveSmallIntegerField(_("versie"))
    language = models.CharField(_("taal"), max_length=8, default=LEADING_LANGUAGE)
    in_force_on = models.DateField(_("geldt vanaf"))
    title = models.CharField(_("titel"), max_length=80)
    question = models.CharField(_("vraag"), max_length=200)
    explanation = models.TextField(_("uitleg"))
    withdrawal = models.TextField(_("wat er gebeurt na intrekken"))
    audience = models.CharField(_("wie het ziet"), max_length=200, blank=True)
    kept = models.CharField(_("hoe lang het blijft"), max_length=200, blank=True)
    for_child = models.TextField(_("uitleg voor kinderen"), blank=True)
    # A small correction means the same as this older version; nobody is asked again (law.md §4).
    same_as = models.PositiveSmallIntegerField(_("betekent hetzelfde als versie"), null=True)
    # How far families heard of it: the last pupil by key; the day when that was the last of all.
    told_through = models.UUIDField(null=True, editable=False)
    told_on = models.DateField(null=True, editable=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["purpose", "version", "language"]
        verbose_name = _("tekst bij een doel")
        verbose_name_plural = _("teksten bij een doel")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["purpose", "version", "language"], name="consent_purposetext_once"
            ),
            models.CheckConstraint(
                condition=Q(version__gte=1), name="consent_purposetext_version_from_1"
            ),
            models.CheckConstraint(
                condition=Q(same_as__isnull=True) | Q(same_as__gte=1, same_as__lt=F("version")),
                name="consent_purposetext_same_as_older",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose_id} {self.version} {self.language}"

    @property
    def meaning(self) -> int:
        """The oldest version that means the same: a yes from there on stands."""
        return self.same_as or self.version

    @property
    def fingerprint(self) -> str:
        """SHA-256 of what was read, kept with each answer as proof (AVG 7(1)).

        What came later into the texts counts only where it is filled in: older proofs stand.
        """
        read = "\n".join([self.title, self.question, self.explanation, self.withdrawal])
        for more in (self.audience, self.kept, self.for_child):
            read += f"\n{more}" if more else ""
        return hashlib.sha256(read.encode()).hexdigest()


def text_in_force(texts: Iterable[PurposeText], day: date, *languages: str) -> PurposeText | None:
    """Of all texts of one purpose, the one of `Purpose.text_on`: in the first of these languages
    that it has."""
    known = [text for text in texts if text.in_force_on <= day]
    leading = [text for text in known if text.language == LEADING_LANGUAGE]
    if not leading:
        return None
    newest = max(leading, key=lambda text: text.version)
    same = {text.language: text for text in known if text.version == newest.version}
    return next((same[one] for one in languages if one in same), newest)


def text_answered(
    purpose: Purpose, *, on: date, says_yes: bool, today: date, stated: bool = False
) -> PurposeText | None:
    """The Dutch text that an answer of a day was about, whatever came after it.

    A no is taken to any text, also before the first and after the last: nothing delays it. A yes
    of before the first is about that first one, when the school stated so (ADR 19).
    """
    found = purpose.text_on(on) if purpose.is_on(on) else None
    if found is None and stated and says_yes and on < purpose.since:
        found = purpose.first_text
    return found or (None if says_yes or on > today else purpose.text_on(today))
