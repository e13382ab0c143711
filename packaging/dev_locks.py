"""Re-making the locks: every version with its hashes, for each platform, without any address."""

import re

from dev_environment import LOCKS, PYTHON, ROOT, EnvironmentFailedError, call, tool

# Debian 12 (glibc 2.36) is the oldest Linux served.
_PLATFORMS = {"linux": "x86_64-manylinux_2_36", "windows": "x86_64-pc-windows-msvc"}


def remake(*, upgrade: bool) -> None:
    """Resolve pyproject.toml anew; without `upgrade` versions stay where they still fit."""
    newest = ["--upgrade"] if upgrade else []
    for name, platform in _PLATFORMS.items():
        everything = LOCKS / f"dev-{name}.txt"
        target = ["--python-platform", platform]
        _compile(everything.name, "pyproject.toml", "--group", "dev", *target, *newest)
        _compile(f"{name}.txt", "pyproject.toml", "-c", str(everything), *target, *newest)
    _compile("build.txt", "--group", "build", "-c", str(LOCKS / "dev-linux.txt"), *newest)
    for lock in sorted(LOCKS.glob("*.txt")):
        if re.search(r"://|^-", lock.read_text("utf-8"), re.MULTILINE):
            raise EnvironmentFailedError(f"{lock.name} names an address")


def _compile(output: str, *words: str) -> None:
    shape = ["--generate-hashes", "--no-emit-index-url", "--no-header", "--no-annotate"]
    choice = ["--only-binary", ":all:", "--python-version", ".".join(map(str, PYTHON))]
    target = str((LOCKS / output).relative_to(ROOT))
    if call([tool("uv"), "pip", "compile", "--quiet", *shape, *choice, *words, "-o", target]):
        raise EnvironmentFailedError(f"{output} could not be made")
