"""The ceiling: session, user, one query and a template of thirty lines."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portal.people.models import School


def bare(request: HttpRequest) -> HttpResponse:
    """Behind the same doors as every other page."""
    schools = School.objects.order_by("name")[:5]
    return render(request, "bench/bare.html", {"schools": schools})
