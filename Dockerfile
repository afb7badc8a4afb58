# The image of Dockwright itself, proven by container.spec.yaml: npm run build && dockwright verify .
# It holds what the npm package holds, as it was tested; nothing is compiled or fetched here.
FROM node:22-slim
LABEL org.opencontainers.image.title="Dockwright" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.source="https://github.com/dockwright/dockwright"
WORKDIR /app
# root-owned: it belongs to root, and the service cannot change it; layer-order: what changes most comes last
COPY LICENSE package.json ./
COPY templates templates
COPY prompts prompts
COPY skill skill
COPY dist dist
# read-only-root: proofs and caches go where a writable place is
ENV NODE_ENV=production \
    XDG_STATE_HOME=/tmp
USER 1000:1000
EXPOSE 3919
HEALTHCHECK --interval=30s --timeout=3s --start-period=5s \
  CMD ["node", "-e", "require('node:net').connect(3919, '127.0.0.1').once('connect', () => process.exit(0)).once('error', () => process.exit(1))"]
# exec-form: process 1 is the program and gets the signals; another command than serve can be given
ENTRYPOINT ["node", "/app/dist/cli.js"]
CMD ["serve", "--host", "0.0.0.0", "--public-url", "http://127.0.0.1:3919/mcp", "--token-env", "DOCKWRIGHT_TOKEN"]
