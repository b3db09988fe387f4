"""The argument KIND of ``kg new`` and ``kg template``."""

import click

from kg.cli.interface import Text
from kg.contribute.kinds import Described, kind_called, kinds


class Kind(click.ParamType[Described]):
    """A kind of thing that people describe, by its name in either language; when it lacks, the error names them all."""

    name = "kind"

    def convert(self, value: str | Described, _param: click.Parameter | None, _ctx: click.Context | None) -> Described:
        """Find the kind.

        Raises:
            InputError: there is none of that name (KG425).
        """
        return value if isinstance(value, Described) else kind_called(value)

    def get_missing_message(self, param: click.Parameter, ctx: click.Context | None) -> str:
        """Say which kinds there are."""
        del param, ctx
        return str(Text(f"The kinds are: {KINDS}", f"Les types sont\u00a0: {TYPES}"))


KINDS = ", ".join(kinds())
TYPES = ", ".join(each.name["fr"] for each in kinds().values())
