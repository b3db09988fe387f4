"""Names for blank nodes that come from what is said of them: RDF Dataset Canonicalization (RDFC-1.0).

Oxigraph's implementation takes exponential time on nodes that look alike and point at each other, which a small file
can be made of, so such datasets are named in a process of their own, which is killed when its time is over.
"""

import multiprocessing
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from multiprocessing.connection import Connection

import pyoxigraph as ox

from kg.errors import InputError
from kg.graph.bounds import bounded

SECONDS = 10.0
_MEMORY = 2 * 1024**3
# Fewer nodes take milliseconds at worst.
_FEW = 5


def canonical(quads: Sequence[ox.Quad], seconds: float = SECONDS) -> Iterable[ox.Quad]:
    """Return the quads with the labels of RDFC-1.0 on their blank nodes.

    Raises:
        InputError: the nodes are too much alike to be told apart in ``seconds`` (KG167).
    """
    if len(_tangled(quads)) <= _FEW:
        return _named(quads)
    start = multiprocessing.get_context("spawn")
    ours, theirs = start.Pipe()
    worker = start.Process(target=_work, args=(theirs,), daemon=True)
    worker.start()
    theirs.close()
    try:
        ours.send_bytes(ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b"")
        if not ours.poll(seconds):
            raise _too_alike()
        return list(ox.parse(ours.recv_bytes(), format=ox.RdfFormat.N_QUADS))
    except (EOFError, BrokenPipeError):
        # Out of memory.
        raise _too_alike() from None
    finally:
        worker.kill()
        worker.join()
        ours.close()


def _named(quads: Iterable[ox.Quad]) -> ox.Dataset:
    dataset = ox.Dataset(quads)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return dataset


def _work(pipe: Connection) -> None:
    bounded(_MEMORY)
    quads = _named(ox.parse(pipe.recv_bytes(), format=ox.RdfFormat.N_QUADS))
    pipe.send_bytes(ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b"")


def _tangled(quads: Iterable[ox.Quad]) -> set[str]:
    """Return the blank nodes that look like others, seen alone, and point at such nodes or are pointed at by them."""
    said: dict[str, list[str]] = defaultdict(list)
    pairs = []
    for quad in quads:
        terms = [*_flat(quad.subject), quad.predicate, *_flat(quad.object), quad.graph_name]
        blank = {term.value for term in terms if isinstance(term, ox.BlankNode)}
        for node in blank:
            said[node].append(
                " ".join(
                    ("_:a" if t.value == node else "_:z") if isinstance(t, ox.BlankNode) else str(t) for t in terms
                )
            )
        if len(blank) > 1:
            pairs.append(blank)
    looks = {node: "\n".join(sorted(lines)) for node, lines in said.items()}
    often = Counter(looks.values())
    alike = {node for node, look in looks.items() if often[look] > 1}
    return {node for blank in pairs if len(blank & alike) > 1 for node in blank & alike}


def _flat(term: object) -> list[object]:
    return [part for each in term for part in _flat(each)] if isinstance(term, ox.Triple) else [term]


def _too_alike() -> InputError:
    return InputError(
        "KG167",
        "",
        en="the data has blank nodes too much alike to be told apart; give them names",
        fr="les données ont des nœuds anonymes trop semblables pour être distingués\u00a0; donnez-leur des noms",
    )
