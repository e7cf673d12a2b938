"""The addresses of requests: for who asked, and for staff."""

from django.urls import path

from requests_app.answer_urls import ANSWER
from requests_app.views import family, queue, staff

app_name = "requests"
urlpatterns = [
    *ANSWER,
    path("verzoeken/", family.own, name="list"),
    path("verzoeken/nieuw/", family.new, name="new"),
    path("verzoeken/<uuid:pk>/", family.detail, name="detail"),
    path("verzoeken/<uuid:pk>/brief/", family.letter, name="letter"),
    path("verzoeken/<uuid:pk>/intrekken/", family.withdraw, name="withdraw"),
    path("verzoeken/<uuid:pk>/oordeel/", family.rate, name="rate"),
    path("behandelen/", queue.queue, name="queue"),
    path("behandelen/<uuid:pk>/", staff.case, name="case"),
    path("behandelen/<uuid:pk>/oppakken/", staff.take_up, name="take_up"),
    path("behandelen/<uuid:pk>/besluit/", staff.decide, name="decide"),
    path("behandelen/<uuid:pk>/brief/", staff.case_letter, name="case_letter"),
    path("behandelen/<uuid:pk>/sluiten/", staff.close, name="close"),
    path("overzicht/zaken/", queue.cell, name="watched"),
    path("overzicht/bewaren/", queue.keeping, name="keeping"),
    path("overzicht/", queue.overview, name="overview"),
]
