"""Bijhouden: versions that nobody can change, lost updates, and what is in use stays."""

from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from portal.audit.actions import erasing
from portal.register import actions
from portal.register.actions import Change, ChangedMeanwhileError, InUseError, NotNamedError
from portal.register.facts import differences, digest, facts_of, recipient_differences
from portal.register.models import (
    Processing,
    ProcessingVersion,
    Recipient,
    RecipientVersion,
    RecipientVersionText,
)
from tests.cast import Cast
from tests.register.builders import adopt, processing, share, youth_health


@pytest.fixture(autouse=True)
def _register(cast: Cast, today: date) -> None:
    adopt(cast, today)


def edit(cast: Cast, today: date, row: Processing, **facts: Any) -> Processing:
    return actions.edit_processing(
        row,
        facts=facts,
        recipients=list(row.recipients.all()),
        version=row.version,
        change=Change("De bewaartermijn is korter.", "College van bestuur"),
        by=cast.petra,
        today=today,
    )


def edit_recipient(cast: Cast, today: date, row: Recipient, **facts: Any) -> Recipient:
    return actions.edit_recipient(
        row,
        facts=facts,
        version=row.version,
        change=Change("Een nieuwe overeenkomst.", "College van bestuur"),
        by=cast.petra,
        today=today,
    )


def draft(cast: Cast, today: date) -> Processing:
    return actions.add_processing(
        cast.board,
        school=None,
        code="nieuw",
        facts={"name": "Nieuw", "topic": "duty", "basis": "c", "consent_needed": False},
        recipients=[],
        change=Change("Nieuw."),
        by=cast.petra,
        today=today,
    )


def test_a_change_leaves_a_version_that_says_what_and_who(cast: Cast, today: date) -> None:
    row = processing(cast, "jgz")
    number = row.version
    edit(cast, today, row, retention="1 jaar")
    newest, before = ProcessingVersion.objects.of(row.pk)[:2]
    assert (newest.number, newest.by_id, newest.on) == (number + 1, cast.petra.pk, today)
    assert newest.text.approved_by == "College van bestuur"
    assert newest.digest == digest(newest.text.facts) != before.digest
    (found,) = differences(before.text.facts, newest.text.facts)
    assert (found.label, found.after) == ("hoe lang bewaard", "1 jaar")


def test_a_difference_of_lists_says_what_came_and_went(cast: Cast, today: date) -> None:
    row = processing(cast, "jgz")
    before = facts_of(row)
    row.fields = [*row.fields[1:], "sick_leave"]
    (found,) = differences(before, facts_of(row))
    assert (found.added, found.removed) == ("ziekteverzuim", "voornaam")


def test_a_version_from_before_the_mark_of_advertising_says_no(cast: Cast, today: date) -> None:
    adopt(cast, today)
    row = processing(cast, "jgz")
    before = {name: fact for name, fact in facts_of(row).items() if name != "direct_marketing"}
    assert differences(before, facts_of(row)) == []
    row.direct_marketing = True
    (found,) = differences(before, facts_of(row))
    assert (found.label, found.before, found.after) == (
        "gebruikt voor reclame of werving",
        "nee",
        "ja",
    )


def test_a_version_is_never_changed_or_deleted(cast: Cast, today: date) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        ProcessingVersion.objects.update(number=9)
    with pytest.raises(DatabaseError), transaction.atomic():
        ProcessingVersion.objects.filter(number=1).delete()
    assert ProcessingVersion.objects.exists()


def test_the_second_of_two_editors_is_told(cast: Cast, today: date) -> None:
    mine, theirs = processing(cast, "jgz"), processing(cast, "jgz")
    edit(cast, today, theirs, retention="1 jaar")
    with pytest.raises(ChangedMeanwhileError) as refusal:
        edit(cast, today, mine, retention="9 jaar")
    assert refusal.value.current.pk == mine.pk
    assert processing(cast, "jgz").retention == "1 jaar"


