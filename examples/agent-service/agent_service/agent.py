"""The agent itself: a stand-in for a model call, with the same limits and counters that a real one needs."""

from pydantic import BaseModel, Field

PREVIEW = 100


class Query(BaseModel):
    prompt: str = Field(min_length=1, max_length=8_000, pattern=r"\S")
    max_tokens: int = Field(default=200, ge=10, le=2_000)


class Answer(BaseModel):
    response: str
    tokens_used: int


def answer(query: Query) -> Answer:
    """Repeats the start of the prompt; a word counts as a token."""
    words = query.prompt.split()[: query.max_tokens]
    text = " ".join(words)
    preview = text if len(text) <= PREVIEW else f"{text[:PREVIEW]}..."
    return Answer(response=f"Processed: {preview}", tokens_used=len(words))
