"""Beschrijving for the makers of other systems: OpenAPI 3.1, static, tested against the answers."""

from typing import Any

PER_PAGE = 500
PATH = "/api/v1/toestemmingen/"

ABOUT = (
    "Wat per leerling en per vraag mag volgens de toestemming van vandaag. Alleen de uitkomst: "
    "nooit wie ja of nee zei. Een nee en geen antwoord zien er hetzelfde uit. "
    "Vragen over één leerling en over zorg staan er niet bij. "
    "Met `sinds` komen alle rijen van de scholen waar sindsdien iets kan zijn veranderd, met de "
    "stand van nu: door een keuze, een tekst, een vraag die begint of stopt, gezag, een "
    "machtiging, een verjaardag, een groep of een inlezing. Zo is niet te zien wie koos. "
    "Wie vertrok, en een vraag die stopte, komen dan nog één keer als ‘mag niet’. "
    "Met `groep` komt wie uit de groep ging nog één keer, met de naam van de groep van nu. "
    "Niet te melden zijn: een leerling van wie het bestand al is gewist, een leerling die bij het "
    "inlezen langer dan een jaar eerder blijkt vertrokken, een andere sleutel in de administratie, "
    "en wat iemand buiten het portaal om in de database wijzigt. "
    "Met `doel` geeft een gestopte vraag 404. "
    "Haal daarom elke nacht alles op, zonder `sinds`. Wat dan niet meer komt, mag niet meer."
)


def _string(words: str, **more: Any) -> dict[str, Any]:
    return {"type": "string", "description": words} | more


def _filter(name: str, words: str, **schema: Any) -> dict[str, Any]:
    kind = {"type": "string"} | schema
    return {"name": name, "in": "query", "required": False, "description": words, "schema": kind}


def _object(fields: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": fields,
        "required": list(fields),
        "additionalProperties": False,
    }


def _answer(words: str, schema: str, **headers: str) -> dict[str, Any]:
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}}
    found: dict[str, Any] = {"description": words, "content": content}
    if headers:
        found["headers"] = {
            name.replace("_", "-"): {"description": text, "schema": {"type": "string"}}
            for name, text in headers.items()
        }
    return found


ROW = _object(
    {
        "school": _string("BRIN en vestiging, zes tekens"),
        "groep": _string("naam van de stamgroep; leeg zonder groep"),
        "leerling": _string("sleutel van de leerling in de administratie van deze school"),
        "doel": _string("code van de vraag"),
        "status": _string("de uitkomst", enum=["mag", "mag niet"]),
        "sinds": {
            "type": ["string", "null"],
            "format": "date",
            "description": "dag van de nieuwste keuze achter een ‘mag’; leeg bij ‘mag niet’",
        },
        "tekstversie": {
            "type": "integer",
            "minimum": 1,
            "description": "versie van de tekst die nu geldt",
        },
    }
)
PAGE = _object(
    {
        "peilmoment": _string("van wanneer deze stand is", format="date-time"),
        "volgende_sinds": _string(
            "geef dit de volgende keer als `sinds`; een rij kan dan dubbel komen, niet ontbreken",
            format="date-time",
        ),
        "aantal": {"type": "integer", "description": "rijen op alle bladzijden samen"},
        "bladzijde": {"type": "integer", "minimum": 1},
        "bladzijden": {"type": "integer", "minimum": 1},
        "rijen": {
            "type": "array",
            "maxItems": PER_PAGE,
            "items": {"$ref": "#/components/schemas/Rij"},
        },
    }
)
REFUSAL = _object(
    {"fout": _string("korte code"), "uitleg": _string("wat er aan te doen is, in woorden")}
)

FILTERS = [
    _filter("school", "BRIN en vestiging", pattern="^[0-9A-Z]{6}$"),
    _filter("groep", "naam van een groep; geef ook de school als twee scholen die naam hebben"),
    _filter("doel", "code van een vraag"),
    _filter(
        "sinds",
        "moment met tijdzone (ISO 8601); schrijf een + als %2B",
        format="date-time",
    ),
    _filter("bladzijde", "begint bij 1", type="integer", minimum=1, maximum=999999),
]

DESCRIPTION: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "Zeggenschap: toestemmingen lezen", "version": "1", "description": ABOUT},
    "paths": {
        PATH: {
            "get": {
                "operationId": "toestemmingen",
                "summary": "Wat mag, per leerling en vraag",
                "security": [{"sleutel": []}],
                "parameters": FILTERS,
                "responses": {
                    "200": _answer("Een bladzijde", "Bladzijde"),
                    "400": _answer("Een filter is niet goed", "Weigering"),
                    "401": _answer(
                        "Geen geldige sleutel", "Weigering", WWW_Authenticate="altijd Bearer"
                    ),
                    "404": _answer("Deze sleutel opent dit niet, of het is er niet", "Weigering"),
                    "429": _answer(
                        "Te vaak gevraagd, of te vaak met een verkeerde sleutel",
                        "Weigering",
                        Retry_After="seconden",
                    ),
                },
            }
        }
    },
    "components": {
        "securitySchemes": {
            "sleutel": {
                "type": "http",
                "scheme": "bearer",
                "description": "de sleutel die de privacy officer van het bestuur maakt",
            }
        },
        "schemas": {"Rij": ROW, "Bladzijde": PAGE, "Weigering": REFUSAL},
    },
}
