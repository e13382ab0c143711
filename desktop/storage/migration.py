"""Brings the fixed tables of a store to the version of this program, step by step; refuses a newer store."""

from pathlib import Path
from typing import Final

from sqlalchemy import Connection

from desktop.errors import AppError

from . import dialects

CURRENT: Final = "0001"
_FOLDER: Final = Path(__file__).parent / "migrations"


def version(connection: Connection) -> str | None:
    """The version of the tables, None in an empty store."""
    tables = set(connection.exec_driver_sql(dialects.TABLES).scalars())
    if "alembic_version" not in tables:
        return None
    found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return None if found is None else str(found)


def bring_up_to_date(connection: Connection) -> None:
    """Runs the steps that are missing, in the caller's transaction; AppError `store_newer`."""
    found = version(connection)
    if found == CURRENT:
        return
    # Alembic takes 0.2 s to import: only where there is something to do.
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    known = {step.revision for step in ScriptDirectory.from_config(config).walk_revisions()}
    if found is not None and found not in known:
        raise AppError("store_newer")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
