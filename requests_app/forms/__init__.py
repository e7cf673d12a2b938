"""Formulieren: a new request, and the decision on it."""

from requests_app.forms.decision import DecisionForm, words_for
from requests_app.forms.new_request import NewRequestForm
from requests_app.forms.numbers import NumberCheck

__all__ = ["DecisionForm", "NewRequestForm", "NumberCheck", "words_for"]
