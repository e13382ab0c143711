"""Writes `forms/lock.toml`, the published shape of every form; refuses what wants a new version first."""

import sys
from pathlib import Path

from desktop import paths
from desktop.domain.catalog import Catalogs
from desktop.domain.form import Form
from desktop.domain.loader import load_forms
from desktop.domain.shape import breaks, read_lock, shape_of

_HEADING = (
    "# The published shape of every form. Made by `python3 packaging/dev.py lock-forms`; never by hand.\n"
)


def main() -> int:
    """0: written; 1: a published field is gone or retyped under the same version."""
    lock = paths.forms() / "lock.toml"
    forms = load_forms(paths.forms(), Catalogs(paths.forms() / "catalogs"))
    broken = _broken(lock, forms)
    for line in broken:
        print(line, file=sys.stderr)
    if broken:
        return 1
    lock.write_text(_HEADING + "".join(map(_entry, forms.values())), encoding="utf-8", newline="\n")
    return 0


def _broken(lock: Path, forms: dict[str, Form]) -> list[str]:
    if not lock.exists():
        return []
    return [
        f"{form_id}: {place} is gone or has another type: raise the version and write the upgrade step"
        for form_id, (version, published) in read_lock(lock).items()
        if form_id not in forms or forms[form_id].version == version
        for place in breaks(published, shape_of(forms[form_id]) if form_id in forms else {})
    ]


def _entry(form: Form) -> str:
    fields = "".join(f'"{place}" = "{word}"\n' for place, word in shape_of(form).items())
    return f"\n[{form.id}]\nversion = {form.version}\n\n[{form.id}.fields]\n{fields}"


if __name__ == "__main__":
    sys.exit(main())
