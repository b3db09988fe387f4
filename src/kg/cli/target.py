"""What ``kg export`` writes, told by the options on the line: a file, a site or a release; their options do not mix."""

from typing import Literal

import click
from click.core import ParameterSource

from kg.cli.interface import Text

Target = Literal["file", "site", "release"]

# Option that asks for each, then those that say how; --only also limits a release and a site.
_OPTIONS: dict[Target, tuple[str, ...]] = {
    "site": ("site", "url", "limit"),
    "release": ("release", "settings", "today", "previous", "official", "fetch"),
    "file": ("form", "output", "hashed"),
}


def target() -> Target:
    """Return what the command line asks for.

    Raises:
        click.UsageError: options of two of them stand on the line, or one that says how without what it is for.
    """
    context = click.get_current_context()
    stated = {
        parameter.name or "": parameter.opts[-1]
        for parameter in context.command.params
        if context.get_parameter_source(parameter.name or "") is ParameterSource.COMMANDLINE
    }
    asked: Target = "site" if "site" in stated else "release" if "release" in stated else "file"
    for other, names in _OPTIONS.items():
        strange = next((stated[name] for name in names if name in stated and other != asked), None)
        if strange is None:
            continue
        if asked == "file":
            raise click.UsageError(str(Text(f"{strange} needs --{other} DIR", f"{strange} exige --{other} DOSSIER")))
        raise click.UsageError(
            str(Text(f"{strange} does not go with --{asked}", f"{strange} ne va pas avec --{asked}"))
        )
    return asked
