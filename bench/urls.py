"""Every address of the portal, the bare page and the bare post."""

from django.urls import include, path

from bench.views import bare, bare_post

urlpatterns = [
    path("bench/bare/", bare, name="bare"),
    path("bench/bare/post/", bare_post, name="bare_post"),
    path("", include("portal.urls")),
]
