"""A service to start from. Replace it with yours; uvicorn loads the name `app` of this file."""

from fastapi import FastAPI

app = FastAPI()


@app.get("/health")
def health() -> dict[str, str]:
    return {"status": "healthy"}
