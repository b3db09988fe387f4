"""Every namespace and term that the graph half writes or reads; no other file spells one.

The vocabularies are closed: ``KG.Meeting`` is a term, ``KG.Meetting`` raises. A test compares the terms of ``KG`` with
``ontology/kg.ttl``.
"""

from collections.abc import Mapping
from types import MappingProxyType

import pyoxigraph as ox

from kg.errors import ContractError

BASE = "https://w3id.org/statements-kg/"
"""Where every IRI of the project starts. Not registered at w3id.org yet."""

INFERRED_GRAPH = ox.NamedNode(f"{BASE}graph/inferred")
"""Named graph of the triples that the rules added."""


STATEMENTS_GRAPH = ox.NamedNode(f"{BASE}graph/statements")
"""Named graph of everything else, in stores whose default graph cannot be written to."""


class Vocabulary:
    """A closed set of terms under one namespace.

    >>> Vocabulary("https://example.org/def#", "Meeting").Meeting
    <NamedNode value=https://example.org/def#Meeting>
    """

    def __init__(self, namespace: str, terms: str) -> None:
        """Keep ``terms``, local names separated by spaces, under ``namespace`` (an absolute IRI ending in # or /)."""
        self.namespace = namespace
        self._terms = {name: ox.NamedNode(namespace + name) for name in terms.split()}
        # Found without a call of __getattr__, which remains for names that are no term.
        taken = {*dir(Vocabulary), *vars(self)}
        vars(self).update({name: term for name, term in self._terms.items() if name not in taken})

    def __getattr__(self, name: str) -> ox.NamedNode:
        """Return the term called ``name``.

        Raises:
            ContractError: the vocabulary has no such term.
        """
        if name.startswith("__"):
            raise AttributeError(name)
        return self.term(name)

    def term(self, name: str) -> ox.NamedNode:
        """Return the term called ``name``, for names that come from data.

        Raises:
            ContractError: the vocabulary has no such term.
        """
        try:
            return self._terms[name]
        except KeyError:
            raise ContractError(
                "KG900",
                f"{self.namespace}{name}",
                en="is not a term of this vocabulary",
                fr="n’est pas un terme de ce vocabulaire",
            ) from None

    def terms(self) -> tuple[str, ...]:
        """Return the local names, sorted."""
        return tuple(sorted(self._terms))


KG = Vocabulary(
    f"{BASE}def#",
    # classes
    "Act Actor Call Commitment Concern Condemnation Country Emphasis Endorsement Meeting Membership Organisation"
    " Participation Person Place Position Region Resolution Statement StatementText Tenure TextSpan Welcome"
    # properties
    " actorKind addressee amount announces approximateDate bound capacity citesResolution code concernsRegion condition"
    " confidence construction date deadline denotes endDate evidence expressedIn expresses form hasStatement heldBy"
    " holder host inText inferredFromContext issuedAt issuedBy level locality madeBy member memberCount memberOf"
    " membershipIn membershipOf office officeOf onBehalfOf organisationKind overlaps participant participation"
    " performative place placeKind polarity recalls recallsMeeting region regionWithin reviewStatus role rule sha256"
    " since status subjectSpan symbol target textOf theme translationOf trigger until within",
)
RDF = Vocabulary(
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "type langString first rest nil reifies Statement predicate object"
)
RDFS = Vocabulary("http://www.w3.org/2000/01/rdf-schema#", "label comment seeAlso subClassOf domain range Class")
OWL = Vocabulary("http://www.w3.org/2002/07/owl#", "Class ObjectProperty imports inverseOf sameAs")
XSD = Vocabulary(
    "http://www.w3.org/2001/XMLSchema#",
    "string integer decimal double boolean date gYear gYearMonth nonNegativeInteger anyURI",
)
OA = Vocabulary(
    "http://www.w3.org/ns/oa#",
    "Annotation TextPositionSelector assessing editing end exact hasSource hasTarget motivatedBy start",
)
GEO = Vocabulary("http://www.w3.org/2003/01/geo/wgs84_pos#", "lat long")
DC = Vocabulary("http://purl.org/dc/elements/1.1/", "publisher rights")
DCT = Vocabulary(
    "http://purl.org/dc/terms/",
    "created creator identifier issued language source subject title description publisher license modified spatial"
    " temporal accessRights conformsTo accrualPeriodicity format rights type RightsStatement Location MediaTypeOrExtent"
    " Frequency LinguisticSystem LicenseDocument PeriodOfTime Standard MediaType",
)
DCAT = Vocabulary(
    "http://www.w3.org/ns/dcat#",
    "Catalog Dataset Distribution DataService dataset service distribution themeTaxonomy keyword theme contactPoint"
    " version landingPage startDate endDate accessURL downloadURL mediaType compressFormat byteSize endpointURL"
    " endpointDescription servesDataset",
)
DCATAP = Vocabulary("http://data.europa.eu/r5r/", "availability")
VOID = Vocabulary(
    "http://rdfs.org/ns/void#",
    "Dataset Linkset uriSpace vocabulary exampleResource sparqlEndpoint dataDump triples entities distinctSubjects"
    " distinctObjects classes properties classPartition propertyPartition class property subset subjectsTarget"
    " objectsTarget",
)
FOAF = Vocabulary("http://xmlns.com/foaf/0.1/", "Agent Document name homepage")
VCARD = Vocabulary("http://www.w3.org/2006/vcard/ns#", "Kind Organization fn hasEmail hasURL")
ADMS = Vocabulary("http://www.w3.org/ns/adms#", "status")
PROV = Vocabulary(
    "http://www.w3.org/ns/prov#",
    "Activity Agent Entity SoftwareAgent wasGeneratedBy wasAssociatedWith wasAttributedTo used wasDerivedFrom",
)
SKOS = Vocabulary(
    "http://www.w3.org/2004/02/skos/core#",
    "definition Concept ConceptScheme prefLabel altLabel inScheme broader broadMatch closeMatch exactMatch",
)
SCHEMA = Vocabulary(
    "https://schema.org/",
    "MonetaryAmount sha256 value minValue maxValue currency eventAttendanceMode encodingFormat keywords target"
    " OnlineEventAttendanceMode OfflineEventAttendanceMode MixedEventAttendanceMode",
)

