"""Addresses of consent; included at the root."""

from django.urls import path

from consent.views import (
    api,
    desk,
    family,
    groups,
    proof,
    publish,
    purposes,
    rounds,
    systems,
    take_downs,
    taking_over,
    translating,
)
from portal.addresses import by_word

app_name = "consent"
ABOUT = "toestemming/<uuid:pupil_id>/"
pages = [
    path(ABOUT, family.choices, name="choices"),
    path(f"{ABOUT}samen/", family.together, name="together"),
    path(f"{ABOUT}geschiedenis/", proof.history, name="history"),
    path(f"{ABOUT}bewijs/", proof.receipt, name="receipt"),
    path(f"{ABOUT}bewijs.pdf", proof.receipt_as_pdf, name="receipt_pdf"),
    path(f"{ABOUT}bewijs.json", proof.receipt_as_json, name="receipt_json"),
    # Behind choices: consent/_question.html adds the question to the page's own address.
    path(f"{ABOUT}<uuid:purpose_id>/", family.choose, name="choose"),
    path("toestemming/balie/", desk.search, name="desk"),
    path("toestemming/balie/<uuid:pupil_id>/", desk.entry, name="desk_entry"),
    path("toestemming/verder/", family.onward, name="onward"),
    path("toestemming/uitvoer/", systems.export, name="export"),
    path("toestemming/uitvoer/bestand/", systems.export_file, name="export_file"),
    path("toestemming/systemen/", systems.systems, name="systems"),
    path("toestemming/systemen/<uuid:pk>/intrekken/", systems.revoke, name="revoke_token"),
    path("toestemming/systemen/inlezen/", taking_over.import_sheet, name="import"),
    path("api/v1/toestemmingen/", api.consents, name="api_consents"),
    path("api/v1/openapi.json", api.description, name="api_description"),
    path("toestemming/vragen/", purposes.overview, name="purposes"),
    path("toestemming/vragen/nieuw/", purposes.choose_aim, name="purpose_for"),
    path("toestemming/vragen/nieuw/<slug:key>/", purposes.new, name="purpose_new"),
    path("toestemming/vragen/<uuid:pk>/", purposes.purpose, name="purpose"),
    path("toestemming/vragen/<uuid:pk>/tekst/", purposes.new_text, name="purpose_text"),
    path(
        "toestemming/vragen/<uuid:pk>/vertaling/<slug:language>/",
        translating.translation,
        name="purpose_translation",
    ),
    path("toestemming/vragen/<uuid:pk>/stoppen/", purposes.stop, name="purpose_stop"),
    path("toestemming/vragen/<uuid:pk>/beide/", purposes.both, name="purpose_both"),
    path("toestemming/publicaties/", publish.publications, name="publications"),
    path("toestemming/publicaties/nieuw/", publish.log, name="publish"),
    path("toestemming/weghalen/", take_downs.take_downs, name="take_downs"),
    path("toestemming/weghalen/<uuid:pk>/", take_downs.take_down, name="take_down"),
    path("toestemming/weghalen/<uuid:pk>/ik/", take_downs.mine, name="take_on"),
    path("toestemming/weghalen/<uuid:pk>/collega/", take_downs.give_on, name="take_down_give"),
    path("toestemming/voortgang/", rounds.progress, name="progress"),
    path("toestemming/rondes/", rounds.overview, name="rounds"),
    path("toestemming/rondes/<uuid:pk>/stoppen/", rounds.stop, name="round_stop"),
    path("toestemming/rondes/<uuid:pk>/brieven.pdf", rounds.letters, name="round_letters"),
    path("toestemming/rondes/<uuid:pk>/brief.pdf", rounds.reminders, name="round_reminders"),
    path("klas/", groups.groups, name="groups"),
    path("klas/lijst/", groups.photo_list, name="photo_list"),
    path("klas/lijst/pdf/", groups.photo_list_pdf, name="photo_list_pdf"),
    path("klas/<uuid:group_id>/", groups.group, name="group"),
    path("klas/<uuid:group_id>/foto/", groups.photo_check, name="photo_check"),
]
urlpatterns = by_word(pages)
