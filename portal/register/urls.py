"""Addresses of the register; included at the root."""

from django.urls import path

from portal.register.views import exchange, family, keeping, public, recipients, starter

app_name = "register"
urlpatterns = [
    path("gegevens/<uuid:pupil_id>/", family.pupil, name="pupil"),
    path("gedeeld/<uuid:pupil_id>/", family.disclosures, name="disclosures"),
    path("register/beheer/", keeping.overview, name="keeping"),
    path("register/beheer/nieuw/<slug:slug>/", keeping.new, name="new_processing"),
    path("register/beheer/<uuid:pk>/", keeping.entry, name="entry"),
    path("register/beheer/<uuid:pk>/wijzigen/", keeping.edit, name="edit_processing"),
    path("register/beheer/<uuid:pk>/versies/", keeping.versions, name="versions"),
    path("register/beheer/<uuid:pk>/publiceren/", keeping.publish, name="publish"),
    path("register/beheer/<uuid:pk>/intrekken/", keeping.withdraw, name="withdraw"),
    path("register/beheer/<uuid:pk>/verwijderen/", keeping.remove, name="remove_processing"),
    path("register/beheer/ontvangers/<slug:slug>/", recipients.overview, name="recipients"),
    path("register/beheer/ontvangers/<slug:slug>/nieuw/", recipients.new, name="new_recipient"),
    path("register/beheer/ontvanger/<uuid:pk>/", recipients.edit, name="edit_recipient"),
    path(
        "register/beheer/ontvanger/<uuid:pk>/verwijderen/",
        recipients.remove,
        name="remove_recipient",
    ),
    path("register/beheer/beginregister/<slug:slug>/", starter.adopt, name="starter"),
    path(
        "register/beheer/rekenblad/<slug:slug>/<slug:shape>/",
        exchange.export_register,
        name="export",
    ),
    path("register/beheer/inlezen/<slug:slug>/", exchange.import_sheet, name="import"),
    path("privacy/<slug:slug>/register/", public.register, name="public"),
    path("privacy/<slug:slug>/register.pdf", public.register_pdf, name="public_pdf"),
    path("register/<slug:slug>/", family.board, name="board"),
]
