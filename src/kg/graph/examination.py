"""What a worker is asked when files are to be judged; plain, so that it travels as JSON."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Examination:
    """What to judge, and what it may take.

    Attributes:
        files: RDF files with data.
        shapes: RDF files with shapes; those that are shipped when there are none.
        index: The folder of an index to judge instead of files, or None.
        engine: ``compiled`` or ``pyshacl``; an index is judged by the compiled shapes.
        seconds: Processor time.
        most: Bytes of the verdict.
        graph: The folder of the files that the index was made of, in which findings are placed; None for no places.
    """

    files: tuple[Path, ...]
    shapes: tuple[Path, ...]
    index: Path | None
    engine: str
    seconds: int
    most: int
    graph: Path | None = None

    def write(self) -> bytes:
        """Return it as JSON, an object (a query is an array)."""
        return json.dumps(asdict(self), default=str).encode()

    @classmethod
    def read(cls, told: dict[str, Any]) -> "Examination":
        """Return what ``write`` wrote, already parsed."""
        files, shapes = (tuple(map(Path, told[name])) for name in ("files", "shapes"))
        index, graph = (None if told[name] is None else Path(told[name]) for name in ("index", "graph"))
        return cls(files, shapes, index, told["engine"], told["seconds"], told["most"], graph)
