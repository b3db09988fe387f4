"""What is said when an endpoint gives no answer, in one line."""

from urllib.parse import SplitResult

from kg.errors import QueryError

_MESSAGE = 200


def bad_address(address: str, en: str, fr: str) -> QueryError:
    """Make the error for an address that is not used (KG544)."""
    return QueryError(
        "KG544",
        address,
        en=f"{en}; give https://… and the credentials in KG_ENDPOINT_USER and KG_ENDPOINT_PASSWORD, "
        "KG_ENDPOINT_TOKEN, or a file (--auth)",
        fr=f"{fr}\u00a0; donnez https://… et les identifiants dans KG_ENDPOINT_USER et KG_ENDPOINT_PASSWORD, "
        "KG_ENDPOINT_TOKEN, ou un fichier (--auth)",
    )


def refused(place: SplitResult, status: int, content: bytes) -> QueryError:
    """Make the error for an answer 4xx (KG545)."""
    if status in (401, 403):
        return QueryError(
            "KG545",
            place.netloc,
            en=f"demands other credentials ({status}); set KG_ENDPOINT_USER and KG_ENDPOINT_PASSWORD, "
            "or KG_ENDPOINT_TOKEN",
            fr=f"demande d’autres identifiants ({status})\u00a0; définissez KG_ENDPOINT_USER et KG_ENDPOINT_PASSWORD, "
            "ou KG_ENDPOINT_TOKEN",
        )
    if status in (404, 405, 410):
        return QueryError(
            "KG545",
            place.geturl(),
            en=f"is no SPARQL endpoint ({status}); check the path of the address",
            fr=f"n’est pas un point d’accès SPARQL ({status})\u00a0; vérifiez le chemin de l’adresse",
        )
    said = " ".join(content.decode("utf-8", "replace").split())[:_MESSAGE]
    return QueryError(
        "KG545",
        place.netloc,
        en=f"refuses the query ({status}: {said}); correct it, or ask in plain SPARQL 1.1",
        fr=f"refuse la requête ({status}\u00a0: {said})\u00a0; corrigez-la, ou écrivez du SPARQL\u00a01.1 simple",
    )


def unreachable(place: SplitResult, trouble: str, tries: int = 1) -> QueryError:
    """Make the error for an endpoint that does not answer (KG546)."""
    said = " ".join(trouble.split())[:_MESSAGE]
    return QueryError(
        "KG546",
        place.netloc,
        en=f"cannot be asked ({said}; attempts: {tries}); check the address and the network, or try later",
        fr=f"ne peut pas être interrogé ({said}\u00a0; essais\u00a0: {tries})\u00a0; vérifiez l’adresse et le réseau, "
        "ou réessayez plus tard",
    )


def elsewhere(place: SplitResult, to: SplitResult | None) -> QueryError:
    """Make the error for a redirect that is not followed (KG547); ``to`` is None where it leads to no address."""
    if to is None:
        return QueryError(
            "KG547",
            place.netloc,
            en="sends on to something that is no address; check that it is a SPARQL 1.1 endpoint",
            fr="renvoie vers ce qui n’est pas une adresse\u00a0; vérifiez que c’est un point d’accès SPARQL\u00a01.1",
        )
    target = f"{to.scheme}://{to.netloc.rpartition('@')[2]}{to.path}"
    return QueryError(
        "KG547",
        place.netloc,
        en=f"sends on to {target}, which is not followed; give that address if you trust it",
        fr=f"renvoie vers {target}, ce qui n’est pas suivi\u00a0; donnez cette adresse si vous avez confiance",
    )


def unreadable(place: SplitResult, kind: str) -> QueryError:
    """Make the error for an answer that is not what SPARQL 1.1 asks for (KG548)."""
    return QueryError(
        "KG548",
        place.netloc,
        en=f"answers something that is no complete SPARQL result ({kind}); check that it is a SPARQL 1.1 endpoint",
        fr=f"répond autre chose qu’un résultat SPARQL complet ({kind})\u00a0; vérifiez que c’est un point d’accès "
        "SPARQL\u00a01.1",
    )
