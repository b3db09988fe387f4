"""What the tests of the site share: the built site, and a statement written by somebody who means harm."""

from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.site import Built
from kg.workspace import Workspace

MEETING = "meeting/2024-09-30-gcd.html"
STATEMENT = "statement/2024-09-30-gcd.html"
CRUEL = "statement/cruel-words.html"
LONG = "unbreakable" * 60
QUOTE = "condemn <script>window.harm = 1</script> " + "a long passage of a text that nobody may copy " * 8
HOSTILE = f"""
@prefix act: <https://w3id.org/statements-kg/id/act/> .
@prefix dc: <http://purl.org/dc/elements/1.1/> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix kg: <https://w3id.org/statements-kg/def#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix organisation: <https://w3id.org/statements-kg/id/organisation/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix statement: <https://w3id.org/statements-kg/id/statement/> .
@prefix text: <https://w3id.org/statements-kg/id/text/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

<javascript:window.harm=2> a kg:Meeting ; kg:date "2026-01-01"^^xsd:date ;
    kg:host <https://w3id.org/statements-kg/id/country/..%2F..%2Findex> ;
    rdfs:label "<img src=x onerror='window.harm=3'>"@en .
<https://w3id.org/statements-kg/id/country/..%2F..%2Findex> a kg:Country ; rdfs:label "Land \\u202Eeslaf\\u202C"@en ;
    skos:exactMatch <javascript:window.harm=4> , <https://example.org/%22onmouseover=%22window.harm=5> .
<https://w3id.org/statements-kg/id/country/irq> a kg:Country ; rdfs:label "irq in lower case"@en .
<https://w3id.org/statements-kg/id/region/CON> a kg:Region ; rdfs:label "CON"@en .
<https://w3id.org/statements-kg/id/region/con> a kg:Region ; rdfs:label "con"@en .
organisation:harm a kg:Organisation ; rdfs:label "{LONG}"@en , "</title><script>window.harm = 6</script>"@fr .
statement:cruel-words a kg:Statement ; kg:issuedAt <javascript:window.harm=2> ; kg:issuedBy organisation:harm ;
    rdfs:label "</script><script>window.harm = 7</script>"@en .
text:cruel-words-en-00000000 a kg:StatementText ; kg:textOf statement:cruel-words ; kg:sha256 "00" ;
    dct:source <javascript:window.harm=8> ; dct:title "\\" onload=\\"window.harm=9"@en ;
    dc:rights "© all rights reserved" .
act:cruel-words-en-00000000-a0 a kg:Condemnation ; kg:expressedIn statement:cruel-words ; kg:madeBy organisation:harm ;
    kg:region <https://w3id.org/statements-kg/id/country/..%2F..%2Findex> ,
        <https://w3id.org/statements-kg/id/country/irq> ,
        <https://w3id.org/statements-kg/id/region/CON> , <https://w3id.org/statements-kg/id/region/con> ;
    kg:trigger <https://w3id.org/statements-kg/id/text/cruel-words-en-00000000#offset_0_7> ;
    kg:evidence <https://w3id.org/statements-kg/id/text/cruel-words-en-00000000#offset_0_{len(QUOTE)}> ;
    rdfs:label "Condemnation: “<b>x</b>”"@en .
<https://w3id.org/statements-kg/id/text/cruel-words-en-00000000#offset_0_7> a kg:TextSpan ; oa:start 0 ; oa:end 7 ;
    oa:exact "condemn" ; kg:inText text:cruel-words-en-00000000 .
<https://w3id.org/statements-kg/id/text/cruel-words-en-00000000#offset_0_{len(QUOTE)}> a kg:TextSpan ; oa:start 0 ;
    oa:end {len(QUOTE)} ; oa:exact "{QUOTE}" ; kg:inText text:cruel-words-en-00000000 .
"""


@dataclass(frozen=True, slots=True)
class Example:
    """A site and what it was made from."""

    store: ox.Store
    workspace: Workspace
    folder: Path
    built: Built

    def page(self, path: str) -> str:
        """Return the HTML of a page."""
        return (self.folder / path).read_text(encoding="utf-8")
