# The fake WeChat and the mock backend alone, for a team or a compose file:
#   docker build -t weapp-mock . && docker run -p 127.0.0.1:3900:3900 weapp-mock
# Other containers call it by a name: MOCK_ALLOW_HOST. /__mock wants MOCK_CONTROL_TOKEN from them.
FROM node:22-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production
COPY package.json package-lock.json .npmrc ./
COPY mock-server/package.json ./mock-server/
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund
COPY mock-server ./mock-server
ENV MOCK_HOST=0.0.0.0 MOCK_ALLOW_HOST=weapp-mock MOCK_DATA=/data/mock.sqlite
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3900 3901
HEALTHCHECK --interval=5s --timeout=2s CMD ["node", "-e", "fetch('http://127.0.0.1:3900/__mock/health').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--import", "tsx", "mock-server/cli.ts"]
