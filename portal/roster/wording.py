"""The complaints about a roster file in Dutch: what is wrong, and what to do."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.roster.readers.flaws import Flaw, Problem

FILE = {
    Flaw.NO_FILE: gettext_lazy(
        "Het bestand is er niet of mag niet gelezen worden. Kijk de naam na."
    ),
    Flaw.EMPTY: gettext_lazy("Het bestand is leeg. Maak de export opnieuw."),
    Flaw.TOO_BIG: gettext_lazy(
        "Het bestand is groter dan %(megabytes)s MB. Maak een export per school en per schooljaar."
    ),
    Flaw.COMPRESSED: gettext_lazy(
        "Het bestand is ingepakt. Pak het eerst uit en geef het bestand zelf."
    ),
    Flaw.SPREADSHEET: gettext_lazy(
        "Dit is een rekenblad. Bewaar het eerst als CSV, met puntkomma's, en geef dat bestand."
    ),
    Flaw.UNKNOWN_FILE: gettext_lazy(
        "Dit is geen EDEXML en geen CSV. Geef een export die eindigt op .xml of .csv."
    ),
    Flaw.NOT_XML: gettext_lazy(
        "Dit is geen XML. Maak in de leerlingadministratie een EDEXML-export."
    ),
    Flaw.BROKEN_XML: gettext_lazy(
        "De XML is hier kapot of niet af. Maak de export opnieuw; pas het bestand niet met de "
        "hand aan."
    ),
    Flaw.DOCTYPE: gettext_lazy(
        "Het bestand heeft een DOCTYPE. Dat is niet veilig en hoort niet in EDEXML. Vraag uw "
        "leverancier om een export zonder DOCTYPE."
    ),
    Flaw.TOO_DEEP: gettext_lazy(
        "De elementen zijn te diep in elkaar gezet. Dit is geen gewone EDEXML; maak de export "
        "opnieuw."
    ),
    Flaw.TOO_MANY: gettext_lazy(
        "Er staat veel meer in het bestand dan bij een school past. Maak een export per school en "
        "per schooljaar."
    ),
    Flaw.RECORD_TOO_BIG: gettext_lazy(
        "Een gegeven is hier veel te groot. Dit is geen gewone export; maak hem opnieuw."
    ),
    Flaw.NOT_EDEXML: gettext_lazy(
        "Dit is wel XML, maar geen EDEXML: er staat geen school in. Maak in de administratie een "
        "EDEXML-export."
    ),
    Flaw.TWO_SCHOOLS: gettext_lazy("Hier begint een tweede school. Maak een bestand per school."),
    Flaw.NOT_TEXT: gettext_lazy(
        "Dit is geen leesbare tekst. Bewaar het rekenblad als CSV (UTF-8) en probeer het opnieuw."
    ),
    Flaw.BROKEN_CSV: gettext_lazy(
        "De aanhalingstekens kloppen hier niet. Bewaar het rekenblad opnieuw als CSV."
    ),
}
SCHOOL = {
    Flaw.NO_BRIN: gettext_lazy(
        "De school heeft geen brincode, zoals in een Vlaams bestand. Zonder brincode weten wij "
        "niet welke school dit is. Maak de export opnieuw, met brincode."
    ),
    Flaw.BAD_BRIN: gettext_lazy(
        "“%(value)s” is geen BRIN met vestiging. Verwacht: twee cijfers, twee letters en twee "
        "cijfers."
    ),
    Flaw.BAD_SCHOOL_YEAR: gettext_lazy(
        "“%(value)s” is geen schooljaar. Verwacht: twee jaren, zoals 2026-2027."
    ),
    Flaw.NO_KEY: gettext_lazy(
        "Bij dit element (%(what)s) ontbreekt de sleutel. Maak de export opnieuw."
    ),
    Flaw.LONG_KEY: gettext_lazy("De sleutel van dit element (%(what)s) is langer dan 255 tekens."),
    Flaw.KEY_TWICE: gettext_lazy(
        "De sleutel “%(key)s” staat al bij een ander element (%(what)s). Maak de export opnieuw."
    ),
    Flaw.KEYS_ARE_NUMBERS: gettext_lazy(
        "De sleutels van dit soort (%(what)s) lijken op burgerservicenummers. Die mogen wij niet "
        "bewaren. Vraag uw leverancier om andere sleutels."
    ),
    Flaw.BAD_DATE: gettext_lazy(
        "“%(value)s” bij %(what)s is geen datum. Verbeter de datum in de administratie en maak "
        "het bestand opnieuw."
    ),
    Flaw.DUMMY_KEY: gettext_lazy(
        "De sleutel “%(key)s” is tijdelijk en geldt alleen in dit bestand. Deze persoon is "
        "overgeslagen. Vraag uw leverancier om vaste sleutels."
    ),
    Flaw.UNKNOWN_YEAR_GROUP: gettext_lazy(
        "De jaargroep “%(value)s” kennen wij niet. Wij laten hem leeg."
    ),
    Flaw.UNKNOWN_GROUP: gettext_lazy(
        "De groep “%(key)s” staat niet in dit bestand. Wij slaan hem over."
    ),
    Flaw.LEFT_BEFORE_COMING: gettext_lazy(
        "Leerling “%(key)s” vertrok volgens het bestand voor de eerste schooldag. Deze leerling "
        "is overgeslagen; kijk de datums na."
    ),
    Flaw.CUT: gettext_lazy("De tekst bij %(what)s is afgekapt op %(limit)s tekens."),
    Flaw.LOCATIONS: gettext_lazy(
        "Het bestand noemt %(number)s vestigingen. Alle leerlingen komen bij %(brin6)s."
    ),
}
SHEET = {
    Flaw.UNKNOWN_COLUMN: gettext_lazy("De kolom “%(value)s” kennen wij niet. Haal die kolom weg."),
    Flaw.MISSING_COLUMN: gettext_lazy(
        "De kolom “%(what)s” ontbreekt. Voeg hem toe; hij mag leeg zijn."
    ),
    Flaw.COLUMN_TWICE: gettext_lazy("De kolom “%(what)s” staat er twee keer. Haal er een weg."),
    Flaw.CELLS: gettext_lazy(
        "Deze rij heeft %(number)s cellen in plaats van %(expected)s. Kijk of er een puntkomma of "
        "komma in een cel staat."
    ),
    Flaw.EMPTY_CELL: gettext_lazy(
        "De cel “%(what)s” is leeg of mag niet bewaard worden. Vul hem in."
    ),
    Flaw.LONG_CELL: gettext_lazy(
        "De cel “%(what)s” is langer dan %(limit)s tekens. Maak hem korter."
    ),
    Flaw.BAD_CHOICE: gettext_lazy(
        "“%(value)s” kan niet in de kolom “%(what)s”. Kies uit: %(allowed)s, of laat hem leeg."
    ),
    Flaw.BAD_EMAIL: gettext_lazy(
        "Het e-mailadres klopt niet. Verbeter het, of laat de cel leeg als u het niet weet."
    ),
    Flaw.ROW_TWICE: gettext_lazy(
        "Deze leerling met deze ouder staat ook al in rij %(other)s. Haal er een weg."
    ),
    Flaw.TWO_ACCOUNTS: gettext_lazy(
        "Deze ouder staat in rij %(other)s met andere gegevens: %(what)s. Maak de rijen gelijk."
    ),
}
BESIDE = {
    Flaw.UNKNOWN_SCHOOL: gettext_lazy(
        "%(value)s is geen school van dit bestuur. Kijk of dit het goede bestand is, of voeg de "
        "school eerst toe met add_school."
    ),
    Flaw.SCHOOL_TWICE: gettext_lazy(
        "Ook %(other)s gaat over school %(value)s. Geef een bestand per school."
    ),
    Flaw.OLDER_YEAR: gettext_lazy(
        "Dit bestand is van schooljaar %(year)s, maar de school is al in %(known)s. Maak een "
        "nieuwe export."
    ),
    Flaw.BORN_LATER: gettext_lazy(
        "De geboortedatum %(value)s ligt in de toekomst. Verbeter de datum."
    ),
    Flaw.UNKNOWN_PUPIL: gettext_lazy(
        "Leerling “%(key)s” kennen wij niet. Geef ook het EDEXML-bestand van de school, of kijk "
        "de sleutel na."
    ),
    Flaw.PUPIL_AT_TWO_SCHOOLS: gettext_lazy(
        "De sleutel “%(key)s” komt bij meer scholen voor. Voeg de kolom “brin6” toe."
    ),
    Flaw.AUTHORITY_KEPT: gettext_lazy(
        "Het gezag blijft “%(known)s”: dat is vastgesteld op %(day)s. Is er een nieuwere "
        "beslissing, vul dan “gezag vastgesteld op” in."
    ),
    Flaw.ESTABLISHED_LATER: gettext_lazy(
        "“gezag vastgesteld op” is %(value)s, en dat is in de toekomst. Verbeter de datum."
    ),
    Flaw.LINK_ENDED: gettext_lazy(
        "De band tussen deze ouder en deze leerling is in het portaal beëindigd. Dat blijft zo; "
        "herstel hem daar als dat nodig is."
    ),
    Flaw.OTHER_PUPIL: gettext_lazy(
        "De sleutel “%(key)s” was van een leerling met een andere naam en een andere "
        "geboortedatum. Vraag uw leverancier of de sleutels zijn veranderd. Is het toch dezelfde "
        "leerling? Lees dan eerst alleen de nieuwe naam in."
    ),
    Flaw.OTHER_GUARDIAN: gettext_lazy(
        "De sleutel “%(key)s” is in het portaal van een ouder met een andere naam. Gebruiken twee "
        "scholen dezelfde sleutel? Maak er dan twee van. Is het toch dezelfde ouder? Lees dan "
        "eerst alleen de nieuwe achternaam in."
    ),
}
SENTENCES = {**FILE, **SCHOOL, **SHEET, **BESIDE}


def sentence(problem: Problem) -> str:
    """One line: the file, the line in it, what is wrong and what to do."""
    text = str(SENTENCES[problem.flaw]) % problem.facts
    if problem.line is None:
        return f"{problem.file}: {text}"
    where = _("%(file)s, regel %(line)s") % {"file": problem.file, "line": problem.line}
    return f"{where}: {text}"
