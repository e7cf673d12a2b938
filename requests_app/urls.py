"""The addresses of requests: for who asked, and for staff."""

from django.urls import path

from requests_app.views import collecting, family, staff

app_name = "requests"
urlpatterns = [
    path("verzoeken/", family.own, name="list"),
    path("verzoeken/nieuw/", family.new, name="new"),
    path("verzoeken/<uuid:pk>/", family.detail, name="detail"),
    path("verzoeken/<uuid:pk>/brief/", family.letter, name="letter"),
    path("verzoeken/<uuid:pk>/intrekken/", family.withdraw, name="withdraw"),
    path("behandelen/", staff.queue, name="queue"),
    path("behandelen/<uuid:pk>/", staff.case, name="case"),
    path("behandelen/<uuid:pk>/oppakken/", staff.take_up, name="take_up"),
    path("behandelen/<uuid:pk>/besluit/", staff.decide, name="decide"),
    path("behandelen/<uuid:pk>/brief/", staff.case_letter, name="case_letter"),
    path("behandelen/<uuid:pk>/verzamelen/", collecting.collect, name="collect"),
    path("behandelen/<uuid:pk>/verzamelen/notities/", collecting.notes, name="collect_notes"),
    path(
        "behandelen/<uuid:pk>/verzamelen/<uuid:task>/document/",
        collecting.new_extract,
        name="new_extract",
    ),
    path(
        "behandelen/<uuid:pk>/verzamelen/<uuid:task>/geen/",
        collecting.nothing_held,
        name="nothing_held",
    ),
    path("behandelen/<uuid:pk>/document/<uuid:extract>/", collecting.extract, name="extract"),
    path(
        "behandelen/<uuid:pk>/document/<uuid:extract>/bestand/",
        collecting.extract_file,
        name="extract_file",
    ),
    path(
        "behandelen/<uuid:pk>/document/<uuid:extract>/zwart/",
        collecting.replace_extract,
        name="replace_extract",
    ),
    path("overzicht/", staff.overview, name="overview"),
]
