"""Word refuses what LibreOffice forgives: the children of a property stand in the order of ECMA-376."""

import io

import docx
import pytest
from docx.oxml.ns import qn

from lotrinh.office.planning.exports.annex import annex_docx
from tests.office.planning.exports.sample import content

# ECMA-376 part 1, 17.3.1.26, 17.4.60, 17.4.70: the parts that our files use, in their order.
ORDER = {
    "w:tblPr": ["tblStyle", "tblW", "jc", "tblInd", "tblBorders", "tblLayout", "tblCellMar", "tblLook"],
    "w:tcPr": ["tcW", "gridSpan", "vAlign"],
    "w:pPr": ["pStyle", "keepNext", "keepLines", "pBdr", "spacing", "ind", "jc", "rPr"],
    "w:rPr": ["rStyle", "rFonts", "b", "bCs", "i", "iCs", "sz", "szCs", "lang"],
}


@pytest.mark.parametrize("tag", sorted(ORDER))
def test_children_stand_in_the_order_of_the_standard(tag: str) -> None:
    body = docx.Document(io.BytesIO(annex_docx(content(20)))).element.body
    found = 0
    for element in body.iter(qn(tag)):
        names = [child.tag.split("}")[1] for child in element]
        ranks = [ORDER[tag].index(name) for name in names]
        assert ranks == sorted(ranks), names
        found += 1
    assert found
