"""Addresses of the register; included at the root."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from portal.addresses import by_word
from portal.register.rules.documents import DocumentKind
from portal.register.views import (
    destructions,
    documents,
    exchange,
    family,
    keeping,
    log,
    public,
    recipients,
    report_acts,
    reports,
    restrictions,
    starter,
)


class DocumentConverter(StringConverter):
    """One of the two documents; other words after a board's name are other pages."""

    regex = "|".join(kind.value for kind in DocumentKind)


register_converter(DocumentConverter, "document")
app_name = "register"
VERSION = "privacy/<slug:slug>/<document:kind>/<int:number>"
DESTROYED = "vernietigen/vastgelegd/<uuid:pk>"
pages = [
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
        "register/beheer/ontvanger/<uuid:pk>/versies/",
        recipients.versions,
        name="recipient_versions",
    ),
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
    path("privacy/<slug:slug>/bij-inschrijving.pdf", public.enrolment_pdf, name="enrolment_pdf"),
    path("register/<slug:slug>/", family.board, name="board"),
    path("stilgelegd/", restrictions.stopped, name="stopped"),
    path("stilgelegd/<uuid:processing_id>/", restrictions.stopped_pupils, name="stopped_pupils"),
    path("stilgelegd/lijst/<uuid:recipient_id>/", restrictions.stopped_list, name="stopped_list"),
    path("stilgelegd/<uuid:pk>/opheffen/", restrictions.lift, name="lift_restriction"),
    path("vernietigen/", destructions.schools, name="destroy_schools"),
    path("vernietigen/<uuid:school_id>/", destructions.due, name="destroy"),
    path(
        "vernietigen/<uuid:school_id>/<slug:kind>/",
        destructions.propose,
        name="propose_destruction",
    ),
    path(f"{DESTROYED}/", destructions.destruction, name="destruction"),
    path(
        f"{DESTROYED}/bevestigen/",
        destructions.confirm,
        name="confirm_destruction",
    ),
    path(f"{DESTROYED}/intrekken/", destructions.drop, name="drop_destruction"),
    path(
        f"{DESTROYED}/verklaring/",
        destructions.certificate,
        name="destruction_certificate",
    ),
    path("documenten/", documents.kept, name="documents"),
    path("documenten/<slug:slug>/<document:kind>/", documents.edit, name="edit_document"),
    path(
        "documenten/<slug:slug>/<document:kind>/publiceren/",
        documents.publish,
        name="publish_document",
    ),
    path("privacy/<slug:slug>/<document:kind>/", documents.current, name="document"),
    path(f"{VERSION}/", documents.version, name="document_version"),
    path(f"{VERSION}/verschil/", documents.changes, name="document_changes"),
    path(f"{VERSION}/pdf/", documents.document_pdf, name="document_pdf"),
    path(f"{VERSION}/gelezen/", documents.read, name="document_read"),
    path("rapporten/", reports.reports, name="reports"),
    path("rapporten/nieuw/", reports.choose, name="choose_report"),
    path("rapporten/nieuw/<uuid:pupil_id>/", reports.new, name="new_report"),
    path("rapporten/<uuid:pk>/", reports.report, name="report"),
    path("rapporten/<uuid:pk>/bestand/", reports.file, name="report_file"),
    path("rapporten/<uuid:pk>/verstuurd/", reports.sent, name="report_sent"),
    path("rapporten/<uuid:pk>/voorbeeld/", report_acts.preview, name="report_preview"),
    path("rapporten/<uuid:pk>/meningen/", report_acts.views, name="report_views"),
    path("rapporten/<uuid:pk>/papier/", report_acts.on_paper, name="report_on_paper"),
    path("rapporten/<uuid:pk>/vervangen/", report_acts.replace, name="replace_report"),
    path("rapporten/<uuid:pk>/intrekken/", report_acts.withdraw, name="withdraw_report"),
    path("rapporten/<uuid:pk>/versturen/", report_acts.send, name="send_report"),
    path("verstrekkingen/", log.log, name="log"),
    path("verstrekkingen/verborgen/", log.hidden, name="hidden"),
    path("verstrekkingen/verborgen/<int:pk>/", log.hidden_row, name="hidden_row"),
    path("verstrekkingen/verborgen/<int:pk>/akkoord/", log.agree_hidden, name="agree_hidden"),
    path("verstrekkingen/verborgen/<int:pk>/zichtbaar/", log.lift_hidden, name="lift_hidden"),
    path("verstrekkingen/<int:pk>/", log.disclosure, name="log_row"),
]
urlpatterns = by_word(pages)
