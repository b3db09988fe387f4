"""A verdict for a person at a terminal, or in a log: one block a finding, its first line as compilers write it."""

from collections import Counter
from collections.abc import Iterator, Sequence

from kg.cli.layout import visible
from kg.cli.show import styled
from kg.cli.verdicts.wording import SEVERITY, colon, counted, coverage, details, suggestion
from kg.graph.verdict import Both, Result, Spot, Verdict

_COLOUR = {"violation": "red", "warning": "yellow", "info": "cyan"}
# How many findings with the same words are written out before the others only give their places.
_WHOLE = 3
_MARGIN = 100
_PLACES = 12


def write(verdict: Verdict, severity: str, language: str) -> str:
    """Return the verdict as text; coloured when stdout is a terminal that wants it."""
    blocks = []
    seen: Counter[tuple[str, str]] = Counter()
    shown = verdict.at_least(severity)
    for result in shown:
        same = (result.rule, result.message.en)
        seen[same] += 1
        if seen[same] <= _WHOLE:
            blocks.append("\n".join(_block(result, language)))
        elif seen[same] == _WHOLE + 1:
            blocks.append(
                "\n".join(_others([each for each in shown if (each.rule, each.message.en) == same], language))
            )
    closing = "\n".join(map(visible, coverage(verdict, language)))
    return "\n\n".join(filter(None, [*blocks, closing])) + "\n"


def unread(verdict: Verdict, language: str, *, excerpts: bool) -> Iterator[str]:
    """Yield an error line, and maybe the place itself, for each thing that kept files from being judged."""
    for result in verdict.results if verdict.unread else ():
        said = " ".join(filter(None, [result.message.of(language), suggestion(result, language)]))
        yield f"kg: {result.rule} {visible(result.spot.address)}{colon(language)} {visible(said)}"
        if excerpts:
            yield from _excerpt(result)


def _block(result: Result, language: str) -> Iterator[str]:
    severity = styled(SEVERITY[result.severity].of(language), fg=_COLOUR[result.severity], bold=True)
    address = styled(visible(result.spot.address), bold=True)
    said = f"{visible(result.message.of(language))} [{result.rule}]"
    # Editors and terminals find `file:line:column:`, in every language.
    yield f"{address}: {severity}{colon(language)} {said}"
    if told := details(result, language):
        yield f"    {visible(told)}"
    yield from _excerpt(result)
    if meant := suggestion(result, language):
        yield f"    {styled(visible(meant), fg='green')}"


def _excerpt(result: Result) -> Iterator[str]:
    spot = result.spot
    if not spot.text:
        return
    number = str(spot.line)
    shown, before, length = window(spot)
    yield f"    {styled(f'{number} |', dim=True)} {visible(shown)}"
    mark = styled("^" * length, fg=_COLOUR[result.severity], bold=True)
    yield f"    {styled(' ' * len(number) + ' |', dim=True)} {before}{mark}"


def window(spot: Spot) -> tuple[str, str, int]:
    """Return the part of a line to show, what stands in place of the words before the mark, and the mark's length."""
    line = spot.text.replace("\t", " ")
    start = max(0, spot.column - 1 - _MARGIN // 2) if len(line) > _MARGIN else 0
    shown = line[start : start + _MARGIN]
    before = " " * (spot.column - 1 - start)
    length = max(1, min(spot.length, len(shown) - len(before)))
    left, right = "…" if start else "", "…" if len(line) > start + _MARGIN else ""
    return f"{left}{shown}{right}", " " * len(left) + before, length


def _others(same: Sequence[Result], language: str) -> Iterator[str]:
    """Tell where the same thing was found again."""
    rest = same[_WHOLE:]
    severity = styled(SEVERITY[rest[0].severity].of(language), fg=_COLOUR[rest[0].severity], bold=True)
    again = counted(len(rest), Both("more time", "fois de plus"), language, Both("more times", "fois de plus"))
    # In an index every finding has the same address: things tell them apart there.
    spots = [each.spot.address for each in rest]
    named = [each.focus.term for each in rest] if len(set(spots)) == 1 else spots
    places = ", ".join(map(visible, named[:_PLACES]))
    yield f"{severity}{colon(language)} {visible(rest[0].message.of(language))} [{rest[0].rule}]"
    yield f"    {again}{colon(language)} {places}{'…' if len(rest) > _PLACES else ''}"
