#!/usr/bin/env bash
# Prints each result of a player as a line of JSON, as soon as it is played. Resumes after the last one when the
# connection is lost, and exits with 1 when the session has ended.
#
# ACCESS=<token> REFRESH=<token> [SINCE=<seq>] examples/subscriber.sh [http://localhost:8000]
set -euo pipefail

server=${1:-http://localhost:8000}
last=${SINCE:-}

# The tokens are passed on standard input, because other users of the machine can see arguments.
stream() {
  {
    echo "header = \"Authorization: Bearer $ACCESS\""
    [[ -z $last ]] || echo "header = \"Last-Event-ID: $last\""
  } | curl --config - --silent --no-buffer --write-out 'status: %{http_code}\n' "$server/api/game/results/stream/" || true
}

# An access token is valid for five minutes, but only has to be valid when the stream begins.
renew() {
  local answer
  answer=$(echo "{\"refresh\": \"$REFRESH\"}" |
    curl --silent --data @- --header 'Content-Type: application/json' --write-out '%{http_code}' \
      "$server/auth/api/token/refresh/") || true
  case $answer in
    *200)
      ACCESS=$(member access "$answer")
      REFRESH=$(member refresh "$answer")
      ;;
    *401)
      echo "Sign in again." >&2
      exit 1
      ;;
  esac
}

member() {
  sed -E "s/.*\"$1\": ?\"([^\"]+)\".*/\1/" <<<"$2"
}

while true; do
  id='' data=''
  while IFS= read -r line; do
    case $line in
      "id: "*) id=${line#id: } ;;
      "data: "*) data=${line#data: } ;;
      "") # the end of a block; a block without it was cut off
        last=$id
        [[ -z $data ]] || echo "$data"
        data=''
        ;;
      *"status: 401") renew ;;
    esac
  done < <(stream)
  sleep "$((1 + RANDOM % 4))"
done
