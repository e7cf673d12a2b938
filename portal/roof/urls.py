"""The addresses of the joints between the features."""

from django.urls import path

from portal.roof import home, pupil, reading

app_name = "roof"
urlpatterns = [
    path("", home.home, name="home"),
    path("kind/<uuid:pupil_id>/", pupil.pupil, name="pupil"),
    path("hulp/", reading.help_page, name="help"),
    path("privacy/", reading.privacy, name="privacy"),
]
