"""The pages that are measured, and what is promised about each."""

from dataclasses import dataclass

from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_otp import DEVICE_ID_SESSION_KEY, devices_for_user

from bench.crowd import fill
from portal.people.access import ties_of
from portal.people.models import User

VISITOR = "fatima"  # sign-in name of the demo's parent


@dataclass(frozen=True)
class Page:
    name: str
    path: str
    ratio: float  # of the ceiling's requests per second
    first_kb: int = 60  # compressed, with everything the page needs
    later_kb: int = 15  # compressed, when the browser has the rest


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
    ]


def signed_in() -> tuple[User, str]:
    """The visitor and the Cookie header of a browser that passed two factors and saw a page."""
    visitor = User.objects.get(sign_in_name=VISITOR)
    client = Client()
    client.force_login(visitor)
    session = client.session
    session[DEVICE_ID_SESSION_KEY] = next(iter(devices_for_user(visitor))).persistent_id
    session.save()
    client.get(reverse("roof:home"), headers={"host": "localhost"})  # gives the cookie of forms
    return visitor, "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