SPEX = Vocabulary("https://purl.expasy.org/sparql-examples/ontology#", "describe")

SH = Vocabulary(
    "http://www.w3.org/ns/shacl#",
    # shapes, targets, paths, words
    "Shape NodeShape PropertyShape PropertyGroup property path inversePath alternativePath zeroOrMorePath oneOrMorePath"
    " zeroOrOnePath targetClass targetNode targetSubjectsOf targetObjectsOf severity Violation Warning Info message"
    " name description order group defaultValue deactivated"
    # constraints of SHACL Core
    " minCount maxCount class datatype nodeKind IRI BlankNode Literal BlankNodeOrIRI BlankNodeOrLiteral IRIOrLiteral"
    " pattern flags in node not or and xone languageIn hasValue equals disjoint lessThan lessThanOrEquals uniqueLang"
    " qualifiedValueShape qualifiedMinCount qualifiedMaxCount qualifiedValueShapesDisjoint closed ignoredProperties"
    " minInclusive maxInclusive minExclusive maxExclusive minLength maxLength"
    # SHACL-SPARQL
    " sparql SPARQLConstraint select ask prefixes declare prefix namespace PrefixDeclaration SPARQLExecutable"
    " SPARQLAskExecutable SPARQLSelectExecutable SPARQLConstructExecutable construct"
    " SPARQLAskValidator SPARQLSelectValidator ConstraintComponent"
    " Parameterizable Parameter parameter optional labelTemplate Validator validator nodeValidator propertyValidator"
    " resultAnnotation ResultAnnotation annotationProperty annotationValue annotationVarName"
    # constraint components
    " AndConstraintComponent ClassConstraintComponent ClosedConstraintComponent DatatypeConstraintComponent"
    " DisjointConstraintComponent EqualsConstraintComponent HasValueConstraintComponent InConstraintComponent"
    " LanguageInConstraintComponent LessThanConstraintComponent LessThanOrEqualsConstraintComponent"
    " MaxCountConstraintComponent MaxExclusiveConstraintComponent MaxInclusiveConstraintComponent"
    " MaxLengthConstraintComponent MinCountConstraintComponent MinExclusiveConstraintComponent"
    " MinInclusiveConstraintComponent MinLengthConstraintComponent NodeConstraintComponent NodeKindConstraintComponent"
    " NotConstraintComponent OrConstraintComponent PatternConstraintComponent PropertyConstraintComponent"
    " QualifiedMaxCountConstraintComponent QualifiedMinCountConstraintComponent SPARQLConstraintComponent"
    " UniqueLangConstraintComponent XoneConstraintComponent"
    # validation reports
    " ValidationReport ValidationResult AbstractResult Severity NodeKind conforms result focusNode resultPath value"
    " sourceShape sourceConstraintComponent sourceConstraint resultSeverity resultMessage detail"
    " shapesGraph suggestedShapesGraph shapesGraphWellFormed entailment",
)

LANGUAGES = "http://publications.europa.eu/resource/authority/language/"
"""European Union authority table of languages; entries are named by ISO 639-3 codes in capitals."""

_KINDS = (
    "act actor-kind agent amount bound contribution country decision form group level meeting membership organisation"
    " organisation-kind participation performative person place place-kind polarity region resolution review role run"
    " software source statement status tenure text theme"
)

PREFIXES: Mapping[str, str] = MappingProxyType(
    dict(
        sorted(
            {
                "dc": DC.namespace,
                "dct": DCT.namespace,
                "eulang": LANGUAGES,
                "geo": GEO.namespace,
                "kg": KG.namespace,
                "oa": OA.namespace,
                "owl": "http://www.w3.org/2002/07/owl#",
                "prov": PROV.namespace,
                "rdf": RDF.namespace,
                "rdfs": RDFS.namespace,
                "schema": SCHEMA.namespace,
                "skos": SKOS.namespace,
                "xsd": XSD.namespace,
                **{kind: f"{BASE}id/{kind}/" for kind in _KINDS.split()},
            }.items()
        )
    )
)
"""``{prefix: namespace}``, sorted by prefix; the same everywhere: files, exports and queries."""
