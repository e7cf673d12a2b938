"""Builders for other systems: a key, a call with it, and a sheet that somebody uploads."""

from datetime import date
from io import BytesIO
from typing import Any

from django.test import Client
from django.urls import reverse

from consent import actions
from consent.models import Purpose, SystemToken
from portal.people.models import Board, School
from portal.sheets import read_csv, read_xlsx
from tests.cast import Cast

READ = "/api/v1/toestemmingen/"
HEAD = "leerling;vraag;antwoord;dag;ouder"


def key_for(cast: Cast, board: Board | None = None, school: School | None = None) -> str:
    """A key that opens this board or school."""
    secret = actions.new_secret()
    facts = {"school": school, "name": "ouderapp", "secret": secret, "by": cast.petra}
    actions.make_token(board or cast.board, **facts)  # type: ignore[arg-type]
    return secret


def call(secret: str, **query: Any) -> Any:
    """What a system gets."""
    headers = {"Authorization": f"Bearer {secret}"}
    return Client().get(READ, query, headers=headers)


def rows(secret: str, **query: Any) -> dict[tuple[str, str], dict[str, Any]]:
    """The rows of the first page by pupil and question."""
    answer = call(secret, **query)
    assert answer.status_code == 200, answer.content
    return {(row["leerling"], row["doel"]): row for row in answer.json()["rijen"]}


def sheet_of(answer: Any) -> list[dict[str, str]]:
    """The rows of a downloaded file."""
    content = answer.content
    read = read_xlsx if content.startswith(b"PK") else read_csv
    return [cells for _line, cells in read(content).rows]


def upload(
    client: Client,
    school: School,
    *lines: str,
    name: str = "keuzes.csv",
    head: str = HEAD,
    stated: bool = False,
) -> Any:
    """The page with the plan of these lines; `stated`: with the tick of ADR 19."""
    file = BytesIO("\n".join([head, *lines]).encode())
    file.name = name
    posted = {"school": str(school.pk), "sheet": file} | ({"stated": "on"} if stated else {})
    return client.post(reverse("consent:import"), posted)


def outcomes(answer: Any) -> list[str]:
    """What the plan says of each line."""
    return [str(words) for _one, words in answer.context["plan"]]


def take_over(client: Client, plan: Any) -> Any:
    """The second press."""
    form = plan.context["apply"]
    posted = {"plan": form["plan"].value(), "once_key": str(form["once_key"].value())}
    return client.post(reverse("consent:import"), posted)


def asked_since(purpose: Purpose, day: date) -> None:
    """As if the question was asked since that day."""
    Purpose.objects.filter(pk=purpose.pk).update(since=day)
    purpose.texts.update(in_force_on=day)


def token_of(secret: str) -> SystemToken:
    """The row behind a key."""
    return SystemToken.objects.get(token_sha256=SystemToken.hash_of(secret))
