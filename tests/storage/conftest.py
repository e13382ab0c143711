"""Small forms and catalogues of these tests' own, and real encrypted stores in a folder of the test."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop.domain.catalog import Catalogs
from desktop.domain.form import Form
from desktop.domain.loader import load_forms
from desktop.storage import database
from desktop.storage.database import Store
from desktop.storage.records import RecordStore

KEY = bytes(range(48))
HEADER = "code,label,label_en,aliases,valid_from,valid_to,legal_basis,certainty"

PERSON = """
id = "staff"
version = 1
title = { vi = "Nhân sự", en = "Staff" }
key = ["number"]
label = ["full_name", "birth_date"]
columns = ["full_name", "birth_date", "division", "pay"]
filter = ["division", "sex"]

[[section]]
id = "main"
title = { vi = "Chung", en = "Main" }
field = [
  { name = "full_name", type = "text", title_case = true, required = true, label = { vi = "Tên", en = "A" } },
  { name = "number", type = "text", label = { vi = "Số", en = "Number" } },
  { name = "birth_date", type = "partial_date", label = { vi = "Ngày sinh", en = "Birth date" } },
  { name = "sex", type = "choice", label = { vi = "Giới tính", en = "Sex" }, choices = [
      { value = "male", vi = "Nam", en = "Male" }, { value = "female", vi = "Nữ", en = "Female" } ] },
  { name = "division", type = "catalog", catalog = "divisions", label = { vi = "Phòng", en = "Division" } },
  { name = "pay", type = "decimal", label = { vi = "Hệ số", en = "Coefficient" } },
  { name = "telephone", type = "phone", label = { vi = "Điện thoại", en = "Telephone" } },
  { name = "home", type = "address", label = { vi = "Nơi ở", en = "Home" } },
  { name = "party", type = "yes_no", label = { vi = "Đảng viên", en = "Party" } },
  { name = "children", type = "integer", label = { vi = "Số con", en = "Children" } },
  { name = "unit", type = "text", label = { vi = "Đơn vị", en = "Unit" } },
]

[[section]]
id = "jobs"
title = { vi = "Quá trình", en = "Jobs" }
repeats = true
field = [
  { name = "since", type = "month", label = { vi = "Từ", en = "From" } },
  { name = "place", type = "text", label = { vi = "Nơi", en = "Place" } },
]
"""

POST = """
id = "post"
version = 1
title = { vi = "Phân công", en = "Post" }
label = ["holder", "task"]
columns = ["holder", "task"]
filter = ["task"]

[[section]]
id = "main"
title = { vi = "Chung", en = "Main" }
field = [
  { name = "holder", type = "link", form = "staff", label = { vi = "Người", en = "Holder" } },
  { name = "task", type = "text", label = { vi = "Việc", en = "Task" } },
]
"""


@pytest.fixture
def catalogs(tmp_path: Path) -> Catalogs:
    folder = tmp_path / "catalogs"
    folder.mkdir()
    (folder / "divisions.csv").write_text(
        f"{HEADER}\nH,Phòng Hành chính,Administration,,,,,\nK,Phòng Kinh tế,Economy,,,,,\n", "utf-8"
    )
    (folder / "phone_prefixes.csv").write_text(f"{HEADER}\n091,091,,,,,,\n", "utf-8")
    (folder / "communes.csv").write_text(f"{HEADER}\n00001,Phường Ba Đình,,,,,,\n", "utf-8")
    return Catalogs(folder)


@pytest.fixture
def staff_toml() -> str:
    return PERSON


@pytest.fixture
def load(tmp_path: Path, catalogs: Catalogs) -> Callable[..., dict[str, Form]]:
    def load(person: str = PERSON) -> dict[str, Form]:
        folder = tmp_path / "forms"
        folder.mkdir(exist_ok=True)
        (folder / "staff.toml").write_text(person, "utf-8")
        (folder / "post.toml").write_text(POST, "utf-8")
        return load_forms(folder, catalogs)

    return load


@pytest.fixture
def forms(load: Callable[..., dict[str, Form]]) -> dict[str, Form]:
    return load()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = database.create(tmp_path / "store", KEY)
    yield opened
    opened.close()


@pytest.fixture
def records(store: Store, forms: dict[str, Form], catalogs: Catalogs) -> RecordStore:
    return RecordStore(store.engine, forms, catalogs, unit="00001")
