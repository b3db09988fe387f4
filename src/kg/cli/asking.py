"""What ``kg query`` and ``kg sparql`` have in common: what is asked, and how the answer is written."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

from kg.answer.write import FORMATS, SUFFIXES, Reader, wire_form
from kg.cli.interface import Text, language, option
from kg.cli.options import ACCOUNT, auth_option, output_option, workspace_option
from kg.cli.written import Target, write
from kg.graph.engine import DEFAULT_LIMITS, Answer, Limits, Session
from kg.graph.request import Form
from kg.workspace import Workspace

CHARTS = ("bar", "line", "map")
_FORMS = ", ".join(FORMATS)


@dataclass(frozen=True, slots=True)
class Asked:
    """The options of a command that asks and writes an answer.

    Attributes:
        workspace: Folder whose index is asked, unless one of the next two is given.
        data: RDF files to ask.
        endpoint: Address of a SPARQL 1.1 endpoint; empty for none.
        auth: File with its credentials.
        form: Format of the answer; None to take it from the name of the file, or to draw a table.
        output: File to write; None for standard output.
        cite: Whether each row says where it is said.
        chart: Kind of chart; None for none.
        seconds: Time that the query may take.
        explain: Whether the plan is shown instead of the answer.
    """

    workspace: Path
    data: tuple[Path, ...]
    endpoint: str
    auth: Path | None
    form: str | None
    output: Path | None
    cite: bool
    chart: str | None
    seconds: float
    explain: bool

    @property
    def format(self) -> str:
        """The format asked for, by name or by the ending of the file."""
        if self.form is not None:
            return self.form
        return SUFFIXES.get(self.output.suffix.lower(), "table") if self.output else "table"

    @property
    def limits(self) -> Limits:
        """What the query may take."""
        return replace(DEFAULT_LIMITS, seconds=self.seconds)

    @property
    def wire(self) -> Form:
        """The format to ask the engine for."""
        return "json" if self.chart else wire_form(self.format, cite=self.cite)


class Source:
    """What answers queries: an index, RDF files or an endpoint; one and the same for the query and what it needs."""

    def __init__(self, ask: Callable[..., Answer], index: Path | None, folder: Path | None) -> None:
        """Take what answers, the index where there is one, and the folder of the texts where there is one."""
        self.ask = ask
        self.index = index
        self._folder = folder

    def reader(self, asked: Asked) -> Reader:
        """Return for whom an answer is written."""
        return Reader(language(), self.ask, asked.cite, self._folder)


@contextmanager
def source_of(asked: Asked) -> Iterator[Source]:
    """Open what is asked; the process or the connection behind it ends with the block.

    Raises:
        KgError: there is no workspace, or the address or the credentials of the endpoint will not do.
    """
    if asked.data and asked.endpoint:
        raise click.UsageError(
            str(Text("give --data or --endpoint, not both", "donnez --data ou --endpoint, pas les deux"))
        )
    if asked.endpoint:
        who = _lazy("kg.wire.credentials").read_credentials(asked.auth)
        client = _lazy("kg.wire.client").Client(who, asked.seconds, asked.seconds, most=asked.limits.result)
        yield Source(_lazy("kg.graph.endpoint").Endpoint(asked.endpoint, client).ask, None, None)
        return
    place = None if asked.data else Workspace.open(asked.workspace)
    with Session(place.index if place else asked.data, asked.limits) as session:
        session.start()
        yield Source(session.ask, place.index if place else None, place.graph if place else None)


def respond(asked: Asked, source: Source, text: str, name: str, headings: Sequence[str] = (), title: str = "") -> None:
    """Ask ``text`` and write the answer, or show how the engine goes about it."""
    if asked.explain:
        for line in _lazy("kg.graph.plan").plan(source.index, text, asked.limits):
            click.echo(line)
        return
    answer = source.ask(text, form=asked.wire, name=name)
    write(answer, Target(asked.format, asked.chart, asked.output), source.reader(asked), headings, title)


def _lazy(module: str) -> Any:
    """Import what few calls need and takes long to import."""
    return __import__(module, fromlist=["_"])


_OPTIONS = (
    workspace_option,
    option(
        "--data",
        type=click.Path(path_type=Path),
        multiple=True,
        metavar="FILE",
        en="Ask this RDF file, or several, instead of the index.",
        fr="Interroger ce fichier RDF, ou plusieurs, au lieu de l’index.",
    ),
    option(
        "--endpoint",
        default="",
        metavar="URL",
        en=f"Ask this SPARQL 1.1 endpoint instead. {ACCOUNT.en}",
        fr=f"Interroger ce point d’accès SPARQL\u00a01.1. {ACCOUNT.fr}",
    ),
    auth_option,
    option(
        "--format",
        "form",
        type=click.Choice(FORMATS),
        metavar="FORM",
        en=f"Form of the answer: {_FORMS}; default: table, or what the name of the file says.",
        fr=f"Forme de la réponse\u00a0: {_FORMS}\u00a0; par défaut, table, ou ce que dit le nom du fichier.",
    ),
    output_option,
    option(
        "--cite",
        is_flag=True,
        en="Add to each row its quotation, the document, the place in it and its address.",
        fr="Ajouter à chaque ligne sa citation, le document, l’endroit et l’adresse.",
    ),
    option(
        "--chart",
        type=click.Choice(CHARTS),
        en="Draw the answer instead: bars, lines over time, a map by region; to a .svg or .png with -o.",
        fr="Dessiner plutôt la réponse\u00a0: barres, courbes dans le temps, carte par région\u00a0; vers un .svg "
        "ou .png avec -o.",
    ),
    option(
        "--seconds",
        type=click.FloatRange(0.1, 86_400),
        default=DEFAULT_LIMITS.seconds,
        metavar="N",
        en="Time that the query may take; default: 20.",
        fr="Temps que la requête peut prendre\u00a0; par défaut, 20.",
    ),
    option(
        "--explain",
        is_flag=True,
        en="Show how the engine answers, with times, instead of the answer.",
        fr="Montrer comment le moteur répond, avec les temps, au lieu de la réponse.",
    ),
)


def answer_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of ``Asked``; their values come as keywords, which make an ``Asked``."""
    for each in reversed(_OPTIONS):
        function = each(function)
    return function
