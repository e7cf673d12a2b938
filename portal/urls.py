"""Every address of the portal. Paths are Dutch, names are code."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from portal.roof.operator import operator_site
from portal.roof.security import language, security_txt
from portal.roof.style_guide import style_guide

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("consent.urls")),
    path("", include("requests_app.urls")),
    path("", include("portal.roof.urls")),
    path("", include("portal.register.urls")),
    path("", include("portal.signin.urls")),
    path("taal/", language, name="set_language"),
    path("beheer/", operator_site.urls),
    path(".well-known/security.txt", security_txt, name="security_txt"),
]
if settings.DEBUG:
    urlpatterns.append(path("stijl/", style_guide, name="style_guide"))
