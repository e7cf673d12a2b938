"""Wat er in de demo al gebeurd is: told through the same verbs that people use."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from consent import access as consent_access
from consent import actions as consent_actions
from consent.starter import adopt_starter as adopt_purposes
from portal.management import demo_cast
from portal.management.demo_accounts import pupil
from portal.management.demo_report import put_up_report
from portal.people.models import Board, School, User
from portal.register.actions import Handover
from portal.register.models import Processing, Recipient
from portal.register.rules import Channel, DataField, Fact
from portal.register.starter import adopt_starter as adopt_register
from portal.roof.disclose import disclose
from requests_app import access as request_access
from requests_app import actions as request_actions
from requests_app.access.collecting import asked_entries, holders_of
from requests_app.actions.remind import remind_questions
from requests_app.letters import Draft, PartDraft, decision_letter, question_letter
from requests_app.models import Ask, DataRequest, with_dates
from requests_app.rules import GroundCode, Kind, Outcome, PartOutcome, SuspensionReason

NAMES = {"jgz": "GGD Groningen", "printer": "Drukkerij De Letterbak"}
ADDRESS = {"street": "Molenpad 12", "postcode": "9701 AA", "town": "Groningen"}


def tell_story(users: dict[str, User], today: date) -> None:
    """A register, questions about photos, what was shared this autumn, and some requests."""
    board = Board.objects.get(number=demo_cast.BOARD.number)
    Board.objects.filter(pk=board.pk).update(**ADDRESS, privacy_email="privacy@example.org")
    signed_on = today - timedelta(days=200)
    by = users["petra"]
    adopt_register(board, by=by, today=signed_on, names=NAMES, agreement_on=signed_on)
    adopt_purposes(board, by=by, today=signed_on)
    _share(board, by, today)
    _choose(users, today)
    _ask(users, today)
    put_up_report(users, today)


def _share(board: Board, by: User, today: date) -> None:
    """What the school handed over, newest last; the rules are asked as always."""
    school = School.objects.get(brin6=demo_cast.PRIMARY.brin6)

    def send(rule: str, fields: list[DataField], days_ago: int, *facts: Fact) -> None:
        recipient = Recipient.objects.get(board=board, rule=rule)
        processing = Processing.objects.filter(board=board, recipients=recipient).order_by("pk")[0]
        handover = Handover(processing, [recipient], fields, Channel.LINK, frozenset(facts))
        on = today - timedelta(days=days_ago)
        disclose(school, handover=handover, purpose=None, on=on, by=by)

    names = [DataField.FIRST_NAME, DataField.PREFIX, DataField.LAST_NAME, DataField.BIRTH_DATE]
    send("duo", [*names, DataField.PGN, DataField.BRIN, DataField.ENROLLED_ON], 52)
    send("youth_health", [*names, DataField.BRIN, DataField.GROUP_NAME], 30)
    send("basispoort", [*names, DataField.GROUP_NAME, DataField.YEAR_GROUP], 9)


def _choose(users: dict[str, User], today: date) -> None:
    """Jan answered for Sam. Fatima and Daan have not yet: the demo leaves that to the visitor."""
    tie = consent_access.get_pupil(users["jan"], pupil("sam").pk, today)
    for number, question in enumerate(consent_access.questions_of(tie)):
        consent_actions.choose(
            question.purpose,
            tie=tie,
            capacity=consent_access.capacity_of(tie),
            says_yes=number % 2 == 0,
            version=question.text.version,
            language="nl",
            by=users["jan"],
        )


def _ask(users: dict[str, User], today: date) -> None:
    """Requests in every stage: new, in hand, answered, late."""
    ask = _asker(users)
    noor, noah = f"kind-{pupil('noor').pk}", f"kind-{pupil('noah').pk}"
    own = "zelf-"
    ask("daan", noor, Kind.CORRECTION, "De geboorteplaats van Noor klopt niet.", today, 3)
    late = ask("olga", noah, Kind.ACCESS, "Ik wil het verslag van de logopedist zien.", today, 40)
    request_actions.take_up(late, by=users["bas"])
    ask("ruud", noor, Kind.INFORMATION, "Hoe gaat het met Noor op school?", today, 12)
    ask("daan", noor, Kind.PORTABILITY, "Ik wil de foto's van Noor meenemen.", today, 24)
    doubt = ask("yara", noor, Kind.ACCESS, "Ik wil weten wat er over Noor is bewaard.", today, 13)
    _question(request_actions.take_up(doubt, by=users["iris"]), users["iris"], today)
    asked = ask("fatima", noor, Kind.ACCESS, "Alles wat de school van Noor heeft.", today, 9)
    _collect(request_actions.take_up(asked, by=users["iris"]), users["iris"], today)
    weeks_ago = ask("fatima", noor, Kind.ERASURE, "Haal weg wat niet meer nodig is.", today, 24)
    taken = request_actions.take_up(weeks_ago, by=users["iris"])
    _answer(taken, users["iris"], today, _mixed(taken, today))
    done = ask("ruud", own, Kind.ERASURE, "Verwijder mijn oude telefoonnummer.", today, 20)
    draft = Draft(Outcome.GRANTED, GroundCode.AS_ASKED, "Het nummer is verwijderd.")
    _answer(request_actions.take_up(done, by=users["iris"]), users["iris"], today, draft)


def _asker(users: dict[str, User]) -> Callable[..., DataRequest]:
    def ask(name: str, key: str, kind: Kind, scope: str, today: date, days_ago: int) -> DataRequest:
        user, on = users[name], today - timedelta(days=days_ago)
        target = next(one for one in request_access.targets(user, today) if one.key.startswith(key))
        return request_actions.file_request(target, Ask(kind, scope), by=user, today=on)

    return ask


def _question(request: DataRequest, by: User, today: date) -> None:
    """Has Yara authority? A letter asked it, a reminder went out, and the clock stands still."""
    on, reason = today - timedelta(days=11), SuspensionReason.AUTHORITY
    words = "Kunt u laten zien dat u gezag hebt over Noor? Een uittreksel is genoeg."
    letter = question_letter(with_dates([request], on)[0], reason=reason, question=words, today=on)
    request_actions.suspend(request, reason=reason, question=words, letter=letter, by=by, today=on)
    week_later = datetime.combine(on + timedelta(days=7), time(9))
    remind_questions(timezone.make_aware(week_later))


def _collect(request: DataRequest, by: User, today: date) -> None:
    """Iris asked whoever holds data; one of them has none."""
    found = holders_of(asked_entries(request, today))
    tasks = request_actions.collect(request, found=found, by=by, today=today)
    request_actions.nothing_held(tasks[-1], by=by, today=today)


def _mixed(request: DataRequest, today: date) -> Draft:
    """What the law keeps stays, the rest goes."""
    parts = tuple(_part(one) for one in request_access.entries_to_decide(request, today))
    words = "Wat de school niet meer nodig heeft, is weg. De rest moet zij nog bewaren."
    return Draft(Outcome.PARTLY, GroundCode.LEGAL_DUTY, words, parts=parts)


def _part(entry: request_access.Entry) -> PartDraft:
    if entry.processing.basis == "a":
        return PartDraft(entry.processing, PartOutcome.GRANTED, GroundCode.AS_ASKED)
    return PartDraft(entry.processing, PartOutcome.REFUSED, GroundCode.LEGAL_DUTY, kept=entry.kept)


def _answer(request: DataRequest, by: User, today: date, draft: Draft) -> None:
    on = today - timedelta(days=6)
    case = with_dates([request], on)[0]
    follows = request_access.follows_draft(case, draft, on)
    request_actions.decide(
        request,
        draft,
        by=by,
        letter=decision_letter(case, draft, follows=follows, today=on),
        version=request.version,
        requester_has_right=True,
        today=on,
    )
