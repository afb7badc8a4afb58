import logging
import os
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

logging.basicConfig(level=os.environ.get("LOG_LEVEL", "INFO"))


class Shop(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200 if self.path in ("/", "/health") else 404)
        self.end_headers()
        self.wfile.write(b"ok\n")

    def log_message(self, format, *args):
        logging.debug(format, *args)


if __name__ == "__main__":
    port = int(os.environ.get("PORT", "8000"))
    logging.info("listening on %s", port)
    ThreadingHTTPServer(("0.0.0.0", port), Shop).serve_forever()
