"""Formulieren: a new request, the decision on it, the queue's filter, the rating."""

from requests_app.forms.decision import DecisionForm, words_for
from requests_app.forms.new_request import NewRequestForm
from requests_app.forms.numbers import NumberCheck
from requests_app.forms.queue import QueueFilter, WatchCell
from requests_app.forms.rating import SCORES, RateForm

__all__ = [
    "SCORES",
    "DecisionForm",
    "NewRequestForm",
    "NumberCheck",
    "QueueFilter",
    "RateForm",
    "WatchCell",
    "words_for",
]
