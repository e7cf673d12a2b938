"""Addresses of consent."""

from django.urls import path

from consent.views import desk, family, proof

app_name = "consent"
urlpatterns = [
    path("balie/", desk.search, name="desk"),
    path("balie/<uuid:pupil_id>/", desk.entry, name="desk_entry"),
    path("<uuid:pupil_id>/", family.choices, name="choices"),
    path("<uuid:pupil_id>/geschiedenis/", proof.history, name="history"),
    path("<uuid:pupil_id>/bewijs/", proof.receipt, name="receipt"),
    path("<uuid:pupil_id>/bewijs.pdf", proof.receipt_as_pdf, name="receipt_pdf"),
    path("<uuid:pupil_id>/bewijs.json", proof.receipt_as_json, name="receipt_json"),
    # Behind choices: consent/_question.html adds the question to the page's own address.
    path("<uuid:pupil_id>/<uuid:purpose_id>/", family.choose, name="choose"),
]
