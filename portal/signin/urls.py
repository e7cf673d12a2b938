"""The addresses of the door."""

from django.urls import include, path

from portal.signin.views import desk, door, password, sessions

pages = [
    path("inloggen/", door.login, name="login"),
    path("inloggen/code/", door.code, name="code"),
    path("uitloggen/", door.logout, name="logout"),
    path("uitgelogd/", door.signed_out, name="signed_out"),
    path("inloggen/apparaten/", sessions.sessions, name="sessions"),
    path("inloggen/apparaten/<int:pk>/uitloggen/", sessions.end_session, name="end_session"),
    path("inloggen/apparaten/andere-uitloggen/", sessions.end_others, name="end_others"),
    path("inloggen/apparaten/overal-uitloggen/", sessions.end_everywhere, name="end_everywhere"),
    path("inloggen/apparaten/stoppen/", sessions.cancel_reset, name="cancel_reset"),
    path("inloggen/wachtwoord/", password.password_forgotten, name="password_forgotten"),
    path("inloggen/wachtwoord/verstuurd/", password.password_mailed, name="password_mailed"),
    path("inloggen/wachtwoord/veranderen/", password.password_change, name="password_change"),
    path(
        "inloggen/wachtwoord/<uuid:pk>/<str:token>/", password.password_reset, name="password_reset"
    ),
    path("balie/", desk.search, name="desk"),
    path("balie/<uuid:pk>/", desk.person, name="desk_person"),
    path("balie/<uuid:pk>/telefoon-kwijt/", desk.lost_phone, name="desk_lost_phone"),
    path("balie/<uuid:pk>/kaart/", desk.card, name="desk_card"),
]

urlpatterns = [
    path("", include((pages, "signin"))),
    # allauth looks its pages up under these names.
    path("inloggen/", door.login, name="account_login"),
    path("uitloggen/", door.logout, name="account_logout"),
]
