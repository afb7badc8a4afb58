"""The HTTP face of the agent."""

import logging

from fastapi import FastAPI, Response
from prometheus_client import CONTENT_TYPE_LATEST, Counter, Histogram, generate_latest

from .agent import Answer, Query, answer
from .settings import Settings

settings = Settings()

logging.basicConfig(level=settings.log_level, format="%(asctime)s %(levelname)s %(name)s %(message)s")
# the server has loggers of its own, its access log among them
for name in ("uvicorn.error", "uvicorn.access"):
    logging.getLogger(name).setLevel(settings.log_level)
logger = logging.getLogger(__package__)

queries = Counter("agent_queries_total", "Queries answered.")
tokens = Counter("agent_tokens_total", "Tokens used by the answers.")
duration = Histogram("agent_query_seconds", "Time taken by a query.")

app = FastAPI(title="Agent service", version=settings.app_version)
logger.debug("version %s in %s", settings.app_version, settings.environment)


@app.get("/health")
def health() -> dict[str, str]:
    """Liveness: the process serves."""
    logger.debug("asked for health")
    return {"status": "healthy", "version": settings.app_version}


@app.get("/ready")
def ready() -> dict[str, str]:
    """Readiness: which optional services this instance has been given."""

    def state(url: object) -> str:
        return "configured" if url else "not configured"

    return {
        "status": "ready",
        "environment": settings.environment,
        "database": state(settings.database_url),
        "cache": state(settings.redis_url),
    }


@app.post("/query")
def query(request: Query) -> Answer:
    with duration.time():
        result = answer(request)
    queries.inc()
    tokens.inc(result.tokens_used)
    logger.info("answered a prompt of %d characters", len(request.prompt))
    return result


@app.get("/metrics")
def metrics() -> Response:
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)
