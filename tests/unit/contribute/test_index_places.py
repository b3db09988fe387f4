"""What is found in an index is said with the file of ``graph/`` and the line where its thing stands."""

from pathlib import Path

from kg.graph.judge import judge
from kg.graph.namespaces import KG
from kg.workspace import Workspace

SHAPES = """@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix kg: <https://w3id.org/statements-kg/def#> .
<urn:s> a sh:NodeShape ; sh:targetClass kg:Act ; sh:property [ sh:path kg:rule ; sh:maxCount 0 ] ,
    [ sh:path kg:nothing ; sh:minCount 1 ] .
"""


def test_findings_of_an_index_lead_to_the_files(workspace: Workspace, tmp_path: Path) -> None:
    shapes = tmp_path / "shapes.ttl"
    shapes.write_text(SHAPES, encoding="utf-8")
    verdict = judge(workspace.index, [shapes], graph=workspace.graph)
    acts = [each for each in verdict.results if "/id/act/" in each.focus.raw]
    assert len(acts) == 8
    for each in acts:
        lines = Path(each.spot.file).read_text("utf-8").splitlines()
        wanted = each.path.raw.replace(str(KG.rule), "kg:rule") if each.path.raw == str(KG.rule) else each.focus.term
        assert wanted in lines[each.spot.line - 1]
        assert Path(each.spot.file).parent == workspace.graph
    assert not any(each.spot.line for each in judge(workspace.index, [shapes]).results)
