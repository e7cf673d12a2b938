"""The door with a few rooms behind it, so that its tests need no feature."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def room(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"binnen: {request.user}")


@login_not_required
def street(request: HttpRequest) -> HttpResponse:
    return HttpResponse("buiten", headers={"Cache-Control": "max-age=60"})


urlpatterns = [
    path("", room, name="home"),
    path("kamer/", room, name="room"),
    path("straat/", street, name="street"),
    path("i18n/", include("django.conf.urls.i18n")),
    path("", include("portal.signin.urls")),
    path("", include("portal.urls")),  # the frame around a page links to every feature
]
