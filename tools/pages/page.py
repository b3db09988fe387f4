"""One page in one language: what the ontology says, its code lists and its rules."""

import re
from collections.abc import Iterable, Iterator
from html import escape

from kg.graph.namespaces import BASE, KG
from kg.graph.rules import load_rules
from tools.pages.diagram import diagram
from tools.pages.vocabulary import Vocabulary, full, short
from tools.pages.words import LANGUAGES, WORDS

_STYLE = """
body{font:16px/1.5 system-ui,sans-serif;max-width:75rem;margin:0 auto;padding:1rem 1.5rem 4rem;color:#1a1a1a}
a{color:#0b4f8a}h1{margin-bottom:0}h2{border-bottom:2px solid #0b4f8a;margin-top:3rem}h3{margin:2rem 0 .2rem}
code{font:0.92em ui-monospace,monospace;background:#f2f4f7;padding:0 .2em}nav ul{columns:14rem;padding-left:1.2rem}
dl{display:grid;grid-template-columns:minmax(7rem,12rem) 1fr;gap:.2rem 1rem;margin:.4rem 0}dt{color:#555}dd{margin:0}
table{border-collapse:collapse;width:100%}
td,th{border-bottom:1px solid #ccd;text-align:left;padding:.3rem .6rem;vertical-align:top}
figure{margin:1rem 0;overflow-x:auto}figcaption{color:#555}svg{min-width:60rem;width:100%;height:auto}
svg rect{fill:#eef4fa;stroke:#0b4f8a}svg text{text-anchor:middle;font:12px system-ui,sans-serif;fill:#1a1a1a}
svg .head{font-weight:700;font-size:14px}svg .link{fill:#7a2e00;paint-order:stroke;stroke:#fff;stroke-width:4px}
svg line{stroke:#7a2e00;stroke-width:1.1}svg line.kind{stroke:#0b4f8a;stroke-dasharray:5 4}svg path{fill:#7a2e00}
svg .hollow{fill:#fff;stroke:#0b4f8a}
"""


def page(vocabulary: Vocabulary, language: str) -> str:
    """Return the whole page as HTML."""
    words, header = WORDS[language], f"{BASE}def"
    other = next(code for code in LANGUAGES if code != language)
    title = escape(vocabulary.text(header, "dct:title", language))
    classes, properties = vocabulary.terms("owl:Class"), vocabulary.terms("owl:ObjectProperty", "owl:DatatypeProperty")
    parts = [
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>',
        f'<meta name="viewport" content="width=device-width"><style>{_STYLE}</style></head><body>',
        f'<header><p><a href="ontology.{other}.html" lang="{other}">{words["other"]}</a></p><h1>{title}</h1>',
        f"<p>{escape(vocabulary.text(header, 'dct:description', language))}</p>",
        _pairs(_head(vocabulary, header, language)),
        "</header><main>",
        f'<h2 id="picture">{words["picture"]}</h2><figure>{diagram(vocabulary, language)}',
        f"<figcaption>{words['caption']}</figcaption></figure>",
        *_section("classes", classes, vocabulary, language),
        *_section("properties", properties, vocabulary, language),
        *_code_lists(vocabulary, language),
        *_rules(language),
        f"</main><footer><p>{words['made']}</p></footer></body></html>\n",
    ]
    return "\n".join(parts)


def _head(vocabulary: Vocabulary, header: str, language: str) -> Iterator[tuple[str, str]]:
    words = WORDS[language]
    yield "IRI", f"<code>{KG.namespace}</code>"
    yield words["version"], escape(vocabulary.text(header, "owl:versionInfo", language))
    yield words["licence"], _link(vocabulary.values(header, "dct:license")[0])
    yield words["changes"], _marked(vocabulary.text(header, "skos:changeNote", language))
    yield words["note"], _marked(vocabulary.text(header, "skos:scopeNote", language))


