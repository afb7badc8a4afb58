"""A task list over HTTP. Tasks live in memory and end with the process."""

import logging
import os
from itertools import count
from threading import Lock

from fastapi import FastAPI, HTTPException, status
from pydantic import BaseModel, Field

LOG_LEVEL = os.getenv("LOG_LEVEL", "INFO").upper()

logging.basicConfig(level=LOG_LEVEL, format="%(asctime)s %(levelname)s %(name)s %(message)s")
# the server has loggers of its own, its access log among them
for name in ("uvicorn.error", "uvicorn.access"):
    logging.getLogger(name).setLevel(LOG_LEVEL)
logger = logging.getLogger("task_api")


class NewTask(BaseModel):
    title: str = Field(min_length=1, max_length=200)
    completed: bool = False


class Task(NewTask):
    id: int


class TaskList:
    """Tasks by number; requests run in several threads, so changes take turns."""

    def __init__(self) -> None:
        self._tasks: dict[int, Task] = {}
        self._numbers = count(1)
        self._lock = Lock()

    def add(self, new: NewTask) -> Task:
        with self._lock:
            task = Task(id=next(self._numbers), **new.model_dump())
            self._tasks[task.id] = task
        return task

    def get(self, number: int) -> Task | None:
        return self._tasks.get(number)

    def all(self) -> list[Task]:
        return list(self._tasks.values())


app = FastAPI(title="Task API", version="1.0.0")
tasks = TaskList()
logger.debug("debug messages are on")


@app.post("/tasks", status_code=status.HTTP_201_CREATED)
def create_task(new: NewTask) -> Task:
    task = tasks.add(new)
    logger.info("created task %d", task.id)
    return task


@app.get("/tasks")
def list_tasks() -> list[Task]:
    return tasks.all()


@app.get("/tasks/{number}")
def get_task(number: int) -> Task:
    task = tasks.get(number)
    if task is None:
        raise HTTPException(status.HTTP_404_NOT_FOUND, f"There is no task {number}.")
    return task


@app.get("/health")
def health() -> dict[str, str]:
    logger.debug("asked for health")
    return {"status": "healthy"}
