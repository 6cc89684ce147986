-- Sends the requests of a file, one on a line (method, path, headers, body), in their order, and tells in JSON how it went.
local requests, place = {}, 0

local function split(text, sign)
  local parts = {}
  for part in (text .. sign):gmatch("(.-)" .. sign) do parts[#parts + 1] = part end
  return parts
end

function init(args)
  for line in io.lines(args[1]) do
    local method, path, given, body = unpack(split(line, "\t"))
    local headers = {}
    for _, pair in ipairs(split(given, "\31")) do
      local name, value = unpack(split(pair, "\30"))
      headers[name] = value
    end
    requests[#requests + 1] = wrk.format(method, path, headers, body ~= "" and body or nil)
  end
end

function request()
  place = place % #requests + 1
  return requests[place]
end

function done(summary, latency, _)
  local errors = summary.errors
  io.write(string.format(
    '\n{"requests": %d, "seconds": %f, "bytes": %d, "errors": %d, "p50": %f, "p99": %f}\n',
    summary.requests, summary.duration / 1e6, summary.bytes,
    errors.connect + errors.read + errors.write + errors.timeout + errors.status,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000))
end
