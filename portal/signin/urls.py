"""The addresses of the door."""

from django.urls import include, path

from portal.signin.views import door, sso

pages = [
    path("inloggen/", door.login, name="login"),
    path("inloggen/code/", door.code, name="code"),
    path("uitloggen/", door.logout, name="logout"),
    path("uitgelogd/", door.signed_out, name="signed_out"),
    path("inloggen/geweigerd/", sso.refused, name="sso_refused"),
    path("inloggen/school/<slug:provider_id>/", sso.start, name="sso"),
    path("inloggen/school/<slug:provider_id>/terug/", sso.back, name="sso_back"),
]

urlpatterns = [
    path("", include((pages, "signin"))),
    # allauth looks its pages up under these names.
    path("inloggen/", door.login, name="account_login"),
    path("uitloggen/", door.logout, name="account_logout"),
]
