"""What a task is, on the wire and in the database."""

from sqlmodel import Field, SQLModel


class NewTask(SQLModel):
    title: str = Field(min_length=1, max_length=200)
    completed: bool = False


class Task(NewTask, table=True):
    id: int | None = Field(default=None, primary_key=True)
