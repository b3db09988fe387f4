"""The two texts of each shipped meeting name the same persons as its hosts."""

from collections import defaultdict

import pyoxigraph as ox
from tests.conformance.queries.shipped import shipped_asserted

from kg.build.whole import with_known
from kg.graph.namespaces import PREFIXES

_HOSTS = """
SELECT ?meeting ?language ?who WHERE {
  ?meeting kg:participation ?part .
  ?part kg:role ?role ; kg:participant ?who ; kg:evidence/kg:inText/dct:language ?language .
  ?who a kg:Person .
}
"""


def test_twin_texts_agree_on_the_persons_who_took_part() -> None:
    store = ox.Store()
    store.extend(ox.Quad(*triple) for triple in with_known(shipped_asserted()))
    answer = store.query(_HOSTS, prefixes=dict(PREFIXES))
    assert isinstance(answer, ox.QuerySolutions)
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in answer:
        found[str(row["meeting"])][str(row["language"])].add(str(row["who"]))
    assert len(found) >= 5
    for meeting, spoken in found.items():
        english, french = spoken.values()
        assert english == french, meeting
