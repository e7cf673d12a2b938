"""The addresses of a case: messages, notes and files."""

from django.urls import path

from requests_app.views import desk, family, linking, messages, notes

CASE = [
    path("behandelen/aan-de-balie/", desk.search, name="desk"),
    path("behandelen/aan-de-balie/niet-gevonden/", desk.register_unknown, name="register_unknown"),
    path("behandelen/aan-de-balie/<uuid:pupil_id>/", desk.register, name="register"),
    path("behandelen/<uuid:pk>/ontvangst/", desk.acknowledgement, name="acknowledgement"),
    path("behandelen/<uuid:pk>/intrekken/", desk.note_withdrawal, name="note_withdrawal"),
    path("behandelen/<uuid:pk>/ingetrokken/", desk.withdrawal_letter, name="withdrawal_letter"),
    path("behandelen/<uuid:pk>/koppelen/", linking.find, name="find_pupil"),
    path("behandelen/<uuid:pk>/koppelen/<uuid:pupil_id>/", linking.link, name="link"),
    path("behandelen/<uuid:pk>/berichten/", messages.thread, name="messages"),
    path("behandelen/<uuid:pk>/notities/", notes.notes, name="notes"),
    path(
        "behandelen/<uuid:pk>/bijlage/<uuid:attachment>/",
        messages.case_attachment,
        name="case_attachment",
    ),
    path("verzoeken/<uuid:pk>/bijlage/<uuid:attachment>/", family.attachment, name="attachment"),
    path("verzoeken/<uuid:pk>/berichten/", messages.own_thread, name="own_messages"),
    path(
        "verzoeken/<uuid:pk>/berichten/<uuid:attachment>/",
        messages.message_file,
        name="message_file",
    ),
]
