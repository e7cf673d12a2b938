"""Scratch."""
import pytest
from django.utils import timezone
from django.urls import reverse
from tests.cast import make_cast
from tests.consent.builders import ask, say
from tests.register.builders import adopt, share
from datetime import timedelta

@pytest.mark.django_db(transaction=True)
def test_shot(visitor, account):
    today = timezone.localdate()
    cast = make_cast(today)
    purpose = ask(cast, today)
    adopt(cast, today)
    share(cast, cast.noor, today - timedelta(days=3), description="De eerste keer.")
    share(cast, cast.group, today, code="schoolgids", fields="photo", consent={cast.noor.pk: True})
    say(cast.daan, cast.noor, purpose, today, yes=False)
    v = visitor()
    v.signs_in(account(cast.fatima))
    v.opens(reverse("consent:choices", args=[cast.noor.pk]))
    v.page.screenshot(path="/tmp/c1.png", full_page=False)
    section = v.page.locator(f"#question-{cast.board.purposes.get(code='schoolgids').pk}")
    button = section.get_by_role("button", name="Ja")
    with v.page.expect_response(lambda r: "vraag=" in r.url) as got:
        button.click()
    v.page.wait_for_load_state("networkidle")
    print("URL", v.page.url, got.value.status, len(got.value.body()))
    print("FOCUS", v.page.evaluate("document.activeElement.outerHTML.slice(0,200)"))
    v.looks()
    v.page.screenshot(path="/tmp/c2.png", full_page=True)
    for i, name in enumerate(["pupil", "disclosures"]):
        v.opens(reverse(f"register:{name}", args=[cast.noor.pk]))
        v.page.screenshot(path=f"/tmp/r{i}.png", full_page=True)
    v.opens(reverse("register:board", args=[cast.board.slug]))
    n = visitor(script=False)
    n.page.context.add_cookies(v.page.context.cookies())
    n.page.goto(n.address + reverse("consent:choices", args=[cast.noor.pk]))
    n.page.locator(f"#question-{purpose.pk}").get_by_role("button", name="Ja").click()
    n.page.wait_for_load_state("networkidle")
    print("URL", n.page.url, n.page.locator(f"#question-{purpose.pk}").inner_text())
