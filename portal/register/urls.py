"""Addresses of the register; included at the root."""

from django.urls import path

from portal.register import views

app_name = "register"
urlpatterns = [
    path("gegevens/<uuid:pupil_id>/", views.pupil, name="pupil"),
    path("gedeeld/<uuid:pupil_id>/", views.disclosures, name="disclosures"),
    path("register/<slug:slug>/", views.board, name="board"),
]
