"""Addresses of the register; included at the root."""

from django.urls import path

from portal.register.views import family, restrictions

app_name = "register"
urlpatterns = [
    path("gegevens/<uuid:pupil_id>/", family.pupil, name="pupil"),
    path("gedeeld/<uuid:pupil_id>/", family.disclosures, name="disclosures"),
    path("register/<slug:slug>/", family.board, name="board"),
    path("stilgelegd/", restrictions.stopped, name="stopped"),
    path("stilgelegd/<uuid:processing_id>/", restrictions.stopped_pupils, name="stopped_pupils"),
    path("stilgelegd/lijst/<uuid:recipient_id>/", restrictions.stopped_list, name="stopped_list"),
    path("stilgelegd/<uuid:pk>/opheffen/", restrictions.lift, name="lift_restriction"),
]
