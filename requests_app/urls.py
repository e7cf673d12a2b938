"""The addresses of requests: for who asked, and for staff."""

from django.urls import path

from portal.addresses import by_word
from requests_app.answer_urls import ANSWER
from requests_app.case_urls import CASE
from requests_app.views import (
    alarms,
    clock,
    decision,
    family,
    filing,
    hidden,
    plan,
    queue,
    reply,
    staff,
    taking_back,
    tasks,
)

app_name = "requests"
pages = [
    *ANSWER,
    *CASE,
    path("verzoeken/", family.own, name="list"),
    path("verzoeken/nieuw/", filing.new, name="new"),
    path("verzoeken/nieuw/<slug:over>/bewaren/", filing.save_draft, name="save_draft"),
    path("verzoeken/nieuw/<slug:over>/weggooien/", filing.drop_draft, name="drop_draft"),
    path("verzoeken/nieuw/<slug:over>/controleren/", filing.check, name="check"),
    path("verzoeken/<uuid:pk>/", family.detail, name="detail"),
    path("verzoeken/<uuid:pk>/brief/", family.letter, name="letter"),
    path("verzoeken/<uuid:pk>/intrekken/", family.withdraw, name="withdraw"),
    path("verzoeken/<uuid:pk>/antwoord/", reply.reply, name="reply"),
    path("verzoeken/<uuid:pk>/vraag/<int:pause>/", reply.question, name="question"),
    path("verzoeken/<uuid:pk>/verlenging/", reply.extension, name="extension"),
    path(
        "verzoeken/<uuid:pk>/verlenging/<int:extension>/",
        taking_back.own_notice,
        name="lapsed_notice",
    ),
    path(
        "verzoeken/<uuid:pk>/verlenging/<int:extension>/vervallen/",
        taking_back.own_letter,
        name="lapsed",
    ),
    path("verzoeken/<uuid:pk>/oordeel/", family.rate, name="rate"),
    path("behandelen/", queue.queue, name="queue"),
    path("behandelen/<uuid:pk>/", staff.case, name="case"),
    path("behandelen/<uuid:pk>/oppakken/", staff.take_up, name="take_up"),
    path("behandelen/<uuid:pk>/besluit/", decision.decide, name="decide"),
    path("behandelen/<uuid:pk>/akkoord/", decision.approve, name="approve"),
    path("behandelen/<uuid:pk>/taken/", tasks.tasks, name="tasks"),
    path("behandelen/<uuid:pk>/taken/<uuid:task>/", tasks.finish, name="finish_task"),
    path("behandelen/<uuid:pk>/taken/<uuid:task>/heropenen/", tasks.reopen, name="reopen_task"),
    path("behandelen/<uuid:pk>/taken/<uuid:task>/wijzigen/", tasks.change, name="change_task"),
    path("behandelen/<uuid:pk>/taken/<uuid:task>/brief/", tasks.notice, name="notice"),
    path(
        "behandelen/<uuid:pk>/taken/<uuid:task>/brief/schrijven/",
        tasks.write_notice,
        name="write_notice",
    ),
    path("behandelen/<uuid:pk>/brief/", staff.case_letter, name="case_letter"),
    path("behandelen/<uuid:pk>/termijn/", clock.clock, name="clock"),
    path("behandelen/<uuid:pk>/termijn/vraag/", clock.ask, name="clock_ask"),
    path("behandelen/<uuid:pk>/termijn/vraag/<int:pause>/", clock.question, name="clock_question"),
    path("behandelen/<uuid:pk>/termijn/antwoord/", clock.answered, name="clock_answered"),
    path("behandelen/<uuid:pk>/termijn/dag/<int:pause>/", clock.mend, name="clock_mend"),
    path("behandelen/<uuid:pk>/termijn/verlengen/", clock.extend, name="clock_extend"),
    path("behandelen/<uuid:pk>/termijn/verlenging/", clock.extension, name="clock_extension"),
    path(
        "behandelen/<uuid:pk>/termijn/verlenging/terugnemen/",
        taking_back.extension,
        name="clock_take_back",
    ),
    path(
        "behandelen/<uuid:pk>/termijn/verlenging/<int:extension>/",
        taking_back.notice,
        name="clock_lapsed_notice",
    ),
    path(
        "behandelen/<uuid:pk>/termijn/verlenging/<int:extension>/vervallen/",
        taking_back.letter,
        name="clock_lapsed",
    ),
    path(
        "behandelen/<uuid:pk>/termijn/vraag/<int:pause>/intrekken/",
        taking_back.question,
        name="clock_withdraw",
    ),
    path("behandelen/<uuid:pk>/identiteit/", clock.identity, name="clock_identity"),
    path("behandelen/<uuid:pk>/identiteit/kopie/", clock.copy, name="clock_copy"),
    path(
        "behandelen/<uuid:pk>/identiteit/kopie/<uuid:copy>/",
        clock.copy_file,
        name="clock_copy_file",
    ),
    path("behandelen/<uuid:pk>/gezag/", clock.authority, name="clock_authority"),
    path("overzicht/pauzes/", alarms.alarms, name="alarms"),
    path("overzicht/afgeschermd/", hidden.hidden_notices, name="hidden_notices"),
    path("overzicht/afgeschermd/<uuid:pk>/", hidden.hidden_notice, name="hidden_notice"),
    path("overzicht/afgeschermd/<uuid:pk>/brief/", hidden.hidden_letter, name="hidden_letter"),
    path(
        "overzicht/afgeschermd/<uuid:pk>/brief/schrijven/",
        hidden.write_hidden,
        name="write_hidden",
    ),
    path("behandelen/<uuid:pk>/plannen/", plan.plan, name="plan"),
    path("behandelen/<uuid:pk>/wordt-verzoek/", staff.turn, name="turn"),
    path("behandelen/<uuid:pk>/sluiten/", staff.close, name="close"),
    path("overzicht/zaken/", queue.cell, name="watched"),
    path("overzicht/bewaren/", queue.keeping, name="keeping"),
    path("overzicht/", queue.overview, name="overview"),
]
urlpatterns = by_word(pages)
