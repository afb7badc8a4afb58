"""The connection to Postgres, made when it is first needed."""

import logging
import os
from collections.abc import Iterator
from functools import lru_cache
from typing import Annotated

from fastapi import Depends, HTTPException, status
from sqlalchemy import Engine, text
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session, SQLModel, create_engine

logger = logging.getLogger(__name__)

# as a hosting service hands it out, with ?sslmode=require&channel_binding=require
DATABASE_URL = os.getenv("DATABASE_URL")


def driver_url(url: str) -> str:
    """The same address for psycopg 3, whatever spelling of Postgres it came with."""
    scheme, separator, rest = url.partition("://")
    if not separator or scheme.split("+")[0] not in ("postgres", "postgresql"):
        raise ValueError("DATABASE_URL must start with postgresql://")
    return f"postgresql+psycopg://{rest}"


@lru_cache(maxsize=1)
def engine() -> Engine | None:
    """None without DATABASE_URL. Hosted databases sleep when idle, so a pooled connection is tried before use."""
    if not DATABASE_URL:
        return None
    return create_engine(driver_url(DATABASE_URL), pool_pre_ping=True, connect_args={"connect_timeout": 5})


@lru_cache(maxsize=1)
def create_tables() -> None:
    SQLModel.metadata.create_all(engine())


def database_state() -> str:
    """`connected`, `unreachable` or `not configured`."""
    if engine() is None:
        return "not configured"
    try:
        with Session(engine()) as session:
            session.exec(text("SELECT 1"))
    except SQLAlchemyError as error:
        # the error's text may carry the address; its kind does not
        logger.warning("the database cannot be reached: %s", type(error).__name__)
        return "unreachable"
    return "connected"


def open_session() -> Iterator[Session]:
    if engine() is None:
        raise HTTPException(status.HTTP_503_SERVICE_UNAVAILABLE, "DATABASE_URL is not set.")
    try:
        create_tables()
        with Session(engine()) as session:
            yield session
    except SQLAlchemyError as error:
        logger.error("the database failed: %s", type(error).__name__)
        raise HTTPException(status.HTTP_503_SERVICE_UNAVAILABLE, "The database cannot be reached.") from None


DatabaseSession = Annotated[Session, Depends(open_session)]
