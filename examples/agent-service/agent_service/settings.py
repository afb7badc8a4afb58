"""What the environment decides."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, PostgresDsn, RedisDsn, SecretStr
from pydantic_settings import BaseSettings


LogLevel = Annotated[Literal["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"], BeforeValidator(str.upper)]


class Settings(BaseSettings):
    log_level: LogLevel = "INFO"
    app_version: str = "1.0.0"
    environment: str = "development"
    port: int = Field(default=8000, ge=1, le=65535)
    # both are optional: the service runs without them and says so on /ready
    database_url: PostgresDsn | None = None
    redis_url: RedisDsn | None = None
    agent_api_key: SecretStr | None = None
