"""De regels bijten: one claim for each row of law.md §6's table, through the verb of the roof."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from consent.models import Purpose
from portal.audit.models import Event
from portal.people.models import School, User
from portal.register.actions import About, DisclosureRefusedError, Handover, Secrecy
from portal.register.models import Disclosure, Recipient
from portal.register.rules import Channel, Fact, RecipientRole, RuleCode, known_fields
from portal.roof.disclose import disclose
from tests.builders import make_pupil
from tests.cast import Cast
from tests.consent.builders import ask, say
from tests.register.builders import adopt, processing

NAME = "first_name last_name"
TEAM = "not_possible_anonymously source_named family_told"
DEMAND = "person_named data_named term_and_way legal_title"
ORDER = "reference authority_named officer_approved"
AGREED = "agreement"  # of the recipient: not a fact that somebody ticks
Send = Callable[..., Disclosure]


def receiver(cast: Cast, rule: str, agreement_on: date | None) -> Recipient:
    """Somebody of this kind, at the board of the cast."""
    return Recipient.objects.create(
        board=cast.board,
        name=f"Ontvanger {rule}",
        rule=rule,
        role=RecipientRole.CONTROLLER.value,
        agreement_on=agreement_on,
    )


@pytest.fixture
def send(cast: Cast, today: date) -> Send:
    """Hands fields to a recipient of a kind; `facts` with `agreement` gives it an agreement."""
    adopt(cast, today)

    def sent(
        rule: str,
        fields: str,
        facts: str = "",
        *,
        about: About | None = None,
        purpose: Purpose | None = None,
        leave_out: bool = False,
        by: User | None = None,
    ) -> Disclosure:
        codes = set(facts.split())
        recipient = receiver(cast, rule, today if AGREED in codes else None)
        handover = Handover(
            processing(cast, "jgz"),
            [recipient],
            known_fields(fields.split()),
            Channel.PAPER,
            frozenset(Fact(code) for code in codes - {AGREED}),
        )
        hides = rule in {"police_demand", "police_order"}
        return disclose(
            about or cast.noor,
            handover=handover,
            purpose=purpose,
            on=today,
            by=by or (cast.henk if rule == "police_report" else cast.petra),
            secrecy=Secrecy("Onderzoek.", today + timedelta(days=30)) if hides else None,
            leave_out=leave_out,
            today=today,
        )

    return sent


REFUSED = {
    "pupil system without agreement": ("pupil_system", NAME, "", "verwerkersovereenkomst"),
    "Basispoort without agreement": ("basispoort", NAME, "", "verwerkersovereenkomst"),
    "Basispoort outside its fields": ("basispoort", f"{NAME} address", AGREED, "adres"),
    "publisher without licence": ("publisher", NAME, AGREED, "licentie"),
    "publisher without agreement": ("publisher", NAME, "licence", "verwerkersovereenkomst"),
    "printer without consent": ("publication", "photo", "", "geen toestemming"),
    "team without source": (
        "support_team",
        "support_plan",
        "not_possible_anonymously family_told",
        "de bron",
    ),
    "team before trying anonymously": (
        "support_team",
        "support_plan",
        "source_named family_told",
        "niet zonder naam",
    ),
    "team with the family's carers, no consent": (
        "support_team",
        "support_plan",
        f"{TEAM} family_carers_join",
        "geen toestemming",
    ),
    "SWV without application or note": (
        "partnership",
        "support_plan",
        "necessary family_told",
        "aanvraag",
    ),
    "Veilig Thuis, family not told": (
        "safe_home",
        "safety_concern",
        "necessary source_named",
        "weten het vooraf",
    ),
    "DUO outside the statutory set": ("duo", "pgn phone", "", "telefoonnummer"),
    "police demand, one element short": (
        "police_demand",
        NAME,
        "person_named data_named term_and_way",
        "wetsartikel",
    ),
    "police demand for more than identity": ("police_demand", "phone", DEMAND, "telefoonnummer"),
    "order without its reference": ("police_order", "absence", "authority_named", "kenmerk"),
    "report without a reason": ("police_report", "offence", "family_told", "reden"),
    "police at the team, no suspect": (
        "police_at_team",
        "offence",
        "source_named family_told",
        "verdachte",
    ),
    "leerplicht, absence under sixteen hours": ("attendance_officer", "absence", "", "16 uur"),
    "leerplicht outside its fields": ("attendance_officer", "results", "", "cijfers"),
    "JGZ with PGN": ("youth_health", f"{NAME} pgn", "", "persoonsgebonden nummer"),
    "JGZ beyond its set, no consent": ("youth_health", "sick_leave", "", "ziekteverzuim"),
    "Inspectie beyond its list, no reason": (
        "inspectorate",
        "conversation_notes",
        "",
        "verslagen",
    ),
    "survey without agreement": ("survey", NAME, "", "verwerkersovereenkomst"),
    "survey outside its list": ("survey", "results", AGREED, "cijfers"),
    "previous school outside the notice": ("previous_school", "school_report", "", "rapport"),
    "new school before the report was seen": ("new_school", "school_report", "", "gezien"),
}
LAWFUL = {
    "pupil_system": (f"{NAME} health", AGREED),
    "basispoort": (f"{NAME} birth_date brin", AGREED),
    "publisher": (NAME, f"{AGREED} licence"),
    "support_team": ("support_plan", TEAM),
    "partnership": ("support_plan", "necessary family_told application"),
    "safe_home": ("safety_concern", "necessary source_named safety"),
    "duo": ("pgn birth_date", ""),
    "police_demand": (f"{NAME} birth_date", DEMAND),
    "police_order": ("health offence", ORDER),
    "police_report": ("offence", "reason director_approved safety"),
    "police_at_team": ("offence", "suspect_case source_named family_told"),
    "attendance_officer": ("pgn absence", "sixteen_hours"),
    "youth_health": (f"{NAME} birth_date brin group_name", ""),
    "inspectorate": ("conversation_notes", "reason"),
    "survey": (f"{NAME} residential", AGREED),
    "previous_school": (f"{NAME} enrolled_on", ""),
    "new_school": ("school_report", "report_seen"),
}


@pytest.mark.parametrize("row", REFUSED)
def test_each_row_refuses_and_says_what_is_missing(send: Send, row: str) -> None:
    rule, fields, facts, words = REFUSED[row]
    with pytest.raises(DisclosureRefusedError, match=words) as refusal:
        send(rule, fields, facts)
    assert refusal.value.advice
    assert not Disclosure.objects.exists()


@pytest.mark.parametrize("rule", LAWFUL)
def test_each_row_lets_go_what_the_law_lets(send: Send, rule: str) -> None:
    row = send(rule, *LAWFUL[rule])
    assert row.consent == "no_consent_needed"
    assert row.hidden is (rule in {"police_demand", "police_order"})


@pytest.mark.parametrize(
    "rule, name, words",
    [
        pytest.param("police_order", "iris", "privacy officer", id="an order, by the office"),
        pytest.param("police_order", "henk", "privacy officer", id="an order, by the director"),
        pytest.param("police_report", "iris", "directeur", id="a report, by the office"),
        pytest.param("police_report", "petra", "directeur", id="a report, by the officer"),
    ],
)
def test_a_tick_is_nobody_elses_approval(
    cast: Cast, send: Send, rule: str, name: str, words: str
) -> None:
    with pytest.raises(DisclosureRefusedError, match=words):
        send(rule, *LAWFUL[rule], by=getattr(cast, name))
    assert not Disclosure.objects.exists()


def test_what_a_role_approved_stands_with_the_row(send: Send) -> None:
    row = send("police_order", "health", "reference authority_named")
    event = Event.objects.get(verb="register.disclosed", subject_id=str(row.pk))
    assert "officer_approved" in event.facts["stated"].split()


def test_every_kind_of_recipient_has_a_claim() -> None:
    claimed = {row[0] for row in REFUSED.values()} & (set(LAWFUL) | {"publication"})
    assert {code.value for code in TABLE} <= claimed


TABLE = (  # the rows of law.md §6
    RuleCode.PUPIL_SYSTEM,
    RuleCode.BASISPOORT,
    RuleCode.PUBLISHER,
    RuleCode.PUBLICATION,
    RuleCode.SUPPORT_TEAM,
    RuleCode.PARTNERSHIP,
    RuleCode.SAFE_HOME,
    RuleCode.DUO,
    RuleCode.POLICE_DEMAND,
    RuleCode.POLICE_ORDER,
    RuleCode.POLICE_REPORT,
    RuleCode.POLICE_AT_TEAM,
    RuleCode.ATTENDANCE_OFFICER,
    RuleCode.YOUTH_HEALTH,
    RuleCode.INSPECTORATE,
    RuleCode.SURVEY,
    RuleCode.PREVIOUS_SCHOOL,
    RuleCode.NEW_SCHOOL,
)


@pytest.mark.parametrize("rule", ["publication", "youth_health", "support_team"])
def test_an_effective_yes_lets_it_go(cast: Cast, today: date, send: Send, rule: str) -> None:
    purpose = ask(cast, today)
    say(cast.fatima, cast.noor, purpose, today, yes=True)
    fields = {"publication": "photo", "youth_health": "sick_leave", "support_team": "support_plan"}
    facts = f"{TEAM} family_carers_join" if rule == "support_team" else ""
    row = send(rule, fields[rule], facts, purpose=purpose)
    assert row.consent == "consent_given"
    proof = Event.objects.get(verb="register.on_consent", subject_id=str(row.pk))
    assert proof.facts == {"purpose": str(purpose.pk)}


def test_one_no_of_two_parents_stops_the_photo_and_is_not_named(
    cast: Cast, today: date, send: Send
) -> None:
    purpose = ask(cast, today)
    say(cast.fatima, cast.noor, purpose, today, yes=True)
    say(cast.daan, cast.noor, purpose, today, yes=False)
    with pytest.raises(DisclosureRefusedError) as refusal:
        send("publication", "photo", purpose=purpose)
    assert not [name for name in ("Daan", "Fatima", "ouder") if name in str(refusal.value)]


def test_a_photo_of_a_school_says_for_how_many(cast: Cast, today: date, send: Send) -> None:
    purpose, school = ask(cast, today), School.objects.get(pk=cast.school.pk)
    say(cast.fatima, cast.noor, purpose, today, yes=True)
    for name in ("Sofie", "Teun"):
        make_pupil(cast.school, name, None)
    with pytest.raises(DisclosureRefusedError, match="Voor 2 van de 3 leerlingen"):
        send("publication", "photo", about=school, purpose=purpose)


def test_a_photo_of_a_school_leaves_out_the_rest(cast: Cast, today: date, send: Send) -> None:
    purpose = ask(cast, today)
    say(cast.fatima, cast.noor, purpose, today, yes=True)
    sofie = make_pupil(cast.school, "Sofie", None)
    row = send("publication", "photo", about=cast.school, purpose=purpose, leave_out=True)
    assert [one.pupil_id for one in row.exclusions.all()] == [sofie.pk]
    assert row.consent == "consent_given"
