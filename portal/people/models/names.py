"""How the parts of a Dutch name make one."""


def joined(*parts: str) -> str:
    """The parts that are there, with one space between them."""
    return " ".join(part.strip() for part in parts if part.strip())
