"""Kiezen: one person answers one question, in the portal or standing at the desk."""

from datetime import date

from django.db import transaction

from consent.actions.ledger import RefusedError, Spoken, append, hold, last_of, tell
from consent.actions.take_down import follow
from consent.models import Choice, Purpose, PurposeText, text_in_force
from consent.models.purposes import LEADING_LANGUAGE
from consent.rules import Answer, Capacity, GivenVia, answer_for, is_same_word, may_say
from portal.joint import in_one_statement
from portal.people.access import Tie
from portal.people.models import User
from portal.people.rules import Right


@transaction.atomic
def choose(
    purpose: Purpose,
    *,
    tie: Tie,
    capacity: Capacity,
    says_yes: bool,
    version: int,
    language: str,
    by: User,
    via: GivenVia = GivenVia.PORTAL,
) -> Choice | None:
    """Appends the answer of the person behind `tie`, on its day; None when it repeats the last one.

    A no after a yes is the withdrawal: at once, to whatever text, and nobody need approve; what
    was published becomes a task to take down.
    `version` and `language` are of the text that was read. Raises `RefusedError`: "no_right",
    "not_asked" when the question stopped, unless it is a yes that is taken back, or "text_changed"
    for a yes to a text that is no longer in force.
    """
    hold(tie.pupil.pk)  # two taps at once become one row
    last = last_of(purpose, tie)
    answer = answer_for(Answer(last.answer) if last else None, says_yes=says_yes)
    if not may_say(answer, capacity, has_right=tie.may(Right.CONSENT)):
        raise RefusedError("no_right")
    takes_back = last is not None and last.word.is_yes and not says_yes
    if purpose.has_ended(tie.today) and not takes_back:
        raise RefusedError("not_asked")
    text = _text_read(purpose, version, language, says_yes=says_yes, today=tie.today)
    word = last.word if last else None
    if is_same_word(word, answer=answer, version=text.version, capacity=capacity):
        return None
    with in_one_statement():
        choice = append(Spoken(text, tie, answer, capacity, via, by), last)
        tell([choice], tie=tie, giver=by if via is GivenVia.PORTAL else None)
    if last is None or last.is_published:
        follow([tie.pupil.pk], today=tie.today)
    return choice


def _text_read(
    purpose: Purpose, version: int, language: str, *, says_yes: bool, today: date
) -> PurposeText:
    """The text that was read, in the language that was read, else in Dutch. A no is taken to any
    text, so that nothing delays a withdrawal.
    """
    texts = list(purpose.texts.all())
    in_force = text_in_force(texts, today, language)
    if in_force is None:
        raise RefusedError("not_asked")
    if in_force.version == version:
        return in_force
    if says_yes:
        raise RefusedError("text_changed")
    older = {text.language: text for text in texts if text.version == version}
    return older.get(language) or older.get(LEADING_LANGUAGE) or in_force
