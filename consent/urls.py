"""Addresses of consent."""

from django.urls import path

from consent.views import desk, family

app_name = "consent"
urlpatterns = [
    path("balie/", desk.search, name="desk"),
    path("balie/<uuid:pupil_id>/", desk.entry, name="desk_entry"),
    path("<uuid:pupil_id>/", family.choices, name="choices"),
    # Behind choices: consent/_question.html adds the question to the page's own address.
    path("<uuid:pupil_id>/<uuid:purpose_id>/", family.choose, name="choose"),
]
