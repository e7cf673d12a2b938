"""The sign of the site: browsers ask for it by themselves, at every visit."""

from collections.abc import Callable
from io import BytesIO

from django.test import Client
from PIL import Image
from pytest_django.asserts import assertNumQueries

from portal.people.models import User
from tests.cast import Cast


def test_the_icon_is_served_without_database_and_session(
    cast: Cast, client_of: Callable[[User], Client]
) -> None:
    for client in (Client(), client_of(cast.fatima)):
        with assertNumQueries(0):
            answer = client.get("/favicon.ico")
            content = b"".join(answer)
        assert answer.status_code == 200
        assert answer.cookies == {}
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert Image.open(BytesIO(content)).format == "ICO"


def test_every_page_names_its_icon(client: Client, db: None) -> None:
    page = client.get("/inloggen/").content.decode()
    assert '<link rel="icon" type="image/svg+xml"' in page
    assert '<link rel="icon" href="/static/top/favicon.ico" sizes="32x32">' in page
