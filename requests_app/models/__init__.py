"""Verzoeken: the request, its clock, its decision, and the texts that may be erased."""

from requests_app.models.clock import Case, Extension, SuspensionPeriod, with_dates
from requests_app.models.decisions import Decision, DecisionText
from requests_app.models.requests import CaseNumber, DataRequest, RequestText
from requests_app.models.targets import Advice, Ask, Target

__all__ = [
    "Advice",
    "Ask",
    "Case",
    "CaseNumber",
    "DataRequest",
    "Decision",
    "DecisionText",
    "Extension",
    "RequestText",
    "SuspensionPeriod",
    "Target",
    "with_dates",
]
