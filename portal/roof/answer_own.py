"""Wat in het antwoord staat: own record, requests, messages, looks, reports and documents."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from portal.audit.models import Look
from portal.files.rules import EXTENSIONS
from portal.people.access import Tie
from portal.people.models import Guardian, Guardianship, Pupil
from portal.people.rules import turns
from portal.register.access.reports import mine_of
from portal.roof.answer_facts import Scope
from portal.roof.look_words import ACCOUNT, REQUEST
from portal.roof.looks import line_of, looks_at
from requests_app.letters.package import Enclosed, Table, Value
from requests_app.models import CaseMessage, DataRequest, Extract, NotedPerson, of_same_asker
from requests_app.rules import Others
from requests_app.rules.collecting import goes_along


def authority_table(tie: Tie) -> Table:
    """What the school knows of the requester's own tie to the pupil; of no other guardian's."""
    rows = Guardianship.objects.filter(pupil=tie.pupil, guardian=tie.guardian_id)
    return ties_table(rows)


def ties_table(rows: QuerySet[Guardianship]) -> Table:
    """One's own ties to children, by the name that one calls them."""
    return Table(
        "gezag",
        _("Band met het kind"),
        _("Wat de school weet van de band van de aanvrager met het kind."),
        (
            _("Kind"),
            _("Band"),
            _("Gezag"),
            _("Vanaf"),
            _("Tot"),
            _("Vastgesteld op"),
            _("Op grond van"),
        ),
        tuple(
            (
                *(row.pupil.call_name, row.get_relation_display(), row.get_authority_display()),
                *(row.since, row.until, row.established_on, row.authority_note),
            )
            for row in rows.select_related("pupil").order_by("since", "pk")
        ),
        _("De school legde geen band vast."),
    )


def guardian_table(guardian: Guardian) -> Table:
    """One's own record and account."""
    rows: list[tuple[Value, ...]] = [
        (_("Voorletters"), guardian.initials),
        (_("Roepnaam"), guardian.first_name),
        (_("Voorvoegsel"), guardian.prefix),
        (_("Achternaam"), guardian.last_name),
        (_("E-mailadres"), guardian.contact_email),
        (_("Telefoon"), guardian.phone),
        (_("Straat en nummer"), guardian.street),
        (_("Postcode"), guardian.postcode),
        (_("Plaats"), guardian.town),
        (_("Geheim adres"), guardian.address_secret),
        (_("Bestuur"), guardian.board.name),
    ]
    if guardian.user:
        rows.append((_("Inlognaam"), guardian.user.sign_in_name))
        rows.append((_("E-mail om in te loggen"), guardian.user.email))
    return _about_oneself(rows)


def noted_table(person: NotedPerson) -> Table:
    """What the desk wrote down of somebody who is not in the administration."""
    return _about_oneself(
        [
            (_("Naam"), person.name),
            (_("Adres"), person.address),
            (_("Telefoon of e-mail"), person.contact),
            (_("Wie is dit?"), person.relation),
        ]
    )


def _about_oneself(rows: Iterable[tuple[Value, ...]]) -> Table:
    lead = _("Dit weet het portaal van de aanvrager.")
    columns = (_("Gegeven"), _("Waarde"))
    return Table("aanvrager", _("Eigen gegevens"), lead, columns, tuple(rows))


def own_requests(request: DataRequest) -> list[DataRequest]:
    """All that the same requester asked about the same person; never a co-guardian's."""
    rows = of_same_asker(DataRequest.objects.all(), request)
    ready = rows.with_facts().select_related("text", "decision__text", "statement")
    ready = ready.prefetch_related("former_extensions")
    return list(ready.order_by("received_on", "year", "number"))


def messages_table(rows: Sequence[DataRequest], scope: Scope, *, to: Pupil | None = None) -> Table:
    """What was written to each other in these requests.

    `to`: the pupil to whom the case was handed over, who gets nothing of before.
    """
    found = CaseMessage.objects.filter(request__in=[row.pk for row in rows])
    if to is not None and to.born_on is not None:
        found = found.filter(Q(from_school=True) | Q(by=to.user_id))
        scope = replace(scope, since=max(scope.since or date.min, turns(to.born_on, 16)))
    said = [(_day(one), one) for one in found.select_related("request").order_by("at", "pk")]
    return Table(
        "berichten",
        _("Berichten"),
        _("Berichten tussen de aanvrager en de school."),
        (_("Verzoek"), _("Wanneer"), _("Van"), _("Bericht")),
        tuple(
            (one.request.reference, on, _side(one), one.text) for on, one in said if scope.holds(on)
        ),
        _("Er zijn geen berichten."),
    )


def _side(message: CaseMessage) -> str:
    return _("de school") if message.from_school else _("de aanvrager")


