"""Wat dit is, in zes talen: the same five lines on every letter. Never through gettext."""

from dataclasses import dataclass

DUTCH = (
    "In het privacyportaal ziet u wat de school doet met gegevens, en met wie zij die deelt.",
    "U zegt er zelf ja of nee, bijvoorbeeld tegen foto's op de website.",
    "U kunt er ook vragen om gegevens te zien, te verbeteren of te wissen.",
    "Scan de code, of typ het adres over. Vul daarna het kenmerk en de code in.",
    "Deze brief is alleen voor u: geef de code aan niemand. Hulp nodig? Vraag het de school.",
)
DUTCH_INFORMAL = (
    "In het privacyportaal zie je wat de school doet met je gegevens, en met wie zij die deelt.",
    "Je zegt er zelf ja of nee, bijvoorbeeld tegen foto's op de website.",
    "Je kunt er ook vragen om je gegevens te zien, te verbeteren of te wissen.",
    "Scan de code, of typ het adres over. Vul daarna het kenmerk en de code in.",
    "Deze brief is alleen voor jou: geef de code aan niemand. Hulp nodig? Vraag het de school.",
)


@dataclass(frozen=True)
class Foreign:
    """The five lines in another language, with its name in that language."""

    code: str
    name: str
    lines: tuple[str, ...]
    direction: str = "ltr"


FOREIGN = (
    Foreign(
        "en",
        "English",
        (
            "In the privacy portal you see what the school does with data, and who receives it.",
            "You say yes or no yourself, for example to photos on the website.",
            "You can also ask to see, correct or erase data.",
            "Scan the code or type the address. Then fill in the reference and the code.",
            "This letter is for you only: give the code to nobody. Need help? Ask the school.",
        ),
    ),
    Foreign(
        "tr",
        "Türkçe",
        (
            "Gizlilik portalında okulun verilerle ne yaptığını ve kime verdiğini görürsünüz.",
            "Örneğin web sitesindeki fotoğraflara kendiniz evet ya da hayır dersiniz.",
            "Verileri görmeyi, düzeltmeyi veya silmeyi de isteyebilirsiniz.",
            "Kodu tarayın veya adresi yazın. Sonra referans numarasını ve kodu girin.",
            "Bu mektup yalnızca sizin içindir: kodu kimseye vermeyin. Yardım için okula sorun.",
        ),
    ),
    Foreign(
        "ar",
        "العربية",
        (
            "في بوابة الخصوصية ترى ماذا تفعل المدرسة بالبيانات ومع من تشاركها.",
            "أنت تقول نعم أو لا بنفسك، مثلا للصور على الموقع.",
            "يمكنك أيضا أن تطلب الاطلاع على البيانات أو تصحيحها أو حذفها.",
            "امسح الرمز أو اكتب العنوان. ثم أدخل الرقم المرجعي والرمز.",
            "هذه الرسالة لك وحدك: لا تعط الرمز لأحد. هل تحتاج إلى مساعدة؟ اسأل المدرسة.",
        ),
        "rtl",
    ),
    Foreign(
        "pl",
        "Polski",
        (
            "W portalu prywatności widać, co szkoła robi z danymi i komu je przekazuje.",
            "Tam można samemu powiedzieć tak lub nie, na przykład na zdjęcia na stronie szkoły.",
            "Można też poprosić o wgląd w dane, ich poprawienie lub usunięcie.",
            "Proszę zeskanować kod lub wpisać adres. Potem proszę podać numer listu i kod.",
            "Ten list jest poufny: proszę nikomu nie podawać kodu. W razie pytań pomoże szkoła.",
        ),
    ),
    Foreign(
        "uk",
        "Українська",
        (
            "На порталі приватності ви бачите, що школа робить з даними і кому їх передає.",
            "Там ви самі кажете «так» або «ні», наприклад, щодо фото на сайті школи.",
            "Ви також можете попросити показати, виправити або видалити дані.",
            "Відскануйте код або введіть адресу. Потім введіть номер листа і код.",
            "Цей лист тільки для вас: нікому не давайте код. Потрібна допомога? Запитайте школу.",
        ),
    ),
)
