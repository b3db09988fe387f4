"""``kg new`` and ``kg template``: what to fill in, explained in both languages, as Turtle or as a table."""

import csv
import io
from collections.abc import Iterator

from kg.contribute.kinds import Column, Described
from kg.graph.namespaces import PREFIXES

TODO = "TODO"
_TEXT = "2025-02-03-lake-club-en-0a1b2c3d"
_SAID = "commit to continuing"
_DATATYPES = {4: "xsd:gYear", 7: "xsd:gYearMonth", 10: "xsd:date"}


def turtle_template(kind: Described, *, filled: bool = False) -> str:
    """Return a commented Turtle template: TODO wherever something is to be filled in, optional lines behind a #.

    Args:
        kind: What to describe.
        filled: Whether to write the examples in their place instead, optional lines included: a file that conforms.
    """
    body = [*_block(kind, filled=filled), *(_passages(filled=filled) if _is_act(kind) else ())]
    whole = [*_block(kind, filled=True), *(_passages(filled=True) if _is_act(kind) else ())]
    code = [line.partition(" # ")[0] for line in whole if not line.strip().startswith("#")]
    used = [prefix for prefix in PREFIXES if any(f" {prefix}:" in f" {line}" for line in [*code, *_DATATYPES.values()])]
    head = [
        f"# {kind.about['en']} ({kind.name['en']}, {kind.class_})",
        f"# {kind.about['fr']} ({kind.name['fr']}, {kind.class_})",
        "#",
        "# Replace every TODO; take the # away from lines that you need. Then: kg validate and kg add.",
        "# Remplacez chaque TODO\u00a0; ôtez le # des lignes utiles. Puis\u00a0: kg validate et kg add.",
        "",
    ]
    declared = [f"@prefix {prefix}: <{PREFIXES[prefix]}> ." for prefix in used]
    return "\n".join([*head, *declared, "", *body]) + "\n"


def _is_act(kind: Described) -> bool:
    return kind.prefix == "act"


def _block(kind: Described, *, filled: bool) -> Iterator[str]:
    node = f"{kind.prefix}:{kind.example if filled else TODO}"
    yield f"{node} a {kind.class_} ; # {kind.prefix}:{kind.example}"
    inverse = []
    for column in kind.columns:
        if not column.property:
            continue
        yield f"    # {column.help['en']}{'' if column.required else ' Optional.'}"
        yield f"    # {column.help['fr']}{'' if column.required else ' Facultatif.'}"
        if column.inverse:
            inverse.append(f"{_value(column, filled=filled)} {column.property} {node} . # {_example(column)}")
            yield "    # See the last line. Voir la dernière ligne."
            continue
        off = "" if column.required or filled else "# "
        yield f"    {off}{column.property} {_value(column, filled=filled)} ; # {_example(column)}"
    yield "    ."
    yield from inverse


def _example(column: Column) -> str:
    return _value(column, filled=True)


def _value(column: Column, *, filled: bool) -> str:
    """Return a value in Turtle."""
    kind, _, detail = column.kind.partition(":")
    said = column.example if filled else TODO
    if kind in ("code", "thing"):
        return column.iri if filled else f"{column.iri.partition(':')[0]}:{TODO}"
    if kind == "passage":
        start = 17
        length = len(column.example)
        return (
            f"<{PREFIXES['text']}{_TEXT}#offset_{start}_{start + length}>"
            if filled
            else f"<{PREFIXES['text']}{TODO}#offset_0_0>"
        )
    if kind == "text":
        return f'"{said}"@{detail}'
    if kind in ("day", "period"):
        return f'"{said}"^^{_DATATYPES[len(column.example)]}'
    return f'"{said}"'


def _passages(*, filled: bool) -> Iterator[str]:
    """Yield the passages that an act leads to, and the text that they are cut from."""
    text = _TEXT if filled else TODO
    yield ""
    yield "# The passage and its trigger: start and end in the text (.txt in graph/), counted from 0."
    yield "# Le passage et son déclencheur\u00a0: début et fin dans le texte (.txt dans graph/), comptés dès 0."
    for said in (_SAID, "commit to"):
        start, end, words = (17, 17 + len(said), said) if filled else (0, 0, TODO)
        yield f"<{PREFIXES['text']}{text}#offset_{start}_{end}> a kg:TextSpan ;"
        yield f"    kg:inText text:{text} ; # text:{_TEXT}"
        yield f'    oa:start {start} ; oa:end {end} ; oa:exact "{words}" . # 17 ; {17 + len(said)} ; "{said}"'
    yield ""
    off = "" if filled else "# "
    yield "# Only when the statement is not in the graph. Seulement si la déclaration n’est pas dans le graphe."
    statement = "2024-09-30-gcd" if filled else TODO
    yield f"{off}statement:{statement} a kg:Statement ."
    yield f"{off}text:{text} a kg:StatementText ; kg:textOf statement:{statement} ; dct:language eulang:ENG ;"
    yield f'{off}    kg:sha256 "{"0a1b2c3d" * 8 if filled else TODO}" . # sha256sum'


def csv_template(kind: Described, language: str, *, filled: bool = False) -> str:
    """Return a table to fill: headings in ``language``, semicolons as Excel wants them in French, else commas.

    It starts with a byte order mark, by which spreadsheets know UTF-8.
    """
    table = io.StringIO()
    writer = csv.writer(table, delimiter=";" if language == "fr" else ",", lineterminator="\r\n")
    writer.writerow([heading(column, language) for column in kind.columns] + ["id"])
    if filled:
        writer.writerow([column.example for column in kind.columns] + [""])
    return "\ufeff" + table.getvalue()


def heading(column: Column, language: str) -> str:
    """Return the heading of a column; a star says that it must be filled."""
    return column.name[language] + ("*" if column.required else "")


def columns_of(kind: Described, language: str) -> list[tuple[str, str, str]]:
    """Return ``(heading, what goes there, example)`` of each column."""
    return [(heading(each, language), each.help[language], each.example) for each in kind.columns]
