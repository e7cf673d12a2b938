"""The addresses of collecting, of the package and of its delivery."""

from django.urls import path

from requests_app.views import answer, collecting

ANSWER = [
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
    path("behandelen/<uuid:pk>/antwoord/", answer.answer, name="answer"),
    path("behandelen/<uuid:pk>/antwoord/nieuw/", answer.ask_package, name="ask_package"),
    path("behandelen/<uuid:pk>/antwoord/klaarzetten/", answer.release, name="release"),
    path("behandelen/<uuid:pk>/antwoord/gegeven/", answer.hand_over, name="hand_over"),
    path("behandelen/<uuid:pk>/antwoord/pakket/", answer.staff_package, name="staff_package"),
    path("verzoeken/<uuid:pk>/pakket/", answer.package, name="package"),
    path("verzoeken/<uuid:pk>/pakket/bestand/", answer.package_file, name="package_file"),
]
