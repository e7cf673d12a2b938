"""Addresses of the register; included at the root."""

from django.urls import path

from portal.register.views import family

app_name = "register"
urlpatterns = [
    path("gegevens/<uuid:pupil_id>/", family.pupil, name="pupil"),
    path("gedeeld/<uuid:pupil_id>/", family.disclosures, name="disclosures"),
    path("register/<slug:slug>/", family.board, name="board"),
]
