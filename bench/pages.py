"""The pages that are measured, and what is promised about each."""

from dataclasses import dataclass
from datetime import date
from http.cookies import SimpleCookie
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_otp import DEVICE_ID_SESSION_KEY, devices_for_user

from bench.answers import fill_answers, parents
from bench.cases import fill_cases
from bench.crowd import fill
from bench.load import KEY, PARALLEL, Ask
from consent.access import groups_of
from consent.models import Purpose
from portal.people.access import ties_of
from portal.people.models import Board, Membership, User
from portal.signin.rules import SECRECY_VERSION
from portal.signin.secrecy import KEY as SECRECY

VISITOR, TEACHER, OFFICER = "fatima", "lotte", "petra"  # sign-in names of the demo
IN_THE_PICTURE = 30
FAMILIES = 60
CEILING, ONE_ROW = "bare page", "bare post"


@dataclass(frozen=True)
class Page:
    """A page with its promises; `times`: at p50 within so many times the bare page."""

    name: str
    asks: tuple[Ask, ...]
    ratio: float  # of the bare page's requests per second
    times: float | None = None
    first_kb: int = 60  # compressed, with everything the page needs
    later_kb: int = 15  # compressed, when the browser has the rest


def measured(visitor: User, cookie: str) -> list[Page]:
    """Add a page here and it stands in the table."""
    today = timezone.localdate()
    pupil = ties_of(visitor, today)[0].pupil
    fill(pupil.board, today)
    fill_answers(pupil.board, today)
    case = fill_cases(pupil.board, today)

    def page(name: str, path: str, ratio: float) -> Page:
        return Page(name, (Ask(path, cookie),), ratio)

    return [
        page(CEILING, reverse("bare"), 1.0),
        page("home", reverse("roof:home"), 0.5),
        page("consent", reverse("consent:choices", args=[pupil.pk]), 0.5),
        page("register", reverse("register:pupil", args=[pupil.pk]), 0.33),
        page("shared", reverse("register:disclosures", args=[pupil.pk]), 0.33),
        *at_the_office(case.pk),
        *in_class(today),
        *answering(pupil.board),
    ]


def at_the_office(case: UUID) -> list[Page]:
    """The queue of ten thousand open cases, the watch over them, and one with a long history."""
    _officer, cookie = signed_in(OFFICER)
    queue = Ask(reverse("requests:queue"), cookie)
    watch = Ask(reverse("requests:overview"), cookie)
    long = Ask(reverse("requests:case", args=[case]), cookie)
    return [
        Page("queue", (queue,), 0.33, times=3),
        Page("watch", (watch,), 0.05),
        Page("case", (long,), 0.33),
    ]


def in_class(today: date) -> list[Page]:
    """A teacher's group on every channel, and the check of a picture with the whole class."""
    teacher, cookie = signed_in(TEACHER)
    group = groups_of(teacher, today)[0]
    url = reverse("consent:photo_check", args=[group.pk])
    rows = Membership.objects.on(today).filter(group=group)
    pupils = rows.values_list("pupil", flat=True)[:IN_THE_PICTURE]
    ticked = urlencode({"leerling": [str(pk) for pk in pupils]}, doseq=True)
    whole = Ask(reverse("consent:group", args=[group.pk]), cookie)
    check = Ask(f"{url}?{ticked}", cookie)
    return [Page("group", (whole,), 0.33, times=3), Page("photo", (check,), 0.33, times=3)]


def answering(board: Board) -> list[Page]:
    """Some parents at once, each yes and no by turns, beside a post that writes one row; and many
    who each file a request now and then.
    """
    question = Purpose.objects.filter(board=board, school=None, until=None)[0]
    bare, choosing, filing = [], [], []
    for parent in parents(FAMILIES):
        user, cookie = signed_in(parent.user.sign_in_name if parent.user else "")
        pupil = ties_of(user, timezone.localdate())[0].pupil
        token = SimpleCookie(cookie)[settings.CSRF_COOKIE_NAME].value
        forms = [
            urlencode({"csrfmiddlewaretoken": token, "answer": one, "version": 1, "language": "nl"})
            for one in ("ja", "nee")
        ]
        bare.append(Ask(reverse("bare_post"), cookie, (forms[0],)))
        url = reverse("consent:choose", args=[pupil.pk, question.pk])
        choosing.append(Ask(url, cookie, tuple(forms)))
        asked = {"csrfmiddlewaretoken": token, "once_key": KEY, "kind": "inzage", "scope": "Alles."}
        over = f"{reverse('requests:new')}?over=kind-{pupil.pk}"
        filing.append(Ask(over, cookie, (urlencode(asked),)))
    return [
        Page(ONE_ROW, tuple(bare[:PARALLEL]), 1.0),
        Page("choose", tuple(choosing[:PARALLEL]), 0.6),
        Page("file", tuple(filing), 0.6),
    ]


def coverage() -> Ask:
    """The progress of every school of the board, as its officer sees it."""
    _officer, cookie = signed_in(OFFICER)
    return Ask(reverse("consent:progress"), cookie)


def signed_in(name: str = VISITOR) -> tuple[User, str]:
    """Somebody, and the Cookie header of a browser that passed two factors and saw a page."""
    visitor = User.objects.get(sign_in_name=name)
    client = Client()
    client.force_login(visitor)
    session = client.session
    session[DEVICE_ID_SESSION_KEY] = next(iter(devices_for_user(visitor))).persistent_id
    session[SECRECY] = SECRECY_VERSION  # accepted
    session.save()
    home = reverse("roof:home")  # the page it leads to gives the cookie of forms
    client.get(home, headers={"host": "localhost"}, follow=True)
    return visitor, "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
