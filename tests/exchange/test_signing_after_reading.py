"""A process that has read a signature can still make one: the window does both."""

import subprocess
import sys
from pathlib import Path

from tests.exchange.conftest import PASSPHRASE

ROOT = Path(__file__).resolve().parents[2]
READ_THEN_SIGN = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from asn1crypto import cms
from desktop.exchange import keys, signature
cms.CMSAttributeType("content_type")  # what reading does before pyHanko is loaded
from desktop.exchange import signing
key = keys.load_key(Path(sys.argv[1]), sys.argv[2])
print(len(signing.sign(b"x", key, datetime.now(UTC))))
"""


def test_signing_works_after_a_signature_was_read(key_file: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", READ_THEN_SIGN, str(key_file), PASSPHRASE],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr[-500:]
    assert int(done.stdout) > 500
