"""What flows between the stages: frozen dataclasses that know neither RDF nor text processing.

``Document`` (read) → ``Annotations`` (annotate) → ``Facts`` (extract) → triples (describe, in ``kg.graph``).
"""
