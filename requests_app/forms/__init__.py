"""Formulieren: a new request, the decision on it, the queue's filter, the rating."""

from requests_app.forms.approval import ApprovalForm
from requests_app.forms.decision import DecisionForm, words_for
from requests_app.forms.meanwhile import not_proposed
from requests_app.forms.new_request import NewRequestForm
from requests_app.forms.numbers import NumberCheck
from requests_app.forms.plan import PlanForm
from requests_app.forms.queue import QueueFilter, WatchCell
from requests_app.forms.rating import SCORES, RateForm
from requests_app.forms.task import NOT_DONE, TaskForm
from requests_app.forms.turn import TurnForm

__all__ = [
    "NOT_DONE",
    "SCORES",
    "ApprovalForm",
    "DecisionForm",
    "NewRequestForm",
    "NumberCheck",
    "PlanForm",
    "QueueFilter",
    "RateForm",
    "TaskForm",
    "TurnForm",
    "WatchCell",
    "not_proposed",
    "words_for",
]
