"""The addresses of the door."""

from django.urls import include, path

from portal.signin import views

pages = [
    path("inloggen/", views.login, name="login"),
    path("inloggen/code/", views.code, name="code"),
    path("uitloggen/", views.logout, name="logout"),
    path("uitgelogd/", views.signed_out, name="signed_out"),
]

urlpatterns = [
    path("", include((pages, "signin"))),
    # allauth looks its pages up under these names.
    path("inloggen/", views.login, name="account_login"),
    path("uitloggen/", views.logout, name="account_logout"),
]
