"""Toestandsmachine: any order of verbs keeps ledger, current state and audit one."""

from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.http import Http404
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from consent.actions import EntryRefusedError, RefusedError, rebuild_current
from consent.models import Choice, CurrentChoice, Giver, Purpose
from portal.audit.models import Event
from portal.people.models import Guardianship, Pupil, User
from portal.people.rules import Authority
from tests.builders import tie
from tests.cast import Cast
from tests.consent.builders import ask, is_allowed, new_text, say, type_over

FACTS = ("answer", "version", "capacity", "on", "given_via", "entered_on")
PARENTS = ("fatima", "daan")
parents, questions = st.sampled_from(PARENTS), st.sampled_from([0, 1])


def giver_of(row: Choice) -> Giver:
    return (row.pupil_id, row.purpose_id, row.guardian_id)


class Ledger(RuleBasedStateMachine):
    """Two parents of Noor, a pupil of 16, the desk and time; a run is a transaction rolled back.

    The model: the last thing each giver said and to which version, and how often a row was made.
    """

    def __init__(self, cast: Cast, today: date, purposes: list[Purpose]) -> None:
        super().__init__()
        self.cast, self.today, self.purposes = cast, today, purposes
        self.versions, self.rows = [1, 1], 0
        self.said: dict[Giver, tuple[bool, int]] = {}
        self.all_of_it = transaction.atomic()
        self.all_of_it.__enter__()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.all_of_it.__exit__(None, None, None)

    @rule(name=parents, number=questions, yes=st.booleans(), stale=st.booleans())
    def a_parent_answers(self, name: str, number: int, yes: bool, stale: bool) -> None:
        version = 1 if stale else self.versions[number]
        user, guardian = getattr(self.cast, name), self.cast.guardians[name]
        self.answers(user, self.cast.noor, guardian.pk, number, yes, version)

    @rule(number=questions, yes=st.booleans())
    def the_pupil_of_sixteen_answers(self, number: int, yes: bool) -> None:
        cast, version = self.cast, self.versions[number]
        self.answers(cast.sam, cast.sam_pupil, None, number, yes, version)

    @rule(name=parents, number=questions, yes=st.booleans(), days=st.integers(-1, 9))
    def the_desk_types_a_paper_over(self, name: str, number: int, yes: bool, days: int) -> None:
        purpose, on = self.purposes[number], self.today - timedelta(days=days)
        answers, by = {purpose: yes}, self.cast.iris
        try:
            made = type_over(self.cast.noor, name.title(), answers, self.today, by=by, on=on)
        except (EntryRefusedError, StopIteration):  # or authority was denied: not in the list
            return
        known = purpose.texts.filter(in_force_on__lte=on if yes else self.today)
        then = known.latest("version").version
        self.said[self.key(name, number)] = (yes, then)
        self.rows += len(made)

    @precondition(lambda self: max(self.versions) < 4)
    @rule(number=questions)
    def a_text_changes(self, number: int) -> None:
        self.versions[number] += 1
        new_text(self.purposes[number], self.today, version=self.versions[number])

    @rule(name=parents, authority=st.sampled_from(list(Authority)))
    def authority_changes(self, name: str, authority: Authority) -> None:
        guardian = self.cast.guardians[name]
        self.today += timedelta(days=1)
        Guardianship.objects.filter(guardian=guardian, until=None).update(until=self.today)
        tie(guardian, self.cast.noor, authority, since=self.today)

    @invariant()
    def the_current_choice_is_the_last_of_the_history(self) -> None:
        latest: dict[Giver, Choice] = {}
        for row in Choice.objects.order_by("id"):
            before = latest.get(giver_of(row))
            assert before is None or before.on <= row.on  # no paper above a later choice
            latest[giver_of(row)] = row
        kept = {row.giver: row for row in CurrentChoice.objects.all()}
        assert kept.keys() == latest.keys()
        for giver, row in latest.items():
            assert kept[giver].choice_id == row.pk
            assert [getattr(kept[giver], one) for one in FACTS] == [
                getattr(row, one) for one in FACTS
            ]

    @invariant()
    def what_was_said_last_is_kept(self) -> None:
        kept = {row.giver: row.answer == "given" for row in CurrentChoice.objects.all()}
        assert kept == {giver: yes for giver, (yes, _version) in self.said.items()}

    @invariant()
    def each_row_is_one_verb_in_the_audit(self) -> None:
        rows = Choice.objects.values_list("pk", "answer", "entered_by_id", "given_via")
        events = Event.objects.filter(subject_type="consent.choice").order_by("id")
        found = [(int(e.subject_id), e.verb, e.actor_id, e.facts["via"]) for e in events]
        assert found == [(pk, f"consent.{answer}", by, via) for pk, answer, by, via in rows]
        assert len(found) == self.rows

    @invariant()
    def nothing_is_allowed_without_a_yes_to_this_text_or_with_a_no_of_a_holder(self) -> None:
        for number, purpose in enumerate(self.purposes):
            if is_allowed(self.cast.noor, purpose, self.today):
                said = [self.said.get(self.key(name, number)) for name in PARENTS]
                assert (True, self.versions[number]) in said
                assert all(one is None or one[0] or self.is_denied(number, one) for one in said)

    @invariant()
    def the_ledger_gives_the_state_back(self) -> None:
        assert rebuild_current() == (len(self.said), 0)

    def key(self, name: str, number: int) -> Giver:
        guardian = self.cast.guardians[name]
        return (self.cast.noor.pk, self.purposes[number].pk, guardian.pk)

    def is_denied(self, number: int, said: tuple[bool, int]) -> bool:
        """Whether whoever said this has no authority any more: only then a no falls away."""
        names = [name for name in PARENTS if self.said.get(self.key(name, number)) == said]
        rows = Guardianship.objects.filter(until=None, authority=Authority.NO.value)
        return rows.filter(guardian__in=[self.cast.guardians[name] for name in names]).exists()

    def answers(
        self, user: User, pupil: Pupil, guardian: UUID | None, number: int, yes: bool, version: int
    ) -> None:
        """In the portal: the door may be closed by now, or the text another one."""
        purpose = self.purposes[number]
        try:
            made = say(user, pupil, purpose, self.today, yes=yes, version=version)
        except (Http404, RefusedError):
            return
        self.said[pupil.pk, purpose.pk, guardian] = (yes, version)
        self.rows += made is not None


def test_any_order_of_verbs_keeps_ledger_state_and_audit_one(cast: Cast, today: date) -> None:
    asked = [ask(cast, today - timedelta(days=5), code) for code in ("instagram", "website")]
    run_state_machine_as_test(
        lambda: Ledger(cast, today, asked),  # type: ignore[arg-type]  # any maker will do
        settings=settings(
            max_examples=12,
            stateful_step_count=25,
            suppress_health_check=list(HealthCheck),
        ),
    )
