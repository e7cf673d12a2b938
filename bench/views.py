"""The ceilings: session, user, one query and thirty lines; and a post that writes one row."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from portal.audit.models import Event
from portal.people.models import School
from portal.signin.access import account


def bare(request: HttpRequest) -> HttpResponse:
    """Behind the same doors as every other page."""
    schools = School.objects.order_by("name")[:5]
    return render(request, "bench/bare.html", {"schools": schools})


@require_POST
def bare_post(request: HttpRequest) -> HttpResponse:
    """One row in one transaction, and back to the bare page."""
    user = account(request.user)
    with transaction.atomic():
        Event.objects.create(
            verb="bench.write",
            actor_id=user.pk,
            subject_type=user._meta.label_lower,
            subject_id=str(user.pk),
            facts={},
        )
    return redirect("bare")
