"""The server and its clock start on a free port only, and say so otherwise."""

import socket

import pytest
from django.core.management import CommandError, call_command

from portal.management.commands.run import must_be_free, server_command


def test_a_taken_port_is_told_with_what_to_do() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(CommandError, match=f"Poort {port} is niet vrij.*PORT="):
            must_be_free(f"127.0.0.1:{port}")


@pytest.mark.parametrize("bind", ["8000x", "127.0.0.1:", "localhost:poort", ""])
def test_an_address_without_a_port_is_refused(bind: str) -> None:
    with pytest.raises(CommandError, match="geen adres"):
        must_be_free(bind)


def test_only_looking_starts_nothing() -> None:
    call_command("run", bind="127.0.0.1:0", only_look=True)


def test_a_worker_has_one_thread() -> None:
    command = server_command("127.0.0.1:8000", 2)
    assert command[command.index("--threads") + 1] == "1"
    assert command[-1] == "portal.wsgi:application"