def test_a_published_row_keeps_real_names(cast: Cast, today: date) -> None:
    row = processing(cast, "jgz")
    kind = Recipient.objects.create(
        board=cast.board, name="iemand", rule="youth_health", role="controller", is_category=True
    )
    with pytest.raises(NotNamedError):
        actions.edit_processing(
            row,
            facts={},
            recipients=[kind],
            version=row.version,
            change=Change("Anders."),
            by=cast.petra,
            today=today,
        )
    named = row.recipients.get()
    with pytest.raises(NotNamedError):
        edit_recipient(cast, today, named, is_category=True)


def test_what_is_in_use_stays_and_says_where(cast: Cast, today: date) -> None:
    share(cast, cast.noor, today)
    row = processing(cast, "jgz")
    with pytest.raises(InUseError, match=r"gepubliceerd in het register, verstrekkingen \(1\)"):
        actions.remove_processing(row, by=cast.petra)
    with pytest.raises(InUseError, match=r"verwerkingen \(1\)"):
        actions.remove_recipient(row.recipients.get(), by=cast.petra)
    actions.withdraw(row, by=cast.petra, today=today)
    with pytest.raises(InUseError, match=r"in gebruik: verstrekkingen \(1\)"):
        actions.remove_processing(row, by=cast.petra)


def test_a_draft_goes_and_its_versions_stay(cast: Cast, today: date) -> None:
    row = draft(cast, today)
    key = row.pk
    actions.remove_processing(row, by=cast.petra)
    assert not Processing.objects.filter(pk=key).exists()
    assert ProcessingVersion.objects.of(key).count() == 1


def test_publishing_and_withdrawing_are_versions_too(cast: Cast, today: date) -> None:
    row = draft(cast, today)
    for _tap in range(2):
        actions.publish(row, by=cast.petra, today=today)
    for _tap in range(2):
        actions.withdraw(row, by=cast.petra, today=today)
    words = [version.text.summary for version in ProcessingVersion.objects.of(row.pk)]
    assert words == ["Niet meer gepubliceerd.", "Gepubliceerd.", "Nieuw."]


def test_a_change_of_a_recipient_leaves_a_version(cast: Cast, today: date) -> None:
    row = Recipient.objects.get(starter_code="basispoort")
    edit_recipient(cast, today, row, agreement_version="4.0", forbidden_fields=["gender"])
    newest, before = RecipientVersion.objects.of(row.pk)
    assert (newest.number, newest.by_id, newest.on) == (2, cast.petra.pk, today)
    assert newest.text.approved_by == "College van bestuur"
    assert newest.digest == digest(newest.text.facts) != before.digest
    found = recipient_differences(before.text.facts, newest.text.facts)
    assert [(one.label, one.after) for one in found] == [
        ("versie van de overeenkomst", "4.0"),
        ("nooit deze gegevens", "geslacht"),
    ]


def test_how_an_older_recipient_stood_is_kept_at_its_first_change(cast: Cast, today: date) -> None:
    row = youth_health(cast)
    row.version = 4
    row.save(update_fields=["version"])
    with erasing("test", by=None):
        RecipientVersionText.objects.filter(version__recipient_id=row.pk).delete()
        RecipientVersion.objects.of(row.pk).delete()
    edit_recipient(cast, today, row, country="BE")
    newest, before = RecipientVersion.objects.of(row.pk)
    assert [(one.number, one.by_id) for one in (newest, before)] == [(5, cast.petra.pk), (4, None)]
    assert (before.text.facts["country"], newest.text.facts["country"]) == ("NL", "BE")


def test_a_version_of_a_recipient_is_never_changed_or_deleted(cast: Cast, today: date) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        RecipientVersion.objects.update(number=9)
    with pytest.raises(DatabaseError), transaction.atomic():
        RecipientVersion.objects.all().delete()
    assert RecipientVersion.objects.exists()


def test_a_removed_recipient_leaves_its_versions(cast: Cast, today: date) -> None:
    facts = {"name": "Drukker", "rule": "publication", "role": "processor"}
    change = Change("Nieuwe ontvanger.")
    row = actions.add_recipient(cast.board, facts=facts, change=change, by=cast.petra, today=today)
    key = row.pk
    actions.remove_recipient(row, by=cast.petra)
    assert RecipientVersion.objects.of(key).get().text.summary == "Nieuwe ontvanger."
