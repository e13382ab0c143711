"""The verdict on a package in words: for the screen, the console and other programs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop import messages

if TYPE_CHECKING:
    from desktop.exchange.verdict import Verdict


@dataclass(frozen=True)
class Judged:
    """The verdict on a file in words, and for machines."""

    valid: bool
    code: str
    text: str
    warnings: tuple[tuple[str, str], ...]
    details: Mapping[str, Any]

    def lines(self) -> Iterator[str]:
        """For the console."""
        yield f"{self.code}: {self.text}"
        for code, text in self.warnings:
            yield f"{code}: {text}"
        for name, value in self.details.items():
            yield f"  {messages.say(f'package.{name}')}: {_line(value)}"

    def document(self) -> dict[str, Any]:
        """For `--json`."""
        return {
            "valid": self.valid,
            "code": self.code,
            "text": self.text,
            "warnings": [{"code": code, "text": text} for code, text in self.warnings],
            **self.details,
        }


def judge(path: Path) -> Judged:
    """Whether a file is a sound package and who signed it; AppError when it cannot be read at all."""
    from desktop.exchange import reader, trust

    return _judged(reader.verify_package(path, trust.Trust()))


def _line(value: object) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{name} {count}" for name, count in value.items())
    return str(value)


def _judged(verdict: "Verdict") -> Judged:
    details: dict[str, Any] = {}
    if verdict.sha256:
        details["sha256"] = verdict.sha256
    if verdict.goi:
        goi = verdict.goi
        details |= {"sender": goi.sender, "recipient": goi.recipient, "stream": goi.stream, "seq": goi.seq}
        details |= {"period": goi.period, "created": goi.created.isoformat()}
    if verdict.signer:
        details |= {"signer": verdict.signer.subject, "fingerprint": verdict.signer.fingerprint}
    if verdict.counts:
        details["counts"] = dict(verdict.counts)
    return Judged(
        verdict.valid,
        str(verdict.code),
        messages.say(f"verdict.{verdict.code.lower()}", **verdict.facts),
        tuple((str(one), messages.say(f"verdict.{one.lower()}")) for one in verdict.warnings),
        details,
    )