def _day(message: CaseMessage) -> date:
    return timezone.localtime(message.at).date()


def reports_table(tie: Tie, scope: Scope) -> tuple[Table, list[Enclosed]]:
    """The reports that the requester may see, with the own view; and the reports themselves."""
    found = [one for one in mine_of([tie], tie.today) if scope.holds(one.row.put_up_on)]
    files = [
        Enclosed(
            f"documenten/rapport-{number}-versie-{one.row.version}.pdf",
            _("Rapport voor %s") % one.row.recipient.name,
            one.row.sent_file or one.row.file,
        )
        for number, one in enumerate(found, 1)
    ]
    rows = tuple(
        (
            *(one.row.recipient.name, one.row.version, one.row.put_up_on, one.row.sent_on),
            *(one.seen.seen_on if one.seen else None, one.view, file.path),
        )
        for one, file in zip(found, files, strict=True)
    )
    columns = (
        *(_("Voor welke school"), _("Versie"), _("Klaargezet op"), _("Verstuurd op")),
        *(_("Gezien op"), _("Eigen mening"), _("Bestand")),
    )
    lead = _("Rapporten voor een nieuwe school, zoals de aanvrager ze in het portaal vindt.")
    none = _("Er is geen rapport.")
    return Table("rapporten", _("Rapporten"), lead, columns, rows, none), files


def looks_table(tie: Tie, rows: Sequence[DataRequest], scope: Scope) -> Table:
    """Who looked, by role and day, as the family's own page shows it."""
    own = {str(row.pk): row.reference for row in rows}
    return _looks([line_of(look, own) for look in looks_at(tie, own) if scope.holds(look.on)])


def looks_at_oneself(guardian: Guardian, rows: Sequence[DataRequest], scope: Scope) -> Table:
    """Who looked at one's own requests and account."""
    own = {str(row.pk): row.reference for row in rows}
    at_account = Look.objects.filter(
        subject_type=ACCOUNT, subject_id=str(guardian.user_id), board_id=guardian.board_id
    )
    at_requests = Look.objects.filter(subject_type=REQUEST, subject_id__in=list(own))
    found = (at_account | at_requests).order_by("-on", "-id")
    if guardian.user_id:
        found = found.exclude(user_id=guardian.user_id)
    return _looks([line_of(look, own) for look in found if scope.holds(look.on)])


def _looks(lines: Iterable[tuple[date, str, str]]) -> Table:
    return Table(
        "gekeken",
        _("Wie keek er?"),
        _("Welke medewerkers gegevens bekeken, per dag en functie."),
        (_("Functie"), _("Wanneer"), _("Waarnaar")),
        tuple((role, on, what) for on, role, what in lines),
        _("Er keek nog niemand."),
    )


def documents_table(extracts: Sequence[Extract]) -> tuple[Table, list[Enclosed]]:
    """What came out of systems and files, and what did not go along, with why (AVG 15(4))."""
    files: list[Enclosed] = []
    rows: list[tuple[Value, ...]] = []
    for extract in extracts:
        file = _enclosed(extract, len(files) + 1) if _goes(extract) else None
        if file:
            files.append(file)
        if file or _is_told(extract):
            holder = extract.task.holder if extract.task else ""
            rows.append((extract.title, holder, file.path if file else "", _about(extract)))
    columns = (_("Document"), _("Van"), _("Bestand"), _("Opmerking"))
    lead = _("Kopieën uit de systemen en mappen van de school.")
    none = _("Er zijn geen documenten bij.")
    return Table("documenten", _("Documenten"), lead, columns, tuple(rows), none), files


def _goes(extract: Extract) -> bool:
    is_replaced = hasattr(extract, "replaced_by")
    along = goes_along(Others(extract.others), is_replaced=is_replaced)
    return along and extract.file.is_readable


def _is_told(extract: Extract) -> bool:
    """What is left out, and what was erased since, is named: nothing disappears in silence."""
    is_replaced = hasattr(extract, "replaced_by")
    return not is_replaced and extract.others != Others.UNCHECKED


def _about(extract: Extract) -> str:
    if extract.others == Others.LEFT_OUT:
        return _("Niet meegestuurd: er staan gegevens van anderen in.")
    if not extract.file.is_readable:
        return _("Niet meer beschikbaar: de school wiste deze kopie 30 dagen na het antwoord.")
    if extract.others == Others.BLACKENED:
        return _("Gegevens van anderen zijn onleesbaar gemaakt.")
    return ""


def _enclosed(extract: Extract, number: int) -> Enclosed:
    """A name that is safe on every machine; its extension tells the truth."""
    stem = slugify(extract.title)[:60] or "document"
    extension = EXTENSIONS.get(extract.file.content_type, ".bin")
    return Enclosed(f"documenten/{number:02d}-{stem}{extension}", extract.title, extract.file)
