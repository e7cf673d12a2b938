"""Measuring, apart from the product: only `bench.settings` knows this app."""

from django.apps import AppConfig


class BenchConfig(AppConfig):
    name = "bench"
    label = "bench"
