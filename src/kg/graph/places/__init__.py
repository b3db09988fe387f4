"""Where in a file each triple stands: the line and column of its subject, predicate and object.

pyoxigraph reads files and gives no places. A second, lexical reading of the same text finds them (``turtle``, ``json``,
``xml``: one file a syntax) and ``atlas`` matches them with the triples that pyoxigraph read, which stay the truth: a
triple that the second reading does not find has no place of its own, never a wrong one. The second reading happens
only when there is something to report.
"""
