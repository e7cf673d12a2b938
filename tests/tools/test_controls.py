"""Controls without a template: a <select> and a list of ticks say what Django's own would say."""

import re
from html.parser import HTMLParser
from typing import Any

import pytest
from django import forms
from django.template import Context, Template

EVIL = '"><script>alert(1)</script>'
CHOICES = [("", "Alle"), ("a", "Appel & peer"), (EVIL, EVIL), ("Groep", [("b", "Bes")])]


class Choosing(forms.Form):
    one = forms.ChoiceField(choices=CHOICES, help_text="Kies", required=False)
    must = forms.ChoiceField(choices=CHOICES[1:3], widget=forms.Select(attrs={"data-x": EVIL}))
    many = forms.MultipleChoiceField(choices=CHOICES[1:3], widget=forms.CheckboxSelectMultiple)
    either = forms.ChoiceField(choices=CHOICES[1:3], widget=forms.RadioSelect)
    flat = forms.ChoiceField(choices=[(None, "Geen"), *CHOICES[1:3], CHOICES[1]], required=False)
    twice = forms.ChoiceField(
        choices=[*CHOICES[1:3], CHOICES[1]],
        widget=forms.RadioSelect(attrs={"id": EVIL, "data-x": EVIL}),
        help_text="Kies",
        disabled=True,
    )
    parted = forms.MultipleChoiceField(choices=CHOICES, widget=forms.CheckboxSelectMultiple)


class Elements(HTMLParser):
    """Tags with their attributes, and the text of options; the design system's classes aside."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[object] = []
        self.last = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.last = tag
        if tag in {"select", "optgroup", "option", "input"}:
            kept = sorted((key, it or "") for key, it in attrs if key not in {"class", "required"})
            self.found.append((tag, kept))

    def handle_data(self, data: str) -> None:
        if self.last == "option" and data.strip():
            self.found.append(data.strip())


def drawn(form: Choosing, name: str) -> str:
    tag = "control" if name in {"one", "must", "flat"} else "option_controls"
    text = "{% load face %}{% " + tag + " field %}"
    return Template(text).render(Context({"field": form[name]}))


SENT = {"one": "b", "must": EVIL, "many": ["a", EVIL], "either": "a", "flat": "a", "parted": ["b"]}


@pytest.mark.parametrize("name", list(Choosing.base_fields))
@pytest.mark.parametrize("data", [None, {}, SENT])
@pytest.mark.parametrize("auto_id", ["id_%s", False])
def test_it_says_what_the_widget_says(
    name: str, data: dict[str, Any] | None, auto_id: str | bool
) -> None:
    initial = {"must": "a", "many": [EVIL], "twice": "a", "flat": None}
    form = Choosing(data, initial=initial, auto_id=auto_id)
    assert Elements(drawn(form, name)).found == Elements(str(form[name])).found
    assert "<script" not in drawn(form, name)


@pytest.mark.parametrize("name", ["many", "either", "twice", "parted"])
def test_each_tick_has_a_label_of_its_own(name: str) -> None:
    html = drawn(Choosing(), name)
    inputs = re.findall(r'<input[^>]* id="([^"]+)"', html)
    assert inputs == re.findall(r'<label[^>]* for="([^"]+)"', html)
    assert len({*inputs}) == len(inputs) > 1
