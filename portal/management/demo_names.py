"""Invented names for the demo: loose parts that the seed combines; nobody that exists is meant."""


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


FIRST_NAMES = _words(
    "Aaliyah Adam Ali Amara Amber Amin Anouk Arda Aya Bas Bente Bilal Boaz Britt Cas Chloé Daniël "
    "Dani Defne Demi Dewi Eline Elif Emre Esra Eva Fenna Finn Floris Gijs Guus Hanna Hugo Ilyas "
    "Imane Isa Ivo Jada Jayden Jelle Jesse Jip Joëlle Jonas Julia Kai Kyano Lana Lars Laura Leila "
    "Levi Liam Lieke Lina Liv Loïs Lotte Lucas Luna Maartje Maëlle Mees Mehmet Meryem Mila Milan "
    "Mohamed Naomi Nina Noé Nora Nour Oscar Otis Pien Puck Quinn Rayan Renske Rhodé Roan Romy "
    "Roos Sara Selim Sem Senna Siem Sofie Soraya Stijn Şükrü Teun Thijs Tobias Tygo Vera Wiktor "
    "Xavi Yasmina Yuna Zara Zoë Zosia"
)
ADULT_NAMES = _words(
    "Aad Abdel Agnieszka Ahmed Alice Anita Annemarie Arjan Ayşe Bart Björn Carla Carmen Chantal "
    "Cornelis Dagmar Dennis Desiree Dilek Edwin Ellen Erik Farid Femke Fouad Frits Gerda Gülay "
    "Hassan Heleen Hicham Ilse Ingrid Iwona Jacqueline Jeroen Joke Karima Kees Khadija Kim Klaas "
    "Latifa Leon Lidewij Linda Maikel Małgorzata Manon Marco Marieke Mark Martijn Mehtap Michiel "
    "Monique Mustafa Nadia Natasja Niels Noura Oksana Olaf Osman Patrick Pauline Peter Rachid "
    "Remco Rob Robin Ruth Said Sandra Saskia Sjoerd Stephanie Sunita Tamara Theo Tineke Ursula "
    "Vincent Wendy Wilma Wouter Xandra Yvonne Zeynep"
)
SURNAMES = _words(
    "Abbing Achterberg Aksoy Amrani Baart Bakhuis Bergsma Blaauw Boelens Bogaart Boukhari "
    "Brinkema Çelik Daalman Demirci Dijkhof Doornbos Driessen Eikelenboom Engelbert Faber "
    "Fernandes Fokkema Geerlings Ghazali Groothuis Haagsma Hakimi Hendrikx Hofstede Hoogland "
    "Hussein Iedema Janmaat Jongsma Kaptein Karagöz Keizer Kinsbergen Klaasen Koopal Kowalczyk "
    "Kramer Kuipers Lamers Łęcki Liem Lindeman Maas Mahabier Meeuwis Mensink Mohan Nagtegaal "
    "Nieuwland Nijhuis Okafor Oosterom Öztürk Palstra Pinas Poelman Postma Quispel Ramdin "
    "Rietveld Roorda Sahin Schippers Sedney Slagter Smeets Sterk Tahiri Terpstra Tichelaar "
    "Uiterwijk Veenstra Verhulst Visscher Vollebregt Wagenaar Warsame Westra Wielinga Yıldız "
    "Zandstra Zijlmans Zuidema"
)
PREFIXES = ("", "", "", "", "", "van", "de", "van der", "van den", "el", "ter", "op 't")
STREETS = _words(
    "Atalantastraat Citroenvlinderlaan Distelvlinderpad Heideblauwtjeweg Icaruslaan Koevinkhof "
    "Koninginnenpad Kleinevossenplein Landkaartjelaan Morgenroodweg Oranjetipstraat "
    "Parelmoervlinderhof Pijlstaartlaan Zandoogjeweg"
)
TOWNS = (("Vlinderveen", 91), ("Rupsendam", 92), ("Nieuw-Cocon", 93))
INSTITUTION = "Jeugdbescherming Zonnewende"
TREES = ("Berk", "Beuk", "Den", "Eik", "Els", "Esdoorn", "Iep", "Kastanje", "Linde", "Wilg")
