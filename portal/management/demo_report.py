"""Een rapport in de demo: about Noor, seen by Daan, waiting for Fatima."""

from datetime import date

from portal.files.actions import CleanUpload
from portal.management import demo_cast
from portal.management.demo_accounts import pupil
from portal.pdf import render
from portal.people.models import Guardian, School, User
from portal.register.actions.report_seen import say, see
from portal.register.actions.reports import put_up

TO = "Basisschool De Zwaan"


def put_up_report(users: dict[str, User], today: date) -> None:
    """Through the same verbs that people use; today, as authority is known since today."""
    school, noor = School.objects.get(brin6=demo_cast.PRIMARY.brin6), pupil("noor")
    context = {"pupil": noor, "school": school, "to": TO, "today": today, "sender": noor.board.name}
    content = render("pdf/demo_report.html", context, title="Onderwijskundig rapport")
    upload = CleanUpload(content, "rapport-noor.pdf", "application/pdf")
    row = put_up(noor, school=school, to=TO, upload=upload, by=users["iris"], today=today)
    daan = Guardian.objects.get(user=users["daan"], guardianships__pupil=noor).pk
    text = "Thuis rekent Noor beter dan er staat. Kijk ook naar haar schrift."
    say(row, daan, text, by=users["daan"], today=today)
    see(row, daan, by=users["daan"], today=today)
