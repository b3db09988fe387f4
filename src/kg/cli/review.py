"""``kg review``: a person's decision on a fact, and where the review stands."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from kg.cli.giver import by_option, date_option, giver
from kg.cli.interface import Text, command, language, option, say
from kg.cli.options import workspace_option
from kg.cli.show import table
from kg.contribute.review import decide, withdraw
from kg.contribute.standing import Review, review
from kg.graph import iri, labels
from kg.graph.decisions import Decision
from kg.workspace import Workspace

_ACTIONS = ("accept", "reject", "correct", "withdraw", "list")
_DONE = {
    "accept": Text("accepted", "accepté"),
    "reject": Text("rejected", "rejeté"),
    "correct": Text("corrected", "corrigé"),
}
_MOST = 20


@command(
    en="""Accept, reject or correct the fact called IRI, or list what is decided and what waits.

    \b
    kg review accept act:… --by Ada
    kg review reject act:… --reason reported
    kg review correct act:… --set type=call
    kg review withdraw act:…
    kg review list

    What is decided is kept in graph/reviews/, holds in every later build, and follows an act whose text is read anew.
    --set takes type, region, locality, resolution, addressee, target, madeBy, theme, performative, form, status,
    polarity, actorKind and end (an offset, or the last words) for acts; date, endDate, host, heldBy, place and level
    for meetings; participant, onBehalfOf and role for participations. An empty value takes the property away.""",
    fr="""Accepter, rejeter ou corriger le fait appelé IRI, ou montrer ce qui est décidé et ce qui attend.

    \b
    kg review accept act:… --by Ada
    kg review reject act:… --reason rapporté
    kg review correct act:… --set type=appel
    kg review withdraw act:…
    kg review list

    Ce qui est décidé est gardé dans graph/reviews/, vaut pour toute construction ultérieure, et suit un acte dont le
    texte est relu. --set accepte, pour les actes, type, region, locality, resolution, addressee, target, madeBy, theme,
    performative, form, status, polarity, actorKind et end (une position, ou les derniers mots)\u00a0; pour les
    réunions, date, endDate, host, heldBy, place et level\u00a0; pour les participations, participant, onBehalfOf et
    role. Une valeur vide ôte la propriété.""",
)
@click.argument("action", type=click.Choice(_ACTIONS), metavar="ACTION")
@click.argument("fact", metavar="[IRI]", required=False)
@workspace_option
@by_option
@date_option
@option("--reason", default="", metavar="TEXT", en="Why.", fr="Pourquoi.")
@option(
    "--set",
    "given",
    multiple=True,
    metavar="PROPERTY=VALUE",
    en="For correct: a property and its right value, by name or code; several times for several.",
    fr="Pour correct\u00a0: une propriété et sa juste valeur, par nom ou code\u00a0; à répéter pour plusieurs.",
)
def run(action: str, fact: str | None, workspace: Path, reason: str, given: tuple[str, ...], **who: Any) -> None:
    """Call ``decide``, ``withdraw`` or ``review``."""
    place = Workspace.open(workspace)
    if action == "list":
        _show(review(place))
        return
    _check(action, fact, given)
    name = fact or ""
    if action == "withdraw":
        gone = withdraw(place, name)
        click.echo(f"{iri.compact(gone.target)} {Text('awaits review again', 'attend de nouveau une relecture')}")
        return
    done = decide(place, name, action, giver(place, **who), " ".join(reason.split()), given)
    state = Text("is decided so already, nothing changes", "est déjà décidé ainsi, rien ne change")
    click.echo(f"{iri.compact(done.decision.target)} {state if done.same else _DONE[action]}")
    if done.before and not done.same:
        was = done.before
        say(
            en=f"this replaces: {_DONE[was.action].en} by {was.by}, {was.day}",
            fr=f"ceci remplace\u00a0: {_DONE[was.action].fr} par {was.by}, {was.day}",
        )


def _check(action: str, fact: str | None, given: tuple[str, ...]) -> None:
    if not fact:
        raise click.UsageError(str(Text("name the fact by its IRI", "nommez le fait par son IRI")))
    if (action == "correct") != bool(given):
        words = Text("correct goes with --set, and --set with correct", "correct va avec --set, et --set avec correct")
        raise click.UsageError(str(words))


def _show(found: Review) -> None:
    headings: tuple[Text, ...] = (
        Text("decision", "décision"),
        Text("fact", "fait"),
        Text("by", "par"),
        Text("day", "jour"),
        Text("reason", "raison"),
    )
    if found.decided:
        table([*map(str, headings)], [_row(each, now) for each, now in found.decided])
        click.echo()
    headings = (Text("confidence", "confiance"), Text("act", "acte"), Text("type", "type"), Text("passage", "passage"))
    if found.waiting:
        table([*map(str, headings)], list(_waiting(found)))
    lost = [each for each, now in found.decided if not now]
    say(
        en=f"decided: {len(found.decided)}, of which the fact is gone: {len(lost)}; waiting: {len(found.waiting)}",
        fr=f"décidés\u00a0: {len(found.decided)}, dont le fait a disparu\u00a0: {len(lost)}\u00a0; "
        f"en attente\u00a0: {len(found.waiting)}",
    )


def _row(decision: Decision, now: str) -> list[str]:
    fact = iri.compact(now or decision.target)
    if not now:
        fact += str(Text(" (gone)", " (disparu)"))
    return [str(_DONE[decision.action]), fact, decision.by, decision.day.isoformat(), decision.reason]


def _waiting(found: Review) -> Iterator[list[str]]:
    for confidence, act, kind, quote in found.waiting[:_MOST]:
        word = labels.word(kind.rpartition("#")[2], language())
        yield [confidence, iri.compact(act), word, labels.shortened(quote)]
    rest = len(found.waiting) - _MOST
    if rest > 0:
        yield ["…", str(Text(f"and {rest} more", f"et {rest} autres")), "", ""]
