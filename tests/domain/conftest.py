import pytest

from desktop import paths
from desktop.domain.catalog import Catalogs


@pytest.fixture(scope="session")
def catalogs():
    return Catalogs(paths.forms() / "catalogs")
