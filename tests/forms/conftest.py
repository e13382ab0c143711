import pytest

from desktop import paths
from desktop.domain.catalog import Catalogs
from desktop.domain.loader import load_form

FORMS = sorted(path for path in paths.forms().glob("*.toml") if path.stem != "lock")


@pytest.fixture(scope="session")
def catalogs():
    return Catalogs(paths.forms() / "catalogs")


@pytest.fixture(params=FORMS, ids=lambda path: path.stem, scope="session")
def form(request, catalogs):
    return load_form(request.param, catalogs)
