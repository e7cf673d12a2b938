"""The verbs of a request."""

from requests_app.actions.anonymise import anonymise
from requests_app.actions.close import close
from requests_app.actions.decide import decide
from requests_app.actions.file_request import file_request
from requests_app.actions.locks import Refused, Stale
from requests_app.actions.rate import rate
from requests_app.actions.take_up import take_up
from requests_app.actions.withdraw import withdraw

__all__ = [
    "Refused",
    "Stale",
    "anonymise",
    "close",
    "decide",
    "file_request",
    "rate",
    "take_up",
    "withdraw",
]
