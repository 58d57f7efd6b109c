#!/usr/bin/env bash
# Starts the mock server in the background and waits until it answers. What the workflow's later steps
# need is written into GITHUB_OUTPUT and, for the proxy, GITHUB_ENV.
set -euo pipefail
root=$(cd "$(dirname "$0")/../../.." && pwd)
folder=${RUNNER_TEMP:?is set by the runner}/weapp-mock
mkdir -p "$folder"

if [ ! -d "$root/node_modules/hono" ]; then
  npm ci --prefix "$root" --omit=dev --ignore-scripts --no-audit --no-fund
fi

# The seed is named from the workflow's folder, not from the action's.
if [ -n "${MOCK_SEED:-}" ]; then MOCK_SEED=$(realpath "$MOCK_SEED"); fi
export MOCK_SEED MOCK_DATA="$folder/mock.sqlite"
if [ "${MOCK_PROXY:-}" = true ]; then
  export MOCK_PROXY_PASS=1 MOCK_PROXY_ENV="$folder/proxy.env"
fi

cd "$root"
: >"$folder/log" # it is read before the server may have opened it
nohup node --import tsx mock-server/cli.ts >"$folder/log" 2>&1 &
pid=$!
echo "$pid" >"$folder/pid" # for who wants to end it before the job does
until origin=$(grep -om1 'running at http://[^ ]*' "$folder/log"); do
  kill -0 "$pid" 2>/dev/null || { cat "$folder/log" >&2; exit 1; }
  sleep 0.1
done
echo "origin=${origin#running at }" >>"$GITHUB_OUTPUT"
if [ "${MOCK_PROXY:-}" = true ]; then cat "$folder/proxy.env" >>"$GITHUB_ENV"; fi
echo "The fake WeChat is ${origin}; its log: $folder/log"
