"""A picture of the classes as SVG: where each box stands is drawn by hand, all else comes from the Turtle."""

from collections import defaultdict
from html import escape

from tools.pages.vocabulary import Vocabulary, full, short
from tools.pages.words import WORDS

_PLACES = {
    "kg:TextSpan": (120, 90),
    "kg:StatementText": (400, 90),
    "kg:Statement": (690, 90),
    "kg:Meeting": (1070, 90),
    "kg:Act": (400, 370),
    "schema:MonetaryAmount": (110, 370),
    "kg:Resolution": (110, 600),
    "kg:Place": (340, 690),
    "kg:Region": (610, 690),
    "kg:Country": (880, 690),
    "kg:Actor": (900, 480),
    "kg:Participation": (1215, 330),
    "kg:Organisation": (1155, 590),
    "kg:Person": (1050, 740),
}
_WIDTH, _HEIGHT, _LINE, _HEAD = 1320, 780, 15, 26
_HALF = 98


def diagram(vocabulary: Vocabulary, language: str) -> str:
    """Return the picture as an SVG element, its words in ``language``."""
    inside, arrows = _sorted_properties(vocabulary, language)
    boxes = {name: _Box(name, vocabulary, language, inside[name]) for name in _PLACES}
    drawn = [
        _arrow(boxes[one], boxes[other], labels, position) for position, ((one, other), labels) in enumerate(arrows)
    ]
    kinds = [
        _line(boxes[name], boxes[short(parent)], "kind")
        for name in _PLACES
        for parent in vocabulary.values(full(name), "rdfs:subClassOf")
        if short(parent) in boxes
    ]
    parts = [*kinds, *(line for line, _ in drawn), *(box.svg() for box in boxes.values()), *(text for _, text in drawn)]
    return (
        f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-labelledby="picture">'
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto">'
        '<path d="M0 0 8 4 0 8z"/></marker><marker id="kindtip" viewBox="0 0 10 10" refX="10" refY="5" markerWidth="11"'
        ' markerHeight="11" orient="auto"><path d="M0 0 10 5 0 10z" class="hollow"/></marker></defs>'
        + "".join(parts)
        + "</svg>"
    )


class _Box:
    """A class in the picture."""

    def __init__(self, name: str, vocabulary: Vocabulary, language: str, lines: list[str]) -> None:
        self.name, self.lines = name, lines
        self.x, self.y = _PLACES[name]
        self.title = vocabulary.text(full(name), "rdfs:label", language) or WORDS[language]["amount"]
        self.half = (_HEAD + _LINE * len(lines) + (6 if lines else 0)) / 2

    def svg(self) -> str:
        """Return the box."""
        top, height = self.y - self.half, 2 * self.half
        rows = "".join(
            f'<text x="{self.x}" y="{top + _HEAD + 11 + _LINE * row:g}" class="row">{escape(line)}</text>'
            for row, line in enumerate(self.lines)
        )
        box = f'<rect x="{self.x - _HALF}" y="{top:g}" width="{2 * _HALF}" height="{height:g}" rx="4"/>'
        head = f'<text x="{self.x}" y="{top + 18:g}" class="head">{escape(self.title)}</text>'
        link = f"#{self.name.partition(':')[2]}" if self.name.startswith("kg:") else full(self.name)
        return f'<a href="{link}">{box}{head}{rows}</a>'

    def edge(self, towards: "_Box") -> tuple[float, float]:
        """Return where the line to another box leaves this one."""
        across, down = towards.x - self.x, towards.y - self.y
        part = min(_HALF / abs(across) if across else 9, self.half / abs(down) if down else 9)
        return self.x + across * part, self.y + down * part


def _sorted_properties(
    vocabulary: Vocabulary, language: str
) -> tuple[dict[str, list[str]], list[tuple[tuple[str, str], list[str]]]]:
    """Return what stands inside each box, and the labels between each two boxes; inferred inverses are left out."""
    inside: dict[str, list[str]] = defaultdict(list)
    between: dict[tuple[str, str], list[str]] = defaultdict(list)
    inverses = ("kg:hasStatement", "kg:expresses", "kg:memberOf")
    for term in vocabulary.terms("owl:ObjectProperty", "owl:DatatypeProperty"):
        label = vocabulary.text(term, "rdfs:label", language).partition(" (")[0]
        for domain in map(short, vocabulary.values(term, "rdfs:domain")):
            target = next(map(short, vocabulary.values(term, "rdfs:range")), "")
            if domain not in _PLACES or short(term) in inverses:
                continue
            if target in _PLACES and target != domain:
                between[domain, target].append(label)
            elif target or "owl:DatatypeProperty" in map(short, vocabulary.types(term)):
                sign = {domain: "↻ ", "skos:Concept": "▤ "}.get(target, "")
                inside[domain].append(sign + label)
    return inside, list(between.items())


def _arrow(one: _Box, other: _Box, labels: list[str], position: int) -> tuple[str, str]:
    """Return the line and, to be drawn above all lines, its words; neighbours place them at different heights."""
    (x1, y1), (x2, y2) = one.edge(other), other.edge(one)
    part = (0.5, 0.42, 0.58)[position % 3] if abs(y2 - y1) > 60 else 0.5
    x, y = x1 + (x2 - x1) * part, y1 + (y2 - y1) * part - _LINE * (len(labels) - 1) / 2 + 4
    words = "".join(
        f'<text x="{x:.0f}" y="{y + _LINE * row:.0f}" class="link">{escape(label)}</text>'
        for row, label in enumerate(labels)
    )
    return _line(one, other, "tip"), words


def _line(one: _Box, other: _Box, kind: str) -> str:
    (x1, y1), (x2, y2) = one.edge(other), other.edge(one)
    if kind == "kind":
        # Beside the arrow that may join the same two boxes.
        aside = (0, 9) if abs(x2 - x1) > abs(y2 - y1) else (14, 0)
        x1, x2, y1, y2 = x1 + aside[0], x2 + aside[0], y1 + aside[1], y2 + aside[1]
    tip = "kindtip" if kind == "kind" else "tip"
    return f'<line x1="{x1:.0f}" y1="{y1:.0f}" x2="{x2:.0f}" y2="{y2:.0f}" class="{kind}" marker-end="url(#{tip})"/>'
