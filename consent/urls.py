"""Addresses of consent."""

from django.urls import path

from consent.views import family, groups

app_name = "consent"
urlpatterns = [
    path("toestemming/<uuid:pupil_id>/", family.choices, name="choices"),
    # Behind choices: consent/_question.html adds the question to the page's own address.
    path("toestemming/<uuid:pupil_id>/<uuid:purpose_id>/", family.choose, name="choose"),
    path("klas/", groups.groups, name="groups"),
    path("klas/lijst/", groups.photo_list, name="photo_list"),
    path("klas/lijst/pdf/", groups.photo_list_pdf, name="photo_list_pdf"),
    path("klas/<uuid:group_id>/", groups.group, name="group"),
    path("klas/<uuid:group_id>/foto/", groups.photo_check, name="photo_check"),
]
