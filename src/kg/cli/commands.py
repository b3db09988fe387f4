"""A group of commands whose help, and whose answer to a name that is none, exist in both languages."""

from collections.abc import Mapping

import click

from kg.cli.interface import Text, translated_help, write_options, write_usage


class Commands(click.Group):
    """Commands under one name.

    Attributes:
        about: What they are for.
        texts: Their names, in the order of the help, with one line each.
    """

    about: Text
    texts: Mapping[str, Text]

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """Return the names of the commands in the order of the help."""
        return list(self.texts)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the line that shows how a command is called."""
        write_usage(self, ctx, formatter)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the commands are for."""
        self.help = str(self.about)
        super().format_help_text(ctx, formatter)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, then the commands with one line each."""
        write_options(self, ctx, formatter)
        with formatter.section(str(Text("Commands", "Commandes\u00a0"))):
            formatter.write_dl([(name, str(text)) for name, text in self.texts.items()])

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return ``--help``, itself in the language of the interface."""
        return translated_help(super().get_help_option(ctx))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or say which there are."""
        if args[0] in self.texts or args[0].startswith("-"):
            return super().resolve_command(ctx, args)
        known = ", ".join(self.texts)
        en = f"no command “{args[0]}”; the commands are: {known}"
        fr = f"pas de commande «\u00a0{args[0]}\u00a0»\u00a0; les commandes sont\u00a0: {known}"
        raise click.UsageError(str(Text(en, fr)), ctx)
