"""Addresses of the register; included at the root."""

from django.urls import path

from portal.register.views import family, log

app_name = "register"
urlpatterns = [
    path("gegevens/<uuid:pupil_id>/", family.pupil, name="pupil"),
    path("gedeeld/<uuid:pupil_id>/", family.disclosures, name="disclosures"),
    path("register/<slug:slug>/", family.board, name="board"),
    path("verstrekkingen/", log.log, name="log"),
    path("verstrekkingen/verborgen/", log.hidden, name="hidden"),
    path("verstrekkingen/verborgen/<int:pk>/", log.hidden_row, name="hidden_row"),
    path("verstrekkingen/verborgen/<int:pk>/akkoord/", log.agree_hidden, name="agree_hidden"),
    path("verstrekkingen/verborgen/<int:pk>/zichtbaar/", log.lift_hidden, name="lift_hidden"),
    path("verstrekkingen/<int:pk>/", log.disclosure, name="log_row"),
]
