"""One pinned file out of the package registry, exactly as it lies there: nothing of it is run.

`pip download` would run the `setup.py` of a source package, so only pip's finder and session are used. Where
the registry is and how it is reached, pip's configuration alone knows.
"""

import hashlib
from pathlib import Path

from pip._internal.commands import create_command
from pip._internal.commands.download import DownloadCommand


class FetchFailedError(Exception):
    """The file is not to be had, or is another than the pinned one."""


def fetch(package: str, version: str, sha256: str, folder: Path) -> Path:
    """The source package, kept in `folder` by its hash; asked for only when it is not there yet."""
    kept = folder / f"{package}-{version}-{sha256[:16]}.tar.gz"
    if kept.is_file() and _sha256(kept.read_bytes()) == sha256:
        return kept
    data = _download(package, version)
    if _sha256(data) != sha256:
        raise FetchFailedError(f"{package} {version} is not the pinned file: its SHA-256 is {_sha256(data)}")
    folder.mkdir(parents=True, exist_ok=True)
    kept.write_bytes(data)
    return kept


def _download(package: str, version: str) -> bytes:
    command = create_command("download")
    if not isinstance(command, DownloadCommand):
        raise TypeError(command)
    with command.main_context():
        options, _rest = command.parse_args(["--no-deps", "--no-binary", ":all:", package])
        session = command.get_default_session(options)
        finder = command._build_package_finder(options=options, session=session)  # noqa: SLF001 - pip has no API
        links = [one.link for one in finder.find_all_candidates(package) if str(one.version) == version]
        if not links:
            raise FetchFailedError(f"The package registry has no source package {package} {version}")
        answer = session.get(links[0].url_without_fragment)
        answer.raise_for_status()
        content: bytes = answer.content
        return content


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
