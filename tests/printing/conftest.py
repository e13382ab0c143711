from dataclasses import dataclass
from datetime import date
from io import BytesIO

import pypdfium2
import pytest

from desktop import paths
from desktop.domain.catalog import Catalogs
from desktop.domain.loader import load_forms
from desktop.printing.names import PrintContext
from desktop.printing.render import Printed, render
from desktop.printing.template import load_prints


@pytest.fixture(scope="session")
def forms():
    return load_forms(paths.forms(), Catalogs(paths.forms() / "catalogs"))


@pytest.fixture(scope="session")
def person(forms):
    return forms["person"]


@pytest.fixture(scope="session")
def prints():
    return load_prints(paths.forms() / "prints")


@pytest.fixture(scope="session")
def context():
    return PrintContext(
        unit_name="Ủy ban nhân dân xã Ba Chẽ",
        superior_name="Ủy ban nhân dân tỉnh Quảng Ninh",
        place="Ba Chẽ",
        date=date(2026, 2, 5),
        signer_authority="TM. ỦY BAN NHÂN DÂN",
        signer_title="CHỦ TỊCH",
        signer_name="Hoàng Thị Ngọc Ánh",
        preparer_name="Lê Văn Đức",
    )


@dataclass(frozen=True)
class Paper:
    """What a test reads back from a PDF."""

    data: bytes
    printed: Printed

    @property
    def pages(self) -> list[str]:
        """The text of each page."""
        with pypdfium2.PdfDocument(self.data) as document:
            return [page.get_textpage().get_text_bounded() for page in document]

    @property
    def text(self) -> str:
        return "\n".join(self.pages)

    def pieces(self) -> list[list[tuple[float, float, float, float]]]:
        """For each page the boxes (left, bottom, right, top) of its pieces of text, in points."""
        with pypdfium2.PdfDocument(self.data) as document:
            return [[piece.get_bounds() for piece in page.get_objects(filter=[1])] for page in document]


@pytest.fixture
def put(person, prints, context):
    """Print records with a print of the checkout and read the paper back."""

    def put(template, records, occasion=context, form=person):
        out = BytesIO()
        printed = render(
            prints[template] if isinstance(template, str) else template, form, records, occasion, out
        )
        return Paper(out.getvalue(), printed)

    return put
