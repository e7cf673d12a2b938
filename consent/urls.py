"""Addresses of consent."""

from django.urls import path

from consent import views

app_name = "consent"
urlpatterns = [
    path("<uuid:pupil_id>/", views.choices, name="choices"),
    # Behind choices: consent/_question.html adds the question to the page's own address.
    path("<uuid:pupil_id>/<uuid:purpose_id>/", views.choose, name="choose"),
]
