"""What an import did or would do: in Dutch lines, and as data for another program."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.roster.plan import Plan, Table
from portal.roster.readers.facts import Dropped
from portal.roster.readers.flaws import KEPT, Problems
from portal.roster.wording import sentence

TABLES = {
    Table.GROUP: gettext_lazy("Groepen"),
    Table.PUPIL: gettext_lazy("Leerlingen"),
    Table.ENROLMENT: gettext_lazy("Inschrijvingen"),
    Table.MEMBERSHIP: gettext_lazy("Leerlingen in groepen"),
    Table.TEACHING: gettext_lazy("Leraren bij groepen"),
    Table.GUARDIAN: gettext_lazy("Ouders en verzorgers"),
    Table.LINK: gettext_lazy("Ouders bij leerlingen"),
}
DROPPED = {
    Dropped.NUMBER: gettext_lazy("%s nummers niet overgenomen (zoals een BSN)."),
    Dropped.ORIGIN: gettext_lazy("%s gegevens over herkomst niet overgenomen."),
    Dropped.WEIGHT: gettext_lazy("%s leerlinggewichten niet overgenomen."),
    Dropped.GENDER: gettext_lazy("%s keer het geslacht niet overgenomen."),
    Dropped.CONTACT: gettext_lazy("%s adresgegevens van leerlingen en leraren niet overgenomen."),
    Dropped.PSEUDONYM: gettext_lazy("%s ECK iD's niet overgenomen."),
    Dropped.EXTRA: gettext_lazy("%s blokken van de leverancier niet overgenomen."),
}
LOOK_AT = {
    "enrolments.left": gettext_lazy("%s leerlingen zijn volgens het bestand vertrokken."),
    "enrolments.reopened": gettext_lazy("%s leerlingen zijn weer ingeschreven."),
    "pupils.missing": gettext_lazy(
        "%s leerlingen staan niet in het bestand. Zij blijven ingeschreven: kijk of zij weg zijn."
    ),
    "links.new_ja": gettext_lazy("%s keer is gezag “ja” overgenomen bij een nieuwe ouder."),
    "authority.kept": gettext_lazy("%s keer blijft het gezag zoals het in het portaal staat."),
    "links.missing": gettext_lazy(
        "%s keer staat een ouder niet meer bij de leerling in de ouderlijst. De band blijft staan."
    ),
    "teaching.gone": gettext_lazy("%s leraren staan niet meer bij hun groep."),
    "teaching.confirmed_but_missing": gettext_lazy(
        "%s bevestigde leraren staan niet meer bij hun groep. Kijk hun rol na."
    ),
}
STATES = ("new", "changed", "unchanged")


def lines(plan: Plan) -> list[str]:
    """What changes, what was left out, and what somebody must look at."""
    told = [_table_line(plan, table) for table in Table]
    told += [str(text) % number for text, number in _counted(plan)]
    for change in plan.authority[:KEPT]:
        told.append(
            _("Gezag van ouder %(guardian)s over %(pupil)s: van %(before)s naar %(after)s.")
            % {
                "guardian": change.guardian_key,
                "pupil": change.pupil_key,
                "before": change.before.value,
                "after": change.after.value,
            }
        )
    if len(plan.authority) > KEPT:
        told.append(_("… en nog %s veranderingen van gezag.") % (len(plan.authority) - KEPT))
    return told + complaints(plan.notes)


def complaints(problems: Problems) -> list[str]:
    """The sentences, and how many more there are."""
    told = [sentence(problem) for problem in problems]
    more = len(problems) - len(told)
    return [*told, _("… en nog %s meldingen.") % more] if more else told


def as_data(plan: Plan, *, written: bool) -> dict[str, Any]:
    """The same for another program: keys and counts, no names of persons."""
    return {
        "written": written,
        "writes": plan.writes,
        "counts": dict(sorted(plan.counts.items())),
        "authority": [
            {
                "pupil": change.pupil_key,
                "guardian": change.guardian_key,
                "from": change.before.value,
                "to": change.after.value,
            }
            for change in plan.authority
        ],
        "missing": [{"brin6": pupil.brin6, "key": pupil.key} for pupil in plan.missing],
        "notes": complaints(plan.notes),
        "problems": complaints(plan.problems),
        "problem_count": len(plan.problems),
    }


def _table_line(plan: Plan, table: Table) -> str:
    new, changed, unchanged = (plan.counts[f"{table}.{state}"] for state in STATES)
    return _("%(table)s: %(new)s nieuw, %(changed)s gewijzigd, %(unchanged)s gelijk.") % {
        "table": TABLES[table],
        "new": new,
        "changed": changed,
        "unchanged": unchanged,
    }


def _counted(plan: Plan) -> list[tuple[Any, int]]:
    texts = {**LOOK_AT, **{f"dropped.{kind}": text for kind, text in DROPPED.items()}}
    return [(text, plan.counts[key]) for key, text in texts.items() if plan.counts[key]]
