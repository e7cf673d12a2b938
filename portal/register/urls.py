"""Addresses of the register; included at the root."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from portal.register.rules.documents import DocumentKind
from portal.register.views import destructions, documents, family, restrictions


class DocumentConverter(StringConverter):
    """One of the two documents; other words after a board's name are other pages."""

    regex = "|".join(kind.value for kind in DocumentKind)


register_converter(DocumentConverter, "document")
app_name = "register"
VERSION = "privacy/<slug:slug>/<document:kind>/<int:number>"
DESTROYED = "vernietigen/vastgelegd/<uuid:pk>"
urlpatterns = [
    path("gegevens/<uuid:pupil_id>/", family.pupil, name="pupil"),
    path("gedeeld/<uuid:pupil_id>/", family.disclosures, name="disclosures"),
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
]
