"""An agent that answers prompts over HTTP."""
