"""Every address of the portal, and the bare page."""

from django.urls import include, path

from bench.views import bare

urlpatterns = [path("bench/bare/", bare, name="bare"), path("", include("portal.urls"))]