def _section(kind: str, terms: list[str], vocabulary: Vocabulary, language: str) -> Iterator[str]:
    ordered = sorted(terms, key=lambda term: vocabulary.text(term, "rdfs:label", language).casefold())
    yield f'<h2 id="{kind}">{WORDS[language][kind]}</h2><nav><ul>'
    for term in ordered:
        yield f"<li>{_link(term)} {escape(vocabulary.text(term, 'rdfs:label', language))}</li>"
    yield "</ul></nav>"
    for term in ordered:
        yield f'<section id="{short(term).partition(":")[2]}">'
        yield f"<h3>{escape(vocabulary.text(term, 'rdfs:label', language))} <code>{short(term)}</code></h3>"
        yield f"<p>{_marked(vocabulary.text(term, 'skos:definition', language))}</p>"
        yield _pairs(_details(term, vocabulary, language)) + "</section>"


def _details(term: str, vocabulary: Vocabulary, language: str) -> Iterator[tuple[str, str]]:
    words = WORDS[language]
    links = [
        ("superclass", vocabulary.values(term, "rdfs:subClassOf")),
        (
            "subclass",
            [each for each in vocabulary.terms("owl:Class") if term in vocabulary.values(each, "rdfs:subClassOf")],
        ),
        ("domain", vocabulary.values(term, "rdfs:domain")),
        ("range", vocabulary.values(term, "rdfs:range")),
        ("inverse", vocabulary.values(term, "owl:inverseOf")),
    ]
    for name, values in links:
        yield words[name], ", ".join(map(_link, values))
    for chain in vocabulary.values(term, "owl:propertyChainAxiom"):
        yield words["chain"], " ∘ ".join(map(_link, vocabulary.list(chain)))
    yield words["note"], _marked(vocabulary.text(term, "skos:scopeNote", language))
    yield words["why"], _marked(vocabulary.text(term, "skos:editorialNote", language))
    example = escape(vocabulary.text(term, "skos:example", language))
    yield words["example"], example if short(term)[3:4].isupper() else f"<code>{example}</code>"
    yield words["aligned"], ", ".join(map(_link, vocabulary.aligned.get(term, [])))


def _code_lists(vocabulary: Vocabulary, language: str) -> Iterator[str]:
    words = WORDS[language]
    yield f'<h2 id="lists">{words["lists"]}</h2>'
    schemes = [each for each in vocabulary.about if full("skos:ConceptScheme") in vocabulary.types(each)]
    for scheme in sorted(schemes, key=lambda each: vocabulary.text(each, "skos:prefLabel", language).casefold()):
        yield f"<h3>{escape(vocabulary.text(scheme, 'skos:prefLabel', language))} <code>{short(scheme)}</code></h3>"
        yield f"<p>{_marked(vocabulary.text(scheme, 'skos:definition', language))}</p><table><thead><tr>"
        yield (
            "".join(f'<th scope="col">{words[name]}</th>' for name in ("key", "label", "definition")) + "</tr></thead>"
        )
        for concept in vocabulary.about:
            if scheme in vocabulary.values(concept, "skos:inScheme"):
                cells = (f"<code>{short(concept)}</code>", *_told(vocabulary, concept, language))
                yield "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"
        yield "</table>"


def _told(vocabulary: Vocabulary, concept: str, language: str) -> Iterator[str]:
    yield escape(vocabulary.text(concept, "skos:prefLabel", language))
    yield _marked(vocabulary.text(concept, "skos:definition", language))


def _rules(language: str) -> Iterator[str]:
    words = WORDS[language]
    yield f'<h2 id="rules">{words["rules"]}</h2><table>'
    for rule in load_rules():
        said = rule.fr if language == "fr" else rule.en
        yield f"<tr><td><code>{rule.name}</code></td><td>{escape(said)}</td>"
        yield f'<td lang="en">{escape(rule.axiom)}</td></tr>'
    yield "</table>"


def _pairs(pairs: Iterable[tuple[str, str]]) -> str:
    return "<dl>" + "".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in pairs if value) + "</dl>"


def _link(iri: str) -> str:
    target = f"#{iri.removeprefix(KG.namespace)}" if iri.startswith(KG.namespace) else iri
    return f'<a href="{escape(target)}"><code>{escape(short(iri))}</code></a>'


def _marked(text: str) -> str:
    """Return words with the names of our terms as links."""
    return re.sub(r"kg:(\w+)", r'<a href="#\1"><code>kg:\1</code></a>', escape(text))
