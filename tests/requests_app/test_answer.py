"""Uitreiken: made once and whole, handed to who asked alone, for thirty days, and proven."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from portal.files.actions import FileRefused, read, store, sweep_orphans
from portal.files.models import StoredFile
from portal.files.rules import Reason
from portal.outbox.actions import send_due
from portal.outbox.models import Message
from portal.people.models import Guardianship, User
from portal.people.rules import Authority
from portal.register.models import HiddenUntil
from portal.roof import answer as roof
from portal.signin import fresh as freshness
from requests_app import actions
from requests_app.actions.deliver import deliver_letters, forget_answers
from requests_app.models import AnswerPackage, CaseTask, DataRequest, Delivery, Extract
from requests_app.rules import Handed, Kind, Others, State
from tests.builders import TODAY
from tests.cast import Cast
from tests.register.builders import adopt, hidden_row
from tests.requests_app.answers import (
    answered,
    decide,
    fresh,
    noon,
    package_of,
    packed,
    unzipped,
)
from tests.requests_app.builders import NO, YES, answer, make_request
from tests.requests_app.collecting import ask_holders, delivered, noted, weighed
from tests.tools.made import pdf

SignIn = Callable[[User], Client]


@pytest.fixture
def now_day() -> Any:
    """The pages ask the real clock."""
    return timezone.localdate()


def test_the_package_is_made_and_delivered_by_itself(cast: Cast) -> None:
    request = answered(cast)
    package = package_of(request)
    assert (package.tries, package.available_until) == (1, TODAY + timedelta(days=30))
    delivery = Delivery.objects.get(request=request)
    assert (delivery.handed, delivery.on, delivery.opened_at) == (Handed.PORTAL, TODAY, None)
    assert roof.make_due(noon()) == 0
    assert AnswerPackage.objects.count() == 1


def test_the_mail_tells_nothing(cast: Cast) -> None:
    package_of(answered(cast))
    mail = Message.objects.get(kind="requests.package_ready")
    assert mail.to == cast.fatima.email
    assert not [word for word in ("Noor", "gegevens van", "pakket", "2026") if word in mail.body]


@pytest.mark.parametrize("kind", [Kind.CORRECTION, Kind.COMPLAINT])
def test_another_kind_needs_no_package(cast: Cast, kind: Kind) -> None:
    request = make_request(cast.fatima, kind)
    answer(request, cast.iris, replace(YES, words="Wij zochten het uit."))
    assert roof.make_due(noon()) == 0
    assert deliver_letters(noon()) == 0  # it lies in the portal since the decision
    Delivery.objects.filter(request=request).delete()
    assert [deliver_letters(noon()) for _round in range(2)] == [1, 0]
    assert Delivery.objects.get().on == TODAY


def test_a_refusal_needs_no_package(cast: Cast) -> None:
    answer(make_request(cast.fatima), cast.iris, NO)
    assert roof.make_due(noon()) == 0


def killed(*_args: Any, **_facts: Any) -> None:
    raise KeyboardInterrupt


def test_a_kill_before_it_counts_makes_it_again(
    cast: Cast, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = answered(cast)
    with monkeypatch.context() as broken:
        broken.setattr(actions, "finish_package", killed)
        with pytest.raises(KeyboardInterrupt):
            roof.make_due(noon())
    assert AnswerPackage.objects.get().made_at is None
    assert not Delivery.objects.exists()
    package = package_of(request)
    assert (package.tries, package.made_at) == (2, noon())
    assert unzipped(read(package.file))  # type: ignore[arg-type]
    assert sweep_orphans(timezone.now() + timedelta(days=2)) == 1  # what the kill left on disk


def test_a_kill_while_it_is_written_leaves_nothing_half(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = answered(cast)
    files = StoredFile.objects.count()
    with monkeypatch.context() as broken:
        broken.setattr("requests_app.letters.package._manifest", killed)
        with pytest.raises(KeyboardInterrupt):
            roof.make_due(noon())
    assert StoredFile.objects.count() == files
    assert unzipped(packed(request))


def test_a_full_disk_is_said_and_it_is_made_again(
    cast: Cast, client_of: SignIn, monkeypatch: pytest.MonkeyPatch, now_day: Any
) -> None:
    request = answered(cast, today=now_day)

    def full(*_args: Any, **_facts: Any) -> None:
        raise FileRefused(Reason.DISK)

    with monkeypatch.context() as broken:
        broken.setattr(roof, "write_file", full)
        assert [roof.make_due(noon(now_day)) for _round in range(2)] == [0, 0]
    page = client_of(cast.iris).get(reverse("requests:answer", args=[request.pk]))
    assert "2 keer geprobeerd" in page.text
    assert package_of(request, today=now_day).made_at


def test_two_workers_make_one_package(cast: Cast) -> None:
    request = answered(cast)
    made = package_of(request)
    again = StoredFile(name="x.zip", content_type="application/zip", size=1, sha256="0" * 64)
    again.wrapped_key = b"x"
    assert not actions.finish_package(made, again, touches_hidden=False, now=noon())
    assert Delivery.objects.count() == 1


@pytest.mark.parametrize("what", ["document", "note"])
def test_what_nobody_looked_at_stops_the_package(cast: Cast, what: str) -> None:
    adopt(cast, TODAY)
    request = actions.take_up(make_request(cast.fatima), by=cast.iris)
    task = ask_holders(cast, request)[0]
    decide(cast, request)
    note = noted(request, "Gebeld.") if what == "note" else None
    made = delivered(cast, task) if note is None else None
    assert roof.make_due(noon()) == 0
    assert not AnswerPackage.objects.exists()
    if note is not None:
        made = actions.add_notes(request, pdf(), through=note.at, by=cast.iris, today=TODAY)
    weighed(cast, made or Extract.objects.get())
    assert roof.make_due(noon()) == 1


def test_with_something_hidden_a_privacy_officer_hands_it_out(cast: Cast) -> None:
    adopt(cast, TODAY)
    hidden_row(cast, TODAY)
    request = answered(cast, by=cast.petra)
    assert package_of(request).available_until is None
    assert not Delivery.objects.exists()
    assert not Message.objects.filter(kind="requests.package_ready").exists()
    with pytest.raises(actions.Refused, match="officer"):
        actions.release(request, by=cast.iris, may_release=False, today=TODAY)
    actions.release(request, by=cast.petra, may_release=True, today=TODAY)
    assert Delivery.objects.get().by == cast.petra.pk


def test_the_package_is_the_same_bytes_with_a_hidden_row(cast: Cast) -> None:
    adopt(cast, TODAY)
    request = answered(cast)
    before = packed(request)
    hidden_row(cast, TODAY)
    AnswerPackage.objects.update(available_until=None)
    actions.ask_package(request, by=cast.petra, now=noon())
    after = packed(request)
    assert AnswerPackage.objects.count() == 2
    assert before == after


def test_a_handler_is_told_to_wait_and_not_why(cast: Cast, client_of: SignIn, now_day: Any) -> None:
    adopt(cast, now_day)
    hidden_row(cast, now_day)
    request = answered(cast, by=cast.petra, today=now_day)
    package_of(request, today=now_day)
    url = reverse("requests:answer", args=[request.pk])
    page = client_of(cast.iris).get(url).text
    assert "De privacy officer kijkt dit antwoord na" in page
    assert not [word for word in ("verborgen", "Veilig Thuis", "klaarzetten/") if word in page]
    assert "Zet klaar in het portaal" in client_of(cast.petra).get(url).text
    for name in ("release", "hand_over", "ask_package"):
        client_of(cast.iris).post(reverse(f"requests:{name}", args=[request.pk]))
    assert not Delivery.objects.exists()
    staff = client_of(cast.iris).get(reverse("requests:staff_package", args=[request.pk]))
    assert staff.status_code == 404


def test_the_family_page_is_the_same_while_an_officer_looks(
    cast: Cast, client_of: SignIn, now_day: Any
) -> None:
    adopt(cast, now_day)
    request = answered(cast, today=now_day)
    url = reverse("requests:detail", args=[request.pk])
    before = client_of(cast.fatima).get(url).text
    hidden_row(cast, now_day)
    package_of(request, today=now_day)
    assert parts_of(client_of(cast.fatima).get(url).text) == parts_of(before)


def parts_of(page: str) -> list[str]:
    return [line for line in page.splitlines() if "csrfmiddlewaretoken" not in line]


def test_who_asked_downloads_it_after_a_fresh_factor(
    cast: Cast, client_of: SignIn, now_day: Any
) -> None:
    request, browser = answered(cast, today=now_day), client_of(cast.fatima)
    package_of(request, today=now_day)
    assert "Naar het pakket" in browser.get(reverse("requests:detail", args=[request.pk])).text
    url = reverse("requests:package_file", args=[request.pk])
    page = browser.get(reverse("requests:package", args=[request.pk])).text
    assert url in page
    content = browser.get(url).getvalue()
    assert "index.html" in unzipped(content)
    assert Delivery.objects.get().opened_at is not None
    staff = client_of(cast.iris).get(reverse("requests:answer", args=[request.pk])).text
    assert "Voor het eerst geopend op" in staff
    forget_factor(browser)
    assert browser.get(url).status_code == 302


def forget_factor(browser: Client) -> None:
    session = browser.session
    del session[freshness.KEY]
    session.save()


def test_the_first_opening_is_the_proof(cast: Cast) -> None:
    request = answered(cast)
    package_of(request)
    actions.note_opened(request, by=cast.fatima, now=noon())
    actions.note_opened(request, by=cast.fatima, now=noon() + timedelta(days=1))
    assert Delivery.objects.get().opened_at == noon()


@pytest.mark.parametrize("swept", [True, False])
def test_reading_the_letter_counts_as_opened(
    cast: Cast, client_of: SignIn, now_day: Any, swept: bool
) -> None:
    request = answered(cast, kind=Kind.CORRECTION, today=now_day)
    if not swept:
        Delivery.objects.all().delete()
    browser, url = client_of(cast.fatima), reverse("requests:letter", args=[request.pk])
    browser.head(url)
    assert not Delivery.objects.exclude(opened_at=None).exists()
    browser.get(url)
    browser.get(url)
    delivery = Delivery.objects.get()
    assert delivery.opened_at is not None
    assert delivery.on == now_day
    assert deliver_letters(noon(now_day)) == 0


def test_the_letter_alone_does_not_open_the_package(
    cast: Cast, client_of: SignIn, now_day: Any
) -> None:
    request, browser = answered(cast, today=now_day), client_of(cast.fatima)
    url = reverse("requests:letter", args=[request.pk])
    assert browser.get(url).status_code == 200
    assert not Delivery.objects.exists()
    package_of(request, today=now_day)
    browser.get(url)
    assert Delivery.objects.get().opened_at is None


def test_authority_that_ended_closes_the_package(
    cast: Cast, client_of: SignIn, now_day: Any
) -> None:
    request = answered(cast, today=now_day)
    package_of(request, today=now_day)
    Guardianship.objects.filter(guardian=cast.guardians["fatima"]).update(authority=Authority.NO)
    for name in ("package", "package_file"):
        url = reverse(f"requests:{name}", args=[request.pk])
        assert client_of(cast.fatima).get(url).status_code == 404
    page = client_of(cast.iris).get(reverse("requests:answer", args=[request.pk])).text
    assert "mag deze gegevens nu niet krijgen" in page


def test_without_the_right_it_is_not_even_made(cast: Cast) -> None:
    answered(cast)
    Guardianship.objects.filter(guardian=cast.guardians["fatima"]).update(authority=Authority.NO)
    assert roof.make_due(noon()) == 0


def test_after_thirty_days_the_keys_are_gone(cast: Cast) -> None:
    adopt(cast, TODAY)
    request = actions.take_up(make_request(cast.fatima), by=cast.iris)
    weighed(cast, delivered(cast, ask_holders(cast, request)[0]))
    decide(cast, request)
    package_of(fresh(request))
    assert forget_answers(noon(TODAY + timedelta(days=30))) == 0
    assert forget_answers(noon(TODAY + timedelta(days=31))) == 2
    assert forget_answers(noon(TODAY + timedelta(days=31))) == 0
    assert AnswerPackage.objects.get().file.is_readable is False  # type: ignore[union-attr]
    assert Extract.objects.get().file.is_readable is False


def test_a_new_package_names_what_is_gone(cast: Cast) -> None:
    test_after_thirty_days_the_keys_are_gone(cast)
    request, later = DataRequest.objects.get(), TODAY + timedelta(days=31)
    actions.ask_package(request, by=cast.iris, now=noon(later))
    files = unzipped(packed(request, today=later))
    assert "Niet meer beschikbaar" in files["index.html"].decode()
    assert Delivery.objects.count() == 2
    assert package_of(request).available_until == later + timedelta(days=30)


def test_what_was_blackened_goes_after_the_answer(cast: Cast) -> None:
    adopt(cast, TODAY)
    request = actions.take_up(make_request(cast.fatima), by=cast.iris)
    first = delivered(cast, ask_holders(cast, request)[0])
    replaced(cast, first)
    assert forget_answers(noon()) == 0
    decide(cast, request)
    assert forget_answers(noon()) == 1
    assert not Extract.objects.get(pk=first.pk).file.is_readable


def replaced(cast: Cast, first: Extract) -> None:
    upload = store(pdf(), name="x.pdf", content_type="application/pdf")
    Extract.objects.create(
        request=first.request, file=upload, title="x", replaces=first, others=Others.BLACKENED
    )


def test_of_a_withdrawn_request_nothing_is_kept(cast: Cast) -> None:
    adopt(cast, TODAY)
    request = actions.take_up(make_request(cast.fatima), by=cast.iris)
    delivered(cast, ask_holders(cast, request)[0])
    actions.withdraw(request, by=cast.fatima, today=TODAY)
    assert forget_answers(noon()) == 1


def test_somebody_without_an_account_gets_it_at_the_desk(
    cast: Cast, client_of: SignIn, now_day: Any
) -> None:
    request = answered(cast, today=now_day)
    cast.guardians["fatima"].user = None
    cast.guardians["fatima"].save()
    assert package_of(request, today=now_day).available_until is None
    browser = client_of(cast.iris)
    file = browser.get(reverse("requests:staff_package", args=[request.pk]))
    assert unzipped(file.getvalue())
    posted = {"once_key": str(uuid4()), "handed": "desk", "on": now_day.isoformat()}
    url = reverse("requests:hand_over", args=[request.pk])
    assert "hoe u zeker wist" in browser.post(url, posted).text
    browser.post(url, {**posted, "note": "Paspoort gezien."})
    kept = Delivery.objects.get()
    assert (kept.handed, kept.note, kept.by) == (Handed.DESK, "Paspoort gezien.", cast.iris.pk)
    assert AnswerPackage.objects.get().available_until == now_day + timedelta(days=30)


def test_a_day_before_the_answer_or_ahead_is_no_day(cast: Cast) -> None:
    request = answered(cast)
    facts: dict[str, Any] = {"by": cast.iris, "may_release": True, "today": TODAY}
    for days in (-1, 1):
        with pytest.raises(actions.Refused, match="day"):
            actions.hand_over(
                request, Handed.DESK, on=TODAY + timedelta(days=days), note="Gezien.", **facts
            )


def test_an_open_case_says_what_comes(cast: Cast, client_of: SignIn, now_day: Any) -> None:
    request = make_request(cast.fatima, today=now_day)
    page = client_of(cast.iris).get(reverse("requests:answer", args=[request.pk]))
    assert "nog geen besluit" in page.text
    assert fresh(request).state == State.RECEIVED


def test_a_hidden_row_that_was_lifted_hides_nothing(cast: Cast) -> None:
    adopt(cast, TODAY)
    hidden_row(cast, TODAY)
    HiddenUntil.objects.update(lifted_on=TODAY)
    assert package_of(answered(cast)).available_until is not None
    assert CaseTask.objects.count() == 0


def test_nobody_decides_over_a_document_that_nobody_looked_at(cast: Cast) -> None:
    adopt(cast, TODAY)
    request = actions.take_up(make_request(cast.fatima), by=cast.iris)
    extract = delivered(cast, ask_holders(cast, request)[0])
    with pytest.raises(actions.Refused, match="extracts"):
        decide(cast, request)
    weighed(cast, extract)
    decide(cast, request)


def test_nobody_decides_over_a_note_that_nobody_weighed(cast: Cast) -> None:
    adopt(cast, TODAY)
    request = actions.take_up(make_request(cast.fatima), by=cast.iris)
    ask_holders(cast, request)
    note = noted(request, "Gebeld.")
    with pytest.raises(actions.Refused, match="notes"):
        decide(cast, request)
    weighed(cast, actions.add_notes(request, pdf(), through=note.at, by=cast.iris, today=TODAY))
    decide(cast, request)


def test_with_something_hidden_the_officer_decides_and_a_no_goes_as_always(cast: Cast) -> None:
    adopt(cast, TODAY)
    hidden_row(cast, TODAY)
    with pytest.raises(actions.Refused, match="officer"):
        answered(cast)
    assert answered(cast, by=cast.petra).state == State.ANSWERED
    answer(make_request(cast.fatima), cast.iris, NO)


def test_with_the_mail_server_down_the_case_goes_on(cast: Cast, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    package = package_of(answered(cast))
    assert send_due(timezone.now()) == 0
    assert package.available_until is not None
    assert Message.objects.filter(kind="requests.package_ready", sent_at=None).count() == 1


@pytest.mark.parametrize("name, who", [("answer", "iris"), ("detail", "fatima")])
def test_the_pages_ask_the_same_with_sixty_rows(
    cast: Cast, client_of: SignIn, now_day: Any, name: str, who: str
) -> None:
    request = answered(cast, today=now_day)
    package_of(request, today=now_day)
    browser = client_of(getattr(cast, who))
    before = queries_of(browser, name, request)
    for _time in range(60):
        Delivery.objects.create(request=request, handed=Handed.POST.value, on=now_day)
        file = store(b"x", name="x.pdf", content_type="application/pdf")
        Extract.objects.create(request=request, file=file, title="x", others=Others.NONE)
    assert queries_of(browser, name, request) == before


def queries_of(browser: Client, name: str, request: DataRequest) -> int:
    url = reverse(f"requests:{name}", args=[request.pk])
    browser.get(url)
    with CaptureQueriesContext(connection) as found:
        browser.get(url)
    return len(found.captured_queries)
