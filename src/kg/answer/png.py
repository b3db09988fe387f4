"""Charts as PNG; needs resvg-py, which the extra ``png`` installs."""

from importlib import import_module

from kg.errors import QueryError

_WIDTH = 1600


def write_png(svg: str) -> bytes:
    """Return a chart of ``kg.draw`` as PNG, 1,600 pixels wide, with the fonts of the system.

    Raises:
        QueryError: resvg-py is not installed (KG543).
    """
    try:
        resvg = import_module("resvg_py")
    except ImportError as error:
        raise QueryError(
            "KG543",
            "png",
            en="needs resvg-py; install it with: pip install 'statements-kg[png]', or write .svg",
            fr="demande resvg-py\u00a0; installez-le avec\u00a0: pip install 'statements-kg[png]', ou écrivez un .svg",
        ) from error
    return bytes(resvg.svg_to_bytes(svg_string=svg, width=_WIDTH))
