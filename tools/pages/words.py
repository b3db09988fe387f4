"""What the pages say beside the words of the ontology, in each language."""

LANGUAGES = ("en", "fr")

WORDS = {
    "en": {
        "other": "En français",
        "version": "Version",
        "licence": "Licence",
        "changes": "Changes",
        "picture": "The classes and what links them",
        "caption": (
            "Arrows are object properties; a box also names the dates, numbers and texts, what leads back to it"
            " (↻), and the properties that lead to a code list (▤). Dashes go from a class to the wider one. Not drawn:"
            " memberships, tenures, the seven types of act, inferred inverses, and what any class may have"
            " (kg:evidence, kg:denotes)."
        ),
        "amount": "Sum of money",
        "classes": "Classes",
        "properties": "Properties",
        "lists": "Code lists",
        "rules": "Inference rules",
        "superclass": "subclass of",
        "subclass": "superclass of",
        "domain": "domain",
        "range": "range",
        "inverse": "inverse of",
        "chain": "follows from the chain",
        "note": "Note",
        "why": "Why no domain or range",
        "example": "Example",
        "aligned": "elsewhere",
        "key": "key",
        "label": "label",
        "definition": "definition",
        "axiom": "axiom",
        "made": "Made from ontology/kg.ttl by make docs.",
    },
    "fr": {
        "other": "In English",
        "version": "Version",
        "licence": "Licence",
        "changes": "Changements",
        "picture": "Les classes et ce qui les relie",
        "caption": (
            "Les flèches sont des propriétés d’objet\u00a0; un cadre nomme aussi les dates, nombres et"
            " textes, ce qui ramène à lui (↻) et les propriétés qui mènent à une liste de codes (▤). Les tirets vont"
            " d’une classe à la plus large. Ne sont pas dessinés\u00a0: les adhésions, les mandats, les sept types"
            " d’acte, les inverses déduits, et ce que toute classe peut avoir (kg:evidence, kg:denotes)."
        ),
        "amount": "Somme d’argent",
        "classes": "Classes",
        "properties": "Propriétés",
        "lists": "Listes de codes",
        "rules": "Règles de déduction",
        "superclass": "sous-classe de",
        "subclass": "surclasse de",
        "domain": "domaine",
        "range": "portée",
        "inverse": "inverse de",
        "chain": "découle de la chaîne",
        "note": "Note",
        "why": "Pourquoi ni domaine ni portée",
        "example": "Exemple",
        "aligned": "ailleurs",
        "key": "clef",
        "label": "libellé",
        "definition": "définition",
        "axiom": "axiome",
        "made": "Page tirée de ontology/kg.ttl par make docs.",
    },
}
"""``{language: {key: words}}``, the same keys in each."""
