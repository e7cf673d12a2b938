import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("files", "0001_files"),
        ("people", "0007_objection_days"),
        ("register", "0008_inside_only"),
        ("requests_app", "0002_processing"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AnswerPackage",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("asked_by", models.UUIDField(null=True)),
                ("asked_at", models.DateTimeField()),
                ("made_at", models.DateTimeField(null=True)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("available_until", models.DateField(null=True)),
            ],
            options={
                "ordering": ["-asked_at"],
            },
        ),
        migrations.CreateModel(
            name="Attachment",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("added_by", models.UUIDField(null=True)),
                ("added_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "ordering": ["added_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="AuthorityCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("register", "uittreksel uit het gezagsregister"),
                            ("court", "uitspraak van de rechter"),
                            ("birth", "akte van geboorte of erkenning"),
                            ("roster", "administratie van de school"),
                        ],
                        max_length=12,
                        verbose_name="op grond van",
                    ),
                ),
                ("has_authority", models.BooleanField(verbose_name="heeft gezag")),
                ("checked_on", models.DateField()),
                ("checked_by", models.UUIDField(null=True)),
                ("at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="CaseMessage",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("from_school", models.BooleanField()),
                ("by", models.UUIDField(null=True)),
                ("text", models.TextField()),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("read_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="CaseNote",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("by", models.UUIDField(null=True)),
                ("text", models.TextField()),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="CaseTask",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("collect", "gegevens verzamelen"),
                            ("correct", "gegevens verbeteren"),
                            ("erase", "gegevens verwijderen"),
                            ("stop", "gebruik stoppen"),
                            ("notify", "ontvanger inlichten"),
                        ],
                        max_length=8,
                        verbose_name="wat",
                    ),
                ),
                ("key", models.CharField(max_length=120)),
                ("holder", models.CharField(max_length=120, verbose_name="wie of welk systeem")),
                ("due_on", models.DateField(verbose_name="uiterlijk op")),
                ("done_on", models.DateField(blank=True, null=True, verbose_name="klaar op")),
                (
                    "result",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("delivered", "gegevens aangeleverd"),
                            ("nothing_held", "heeft geen gegevens"),
                            ("done", "gedaan"),
                            ("informed", "ingelicht"),
                            ("impossible", "kan niet"),
                            ("disproportionate", "te veel moeite voor wat het oplevert"),
                        ],
                        max_length=16,
                        verbose_name="wat gebeurde er",
                    ),
                ),
                ("because", models.TextField(blank=True, verbose_name="toelichting")),
                (
                    "informed_on",
                    models.DateField(blank=True, null=True, verbose_name="ingelicht op"),
                ),
                (
                    "answered_on",
                    models.DateField(blank=True, null=True, verbose_name="antwoord op"),
                ),
                ("reminded_on", models.DateField(null=True)),
                ("made_by", models.UUIDField(null=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "ordering": ["done_on", "due_on", "holder", "pk"],
            },
        ),
        migrations.CreateModel(
            name="DecisionPart",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("granted", "Ja"),
                            ("partly", "Deels"),
                            ("refused", "Nee"),
                            ("not_applicable", "Niet van toepassing"),
                        ],
                        max_length=16,
                        verbose_name="besluit",
                    ),
                ),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("as_asked", "De school doet wat is gevraagd."),
                            ("others_rights", "Er staan gegevens van iemand anders in."),
                            ("unfounded", "Het verzoek heeft duidelijk geen goede reden."),
                            (
                                "excessive",
                                "Het verzoek is veel te groot, of het komt steeds terug.",
                            ),
                            (
                                "national_exception",
                                "Een ander zwaar belang gaat voor, zoals de veiligheid.",
                            ),
                            ("facts_are_right", "De gegevens kloppen."),
                            (
                                "professional_opinion",
                                "Het is het oordeel van een deskundige. Een eigen verklaring kan erbij.",
                            ),
                            ("legal_duty", "De school moet deze gegevens van de wet bewaren."),
                            ("legal_claim", "De gegevens zijn nodig voor een rechtszaak."),
                            (
                                "no_freeze_ground",
                                "De wet geeft hier geen reden om het gebruik te stoppen.",
                            ),
                            (
                                "no_consent_or_contract",
                                "Meenemen kan alleen met gegevens op grond van toestemming of een contract.",
                            ),
                            ("compelling_grounds", "De reden van de school weegt zwaarder."),
                            (
                                "interest_of_child",
                                "Het is niet goed voor het kind om dit te vertellen.",
                            ),
                            (
                                "not_given_to_other",
                                "De school vertelt dit ook niet aan de andere ouder.",
                            ),
                            ("rules_were_kept", "De school heeft zich aan de regels gehouden."),
                            ("no_data_held", "De school heeft deze gegevens niet."),
                            ("no_authority", "De aanvrager heeft geen gezag over het kind."),
                            ("identity_unknown", "Het is niet duidelijk wie het verzoek doet."),
                            ("other_controller", "Een andere organisatie gaat over deze gegevens."),
                        ],
                        max_length=24,
                        verbose_name="reden",
                    ),
                ),
                ("kept_by", models.CharField(blank=True, max_length=40)),
                ("kept_until", models.DateField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="DecisionPartText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("words", models.TextField(blank=True)),
            ],
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "handed",
                    models.CharField(
                        choices=[
                            ("portal", "in het portaal"),
                            ("post", "per post"),
                            ("desk", "aan de balie"),
                        ],
                        max_length=8,
                        verbose_name="hoe",
                    ),
                ),
                ("on", models.DateField()),
                ("by", models.UUIDField(null=True)),
                ("opened_at", models.DateTimeField(null=True)),
                ("available_until", models.DateField(null=True)),
                ("note", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ExtensionReasons",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("words", models.TextField()),
                ("by", models.UUIDField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Extract",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("title", models.CharField(max_length=120, verbose_name="wat is het")),
                (
                    "others",
                    models.CharField(
                        choices=[
                            ("unchecked", "nog niet bekeken"),
                            ("none", "geen gegevens van anderen"),
                            ("kept", "wel, en het mag mee"),
                            ("blackened", "wel, en onleesbaar gemaakt"),
                            ("left_out", "wel, en daarom niet mee"),
                        ],
                        default="unchecked",
                        max_length=12,
                        verbose_name="gegevens van anderen",
                    ),
                ),
                ("weighing", models.TextField(blank=True, verbose_name="wat is besloten")),
                ("text_under_black", models.BooleanField(default=False)),
                ("checked_by", models.UUIDField(null=True)),
                ("checked_on", models.DateField(null=True)),
                ("uploaded_by", models.UUIDField(null=True)),
                ("uploaded_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ["uploaded_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="IdentityCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "document",
                    models.CharField(
                        choices=[
                            ("passport", "paspoort"),
                            ("id_card", "identiteitskaart"),
                            ("driving", "rijbewijs"),
                            ("residence", "verblijfsdocument"),
                            ("known", "persoonlijk bekend bij de school"),
                        ],
                        max_length=12,
                        verbose_name="document",
                    ),
                ),
                ("checked_on", models.DateField()),
                ("checked_by", models.UUIDField(null=True)),
                ("at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="IdentityCopy",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("uploaded_on", models.DateField()),
                ("gone_on", models.DateField(null=True)),
            ],
            options={
                "ordering": ["uploaded_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="NotedPerson",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="naam")),
                ("address", models.TextField(blank=True, verbose_name="adres")),
                (
                    "contact",
                    models.CharField(blank=True, max_length=120, verbose_name="telefoon of e-mail"),
                ),
                (
                    "relation",
                    models.CharField(blank=True, max_length=120, verbose_name="wie is dit?"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="OwnStatement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField()),
                ("added_on", models.DateField()),
            ],
        ),
        migrations.CreateModel(
            name="ProposedDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("granted", "Ja, helemaal"),
                            ("partly", "Ja, maar niet alles"),
                            ("refused", "Nee"),
                            ("not_handled", "Niet in behandeling"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("as_asked", "De school doet wat is gevraagd."),
                            ("others_rights", "Er staan gegevens van iemand anders in."),
                            ("unfounded", "Het verzoek heeft duidelijk geen goede reden."),
                            (
                                "excessive",
                                "Het verzoek is veel te groot, of het komt steeds terug.",
                            ),
                            (
                                "national_exception",
                                "Een ander zwaar belang gaat voor, zoals de veiligheid.",
                            ),
                            ("facts_are_right", "De gegevens kloppen."),
                            (
                                "professional_opinion",
                                "Het is het oordeel van een deskundige. Een eigen verklaring kan erbij.",
                            ),
                            ("legal_duty", "De school moet deze gegevens van de wet bewaren."),
                            ("legal_claim", "De gegevens zijn nodig voor een rechtszaak."),
                            (
                                "no_freeze_ground",
                                "De wet geeft hier geen reden om het gebruik te stoppen.",
                            ),
                            (
                                "no_consent_or_contract",
                                "Meenemen kan alleen met gegevens op grond van toestemming of een contract.",
                            ),
                            ("compelling_grounds", "De reden van de school weegt zwaarder."),
                            (
                                "interest_of_child",
                                "Het is niet goed voor het kind om dit te vertellen.",
                            ),
                            (
                                "not_given_to_other",
                                "De school vertelt dit ook niet aan de andere ouder.",
                            ),
                            ("rules_were_kept", "De school heeft zich aan de regels gehouden."),
                            ("no_data_held", "De school heeft deze gegevens niet."),
                            ("no_authority", "De aanvrager heeft geen gezag over het kind."),
                            ("identity_unknown", "Het is niet duidelijk wie het verzoek doet."),
                            ("other_controller", "Een andere organisatie gaat over deze gegevens."),
                        ],
                        max_length=24,
                    ),
                ),
                ("words", models.TextField(blank=True)),
                ("parts", models.JSONField(default=list)),
                ("proposed_by", models.UUIDField()),
                ("proposed_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Rating",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("month", models.DateField()),
                ("score", models.PositiveSmallIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="RequestDraft",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("target", models.CharField(max_length=60)),
                ("answers", models.JSONField(default=dict)),
                ("saved_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["-saved_at"],
            },
        ),
        migrations.CreateModel(
            name="RequestPart",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SuspensionQuestion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField()),
                ("asked_by", models.UUIDField(null=True)),
                ("first_reminder_on", models.DateField(null=True)),
                ("second_reminder_on", models.DateField(null=True)),
                ("note", models.TextField(blank=True)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="datarequest",
            name="requests_app_datarequest_one_subject",
        ),
        migrations.RemoveConstraint(
            model_name="datarequest",
            name="requests_app_datarequest_one_requester",
        ),
        migrations.RemoveConstraint(
            model_name="datarequest",
            name="requests_app_datarequest_state_known",
        ),
        migrations.AddField(
            model_name="datarequest",
            name="about_request",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="complaints",
                to="requests_app.datarequest",
            ),
        ),
        migrations.AddField(
            model_name="datarequest",
            name="anonymised_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="datarequest",
            name="carried_out_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="datarequest",
            name="closed_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="datarequest",
            name="in_english",
            field=models.BooleanField(default=False, verbose_name="antwoord in het Engels"),
        ),
        migrations.AddField(
            model_name="datarequest",
            name="is_rated",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="datarequest",
            name="next_step",
            field=models.CharField(blank=True, max_length=120, verbose_name="volgende stap"),
        ),
        migrations.AddField(
            model_name="datarequest",
            name="next_step_on",
            field=models.DateField(blank=True, null=True, verbose_name="op"),
        ),
        migrations.AddField(
            model_name="datarequest",
            name="received_via",
            field=models.CharField(
                choices=[
                    ("portal", "via het portaal"),
                    ("letter", "per brief"),
                    ("mail", "per e-mail"),
                    ("phone", "per telefoon"),
                    ("talk", "in een gesprek"),
                ],
                default="portal",
                max_length=8,
                verbose_name="binnengekomen",
            ),
        ),
        migrations.AddField(
            model_name="datarequest",
            name="requester_noted",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="datarequest",
            name="scope_from",
            field=models.DateField(blank=True, null=True, verbose_name="vanaf"),
        ),
        migrations.AddField(
            model_name="datarequest",
            name="scope_until",
            field=models.DateField(blank=True, null=True, verbose_name="tot en met"),
        ),
        migrations.AddField(
            model_name="datarequest",
            name="turned_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="decision",
            name="approved_by",
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name="requesttext",
            name="should_be",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="requesttext",
            name="shown_by",
            field=models.TextField(blank=True),
        ),
        migrations.AlterField(
            model_name="datarequest",
            name="filed_by",
            field=models.UUIDField(null=True),
        ),
        migrations.AlterField(
            model_name="datarequest",
            name="state",
            field=models.CharField(
                choices=[
                    ("received", "ontvangen"),
                    ("in_progress", "in behandeling"),
                    ("proposed", "wacht op akkoord"),
                    ("answered", "beantwoord"),
                    ("closed", "gesloten"),
                    ("withdrawn", "ingetrokken"),
                ],
                default="received",
                max_length=12,
                verbose_name="stand",
            ),
        ),
        migrations.AddConstraint(
            model_name="datarequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("subject_pupil__isnull", True),
                        ("subject_guardian__isnull", True),
                        _connector="XOR",
                    ),
                    ("requester_noted", True),
                    ("anonymised_on__isnull", False),
                    _connector="OR",
                ),
                name="requests_app_datarequest_one_subject",
            ),
        ),
        migrations.AddConstraint(
            model_name="datarequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        models.Q(
                            ("requester_pupil__isnull", True),
                            ("requester_guardian__isnull", True),
                            _connector="XOR",
                        ),
                        ("requester_noted", False),
                    ),
                    models.Q(
                        ("requester_guardian", None),
                        ("requester_noted", True),
                        ("requester_pupil", None),
                    ),
                    ("anonymised_on__isnull", False),
                    _connector="OR",
                ),
                name="requests_app_datarequest_one_requester",
            ),
        ),
        migrations.AddConstraint(
            model_name="datarequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        ["received", "in_progress", "proposed", "answered", "withdrawn", "closed"],
                    )
                ),
                name="requests_app_datarequest_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="datarequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("received_via__in", ["portal", "letter", "mail", "phone", "talk"])
                ),
                name="requests_app_datarequest_via_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="datarequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("carried_out_on__isnull", True),
                    ("carried_out_on__gte", models.F("received_on")),
                    _connector="OR",
                ),
                name="requests_app_datarequest_carried_out_after_receipt",
            ),
        ),
        migrations.AddConstraint(
            model_name="datarequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("scope_from__isnull", True),
                    ("scope_until__isnull", True),
                    ("scope_until__gte", models.F("scope_from")),
                    _connector="OR",
                ),
                name="requests_app_datarequest_scope_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="datarequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("anonymised_on__isnull", True),
                    models.Q(
                        ("assignee", None),
                        ("filed_by", None),
                        ("requester_guardian", None),
                        ("requester_pupil", None),
                        ("subject_guardian", None),
                        ("subject_pupil", None),
                    ),
                    _connector="OR",
                ),
                name="requests_app_datarequest_erased_names_nobody",
            ),
        ),
        migrations.AddField(
            model_name="answerpackage",
            name="file",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="files.storedfile",
            ),
        ),
        migrations.AddField(
            model_name="answerpackage",
            name="request",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="packages",
                to="requests_app.datarequest",
            ),
        ),
        migrations.AddField(
            model_name="attachment",
            name="file",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="files.storedfile"
            ),
        ),
        migrations.AddField(
            model_name="attachment",
            name="request",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="attachments",
                to="requests_app.datarequest",
            ),
        ),
        migrations.AddField(
            model_name="authoritycheck",
            name="request",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="authority_checks",
                to="requests_app.datarequest",
            ),
        ),
        migrations.AddField(
            model_name="casemessage",
            name="request",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="messages",
                to="requests_app.datarequest",
            ),
        ),
        migrations.AddField(
            model_name="attachment",
            name="message",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="attachments",
                to="requests_app.casemessage",
            ),
        ),
        migrations.AddField(
            model_name="casenote",
            name="request",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="notes",
                to="requests_app.datarequest",
            ),
        ),
        migrations.AddField(
            model_name="casetask",
            name="assignee",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="casetask",
            name="letter",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="files.storedfile",
            ),
        ),
        migrations.AddField(
            model_name="casetask",
            name="processing",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="register.processing",
            ),
        ),
        migrations.AddField(
            model_name="casetask",
            name="recipient",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="register.recipient",
            ),
        ),
        migrations.AddField(
            model_name="casetask",
            name="request",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="tasks",
                to="requests_app.datarequest",
            ),
        ),
        migrations.AddField(
            model_name="decisionpart",
            name="decision",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="parts",
                to="requests_app.decision",
            ),
        ),
        migrations.AddField(
            model_name="decisionpart",
            name="processing",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="register.processing",
            ),
        ),
        migrations.AddField(
            model_name="decisionparttext",
            name="part",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="text",
                to="requests_app.decisionpart",
            ),
        ),
        migrations.AddField(
            model_name="delivery",
            name="request",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="deliveries",
                to="requests_app.datarequest",
            ),
        ),
        migrations.AddField(
            model_name="extensionreasons",
            name="extension",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reasons",
                to="requests_app.extension",
            ),
        ),
        migrations.AddField(
            model_name="extensionreasons",
            name="letter",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="files.storedfile",
            ),
        ),
        migrations.AddField(
            model_name="extract",
            name="file",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="files.storedfile"
            ),
        ),
        migrations.AddField(
            model_name="extract",
            name="replaces",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="replaced_by",
                to="requests_app.extract",
            ),
        ),
        migrations.AddField(
            model_name="extract",
            name="request",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="extracts",
                to="requests_app.datarequest",
            ),
        ),
        migrations.AddField(
            model_name="extract",
            name="task",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="extracts",
                to="requests_app.casetask",
            ),
        ),
        migrations.AddField(
            model_name="identitycheck",
            name="request",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="identity_checks",
                to="requests_app.datarequest",
            ),
        ),
        migrations.AddField(
            model_name="identitycopy",
            name="file",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="files.storedfile"
            ),
        ),
        migrations.AddField(
            model_name="identitycopy",
            name="request",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="identity_copies",
                to="requests_app.datarequest",
            ),
        ),
        migrations.AddField(
            model_name="notedperson",
            name="request",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="noted",
                to="requests_app.datarequest",
            ),
        ),
        migrations.AddField(
            model_name="ownstatement",
            name="request",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="statement",
                to="requests_app.datarequest",
            ),
        ),
        migrations.AddField(
            model_name="proposeddecision",
            name="request",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="proposal",
                to="requests_app.datarequest",
            ),
        ),
        migrations.AddField(
            model_name="rating",
            name="board",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.board"
            ),
        ),
        migrations.AddField(
            model_name="rating",
            name="school",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.school",
            ),
        ),
        migrations.AddField(
            model_name="requestdraft",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="request_drafts",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="attachment",
            name="draft",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="attachments",
                to="requests_app.requestdraft",
            ),
        ),
        migrations.AddField(
            model_name="requestpart",
            name="processing",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="register.processing",
            ),
        ),
        migrations.AddField(
            model_name="requestpart",
            name="request",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="parts",
                to="requests_app.datarequest",
            ),
        ),
        migrations.AddField(
            model_name="suspensionquestion",
            name="letter",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="files.storedfile",
            ),
        ),
        migrations.AddField(
            model_name="suspensionquestion",
            name="suspension",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="question",
                to="requests_app.suspensionperiod",
            ),
        ),
        migrations.AddConstraint(
            model_name="answerpackage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("made_at__isnull", True), ("file__isnull", False), _connector="OR"
                ),
                name="requests_app_answerpackage_made_has_a_file",
            ),
        ),
        migrations.AddConstraint(
            model_name="answerpackage",
            constraint=models.UniqueConstraint(
                condition=models.Q(("made_at__isnull", True)),
                fields=("request",),
                name="requests_app_answerpackage_one_in_the_making",
            ),
        ),
        migrations.AddConstraint(
            model_name="casetask",
            constraint=models.UniqueConstraint(
                fields=("request", "purpose", "key"), name="requests_app_casetask_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="casetask",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("done_on__isnull", True),
                    models.Q(("result", ""), _negated=True),
                    _connector="OR",
                ),
                name="requests_app_casetask_done_has_a_result",
            ),
        ),
        migrations.AddConstraint(
            model_name="decisionpart",
            constraint=models.UniqueConstraint(
                fields=("decision", "processing"), name="requests_app_decisionpart_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="decisionpart",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("outcome__in", ["granted", "partly", "refused", "not_applicable"])
                ),
                name="requests_app_decisionpart_outcome_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="rating",
            constraint=models.CheckConstraint(
                condition=models.Q(("score__gte", 1), ("score__lte", 3)),
                name="requests_app_rating_1_to_3",
            ),
        ),
        migrations.AddConstraint(
            model_name="requestdraft",
            constraint=models.UniqueConstraint(
                fields=("user", "target"), name="requests_app_requestdraft_one_a_target"
            ),
        ),
        migrations.AddConstraint(
            model_name="attachment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("draft__isnull", True), ("request__isnull", True), _connector="XOR"
                ),
                name="requests_app_attachment_of_draft_or_request",
            ),
        ),
        migrations.AddConstraint(
            model_name="attachment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("message__isnull", True), ("request__isnull", False), _connector="OR"
                ),
                name="requests_app_attachment_message_is_of_a_request",
            ),
        ),
        migrations.AddConstraint(
            model_name="requestpart",
            constraint=models.UniqueConstraint(
                fields=("request", "processing"), name="requests_app_requestpart_once"
            ),
        ),
    ]
