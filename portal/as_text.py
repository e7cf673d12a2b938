"""Rijen als tekst: what a subquery finds as one text, where rows of their own would cost more."""

from typing import Any

from django.db.models import Func, TextField


class AsText(Func):
    """All rows of a subquery as one JSON text; not an aggregate, so that nothing is grouped."""

    function = "JSON_GROUP_ARRAY"
    output_field = TextField()

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        """The same on PostgreSQL, which gives NULL instead of an empty list."""
        return self.as_sql(compiler, connection, template="JSON_AGG(%(expressions)s)::text")


class Compared(Func):
    """All rows of a subquery as one text that is other for other rows, and is never read.

    Of the same rows in another order it may be other too.
    """

    template = "JSON_GROUP_ARRAY(JSON_ARRAY(%(expressions)s))"
    output_field = TextField()

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        """PostgreSQL writes a row quicker than a list; it quotes what has a comma or a line end."""
        template = "STRING_AGG(ROW(%(expressions)s)::text, CHR(10))"
        return self.as_sql(compiler, connection, template=template)


class Counted(Func):
    """How many rows, and the sums and the highest of two whole numbers of each, as one text."""

    arity = 2
    output_field = TextField()

    def as_sql(  # type: ignore[override]  # asked with these two only
        self, compiler: Any, connection: Any
    ) -> Any:
        """In one pass over the rows; parameters have no place in it."""
        (one, mine), (two, more) = (compiler.compile(it) for it in self.source_expressions)
        sums = " || ' ' || ".join(f"{how}({it})" for it in (one, two) for how in ("SUM", "MAX"))
        return f"COUNT(*) || ' ' || {sums}", [*mine, *more]
