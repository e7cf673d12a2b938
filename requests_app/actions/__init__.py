"""The verbs of a request: file, take up, decide, withdraw."""

from requests_app.actions.decide import decide
from requests_app.actions.file_request import file_request
from requests_app.actions.locks import Refused, Stale
from requests_app.actions.take_up import take_up
from requests_app.actions.withdraw import withdraw

__all__ = ["Refused", "Stale", "decide", "file_request", "take_up", "withdraw"]
