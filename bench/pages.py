"""The pages that are measured, and what is promised about each."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_otp import DEVICE_ID_SESSION_KEY, devices_for_user

from bench.crowd import fill
from consent.access import groups_of
from portal.people.access import ties_of
from portal.people.models import Membership, User
from portal.signin.rules import SECRECY_VERSION
from portal.signin.secrecy import KEY as SECRECY

VISITOR, TEACHER = "fatima", "lotte"  # sign-in names of the demo's parent and teacher
IN_THE_PICTURE = 30


@dataclass(frozen=True)
class Page:
    name: str
    path: str
    ratio: float  # of the ceiling's requests per second
    first_kb: int = 60  # compressed, with everything the page needs
    later_kb: int = 15  # compressed, when the browser has the rest
    cookie: str = ""  # of another visitor than the parent


def measured(visitor: User) -> list[Page]:
    """Add a page here and it stands in the table."""
    today = timezone.localdate()
    pupil = ties_of(visitor, today)[0].pupil
    fill(pupil.board, today)
    return [
        Page("home", reverse("roof:home"), 0.5),
        Page("consent", reverse("consent:choices", args=[pupil.pk]), 0.5),
        Page("register", reverse("register:pupil", args=[pupil.pk]), 0.33),
        Page("shared", reverse("register:disclosures", args=[pupil.pk]), 0.33),
        *in_class(today),
    ]


def in_class(today: date) -> list[Page]:
    """A teacher's group on every channel, and the check of a picture with the whole class."""
    teacher, cookie = signed_in(TEACHER)
    group = groups_of(teacher, today)[0]
    url = reverse("consent:photo_check", args=[group.pk])
    rows = Membership.objects.on(today).filter(group=group)
    pupils = rows.values_list("pupil", flat=True)[:IN_THE_PICTURE]
    ticked = urlencode({"leerling": [str(pk) for pk in pupils]}, doseq=True)
    return [
        Page("group", reverse("consent:group", args=[group.pk]), 0.33, cookie=cookie),
        Page("photo", f"{url}?{ticked}", 0.33, cookie=cookie),
    ]


def signed_in(name: str = VISITOR) -> tuple[User, str]:
    """Somebody, and the Cookie header of a browser that passed two factors and saw a page."""
    visitor = User.objects.get(sign_in_name=name)
    client = Client()
    client.force_login(visitor)
    session = client.session
    session[DEVICE_ID_SESSION_KEY] = next(iter(devices_for_user(visitor))).persistent_id
    session[SECRECY] = SECRECY_VERSION  # accepted
    session.save()
    client.get(reverse("roof:home"), headers={"host": "localhost"})  # gives the cookie of forms
    return visitor, "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
