"""The addresses of the joints between the features."""

from django.urls import path

from portal.addresses import by_word
from portal.roof import (
    announced,
    announcing,
    asking,
    board_settings,
    handover,
    home,
    look_log,
    looks,
    mandates,
    pupil,
    reading,
    reports,
    representation,
    stopping,
)
from portal.roof import object as objecting

app_name = "roof"
pages = [
    path("", home.home, name="home"),
    path("kind/<uuid:pupil_id>/", pupil.pupil, name="pupil"),
    path("behandelen/<uuid:pk>/stilleggen/", stopping.stop_for_case, name="stop"),
    path("gegevens/<uuid:pupil_id>/<slug:kind>/<uuid:processing_id>/", asking.ask, name="ask"),
    path("gekeken/<uuid:pupil_id>/", looks.looks, name="looks"),
    path("kijklog/", look_log.log, name="look_log"),
    path("instellingen/", board_settings.board_settings, name="board_settings"),
    path("hulp/", reading.help_page, name="help"),
    path("privacy/", reading.privacy, name="privacy"),
    path("verstrekkingen/nieuw/", handover.choose, name="new_disclosure"),
    path(
        "verstrekkingen/nieuw/<uuid:processing_id>/",
        handover.record,
        name="record_disclosure",
    ),
    path("aankondigingen/", announcing.announcements, name="announcements"),
    path("aankondigingen/nieuw/", announcing.choose, name="new_announcement"),
    path("aankondigingen/nieuw/tekst/", announcing.announce, name="announce"),
    path("aankondigingen/<uuid:pk>/", announced.announcement, name="announcement"),
    path("aankondigingen/<uuid:pk>/uitvoeren/", announced.carry_out, name="carry_out"),
    path("aangekondigd/<uuid:pupil_id>/<uuid:pk>/", objecting.intended, name="intended"),
    path("aangekondigd/<uuid:pupil_id>/<uuid:pk>/bezwaar/", objecting.object_to, name="object_to"),
    path("rapport/<uuid:pupil_id>/<uuid:pk>/", reports.report, name="report"),
    path("rapport/<uuid:pupil_id>/<uuid:pk>/bestand/", reports.file, name="report_file"),
    path("rapport/<uuid:pupil_id>/<uuid:pk>/mening/", reports.own_view, name="report_view"),
    path("machtigingen/", mandates.mandates, name="mandates"),
    path("machtigingen/nieuw/", mandates.give, name="give_mandate"),
    path("machtigingen/<uuid:pk>/intrekken/", mandates.revoke, name="revoke_mandate"),
    path("vertegenwoordiging/", representation.representations, name="representations"),
    path(
        "vertegenwoordiging/nieuw/<uuid:link_id>/",
        representation.new_representation,
        name="new_representation",
    ),
    path("vertegenwoordiging/<uuid:pk>/", representation.representation, name="representation"),
    path(
        "vertegenwoordiging/<uuid:pk>/akkoord/",
        representation.agree_representation,
        name="agree_representation",
    ),
    path("vertegenwoordiging/<uuid:pk>/einde/", representation.end, name="end_representation"),
]
urlpatterns = by_word(pages)
