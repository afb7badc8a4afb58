"""The HTTP face of the task list."""

import logging
import os

from fastapi import FastAPI, HTTPException, Response, status
from sqlmodel import select

from .database import DatabaseSession, database_state
from .models import NewTask, Task

LOG_LEVEL = os.getenv("LOG_LEVEL", "INFO").upper()

logging.basicConfig(level=LOG_LEVEL, format="%(asctime)s %(levelname)s %(name)s %(message)s")
# the server has loggers of its own, its access log among them
for name in ("uvicorn.error", "uvicorn.access"):
    logging.getLogger(name).setLevel(LOG_LEVEL)
logger = logging.getLogger(__package__)

app = FastAPI(title="Task API with a database", version="1.0.0")
logger.debug("debug messages are on")


@app.post("/tasks", status_code=status.HTTP_201_CREATED)
def create_task(new: NewTask, session: DatabaseSession) -> Task:
    task = Task.model_validate(new)
    session.add(task)
    session.commit()
    session.refresh(task)
    logger.info("created task %s", task.id)
    return task


@app.get("/tasks")
def list_tasks(session: DatabaseSession, limit: int = 100) -> list[Task]:
    return list(session.exec(select(Task).order_by(Task.id).limit(min(limit, 100))))


@app.get("/tasks/{number}")
def get_task(number: int, session: DatabaseSession) -> Task:
    task = session.get(Task, number)
    if task is None:
        raise HTTPException(status.HTTP_404_NOT_FOUND, f"There is no task {number}.")
    return task


@app.get("/health")
def health() -> dict[str, str]:
    """Liveness: the process serves; the database is a matter of /ready."""
    logger.debug("asked for health")
    return {"status": "healthy"}


@app.get("/ready")
def ready(response: Response) -> dict[str, str]:
    state = database_state()
    if state != "connected":
        response.status_code = status.HTTP_503_SERVICE_UNAVAILABLE
    return {"database": state}
