-- Plays numbers with each of the tokens in the file TOKENS in turn, or requests PATH if it is set.
local requests = {}

function init(_)
  local path, heads = os.getenv("BENCH_PATH"), {}
  for line in io.lines(os.getenv("BENCH_TOKENS")) do
    heads[#heads + 1] = { ["Authorization"] = "Bearer " .. line, ["Content-Type"] = "application/json" }
  end
  -- Consecutive tokens belong to different players, because plays of one player wait for each other.
  for number = 841, path and 841 or 844 do
    for _, headers in ipairs(heads) do
      if path then
        requests[#requests + 1] = wrk.format("GET", path, headers)
      else
        local body = string.format('{"number": %d}', number)
        requests[#requests + 1] = wrk.format("POST", "/api/game/play/", headers, body)
      end
    end
  end
end

local at = 0
function request()
  at = at % #requests + 1
  return requests[at]
end

function done(summary, latency, _)
  local errors = summary.errors
  io.write(string.format(
    '\n{"requests": %d, "seconds": %.6f, "faults": %d, "p50": %.3f, "p99": %.3f}\n',
    summary.requests, summary.duration / 1e6,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000))
end
