# A Ruby client that needs only the standard library: it signs in, plays, and follows the results by the event stream, or
# by polling where a proxy refuses it. subscriber.rb uses it.
%w[json net/http openssl securerandom].each { |library| require library }

class NumberPlay
  # The message is the code of the error. Without a `status`, there was no response, or one that isn't NumberPlay's.
  Failed = Class.new(StandardError) { attr_accessor :status, :retry_after }
  RESULT = ->(it) { it in { id: Integer, seq: Integer, number: Integer, result: String, prize: _, played_at: String } }
  PAGE = ->(it) { (it in { results: Array, seq: Integer }) && it[:results].all?(RESULT) }
  STREAM = "/api/game/results/stream/"
  TOKENS = ->(it) { it in { access: String, refresh: String } }
  LOST = [IOError, SystemCallError, SocketError, Timeout::Error, OpenSSL::SSL::SSLError, Net::HTTPBadResponse].freeze

  # `tokens` has a `refresh` token, and may have an `access` token. `speed` divides all delays, for tests.
  def initialize(url, tokens: nil, speed: 1)
    @url, @tokens, @speed, @renewing = URI(url), tokens, speed, Mutex.new
  end

  def register(**fields) = sign_in("register", **fields)
  def sign_in(action = "login", **fields)
    (@tokens = request(:Post, "/auth/api/#{action}/", TOKENS, nil, fields))[:user]
  end

  # Plays once, because all requests have the same key. They are repeated for up to a minute.
  def play(number, headers = { "Idempotency-Key" => SecureRandom.uuid })
    repeat(60) { with_token { |token| request(:Post, "/api/game/play/", RESULT, token, { number: }, headers) } }
  end

  # Returns at most `size` results after that seq, oldest first, and the newest seq.
  def results(since, size)
    with_token { |token| request(:Get, "/api/game/results/?since=#{since}&page_size=#{size}", PAGE, token) }
  end

  # Yields the name, data, id and delay of each block of the event stream, until it ends.
  def events(since)
    with_token do |token|
      request(:Get, STREAM, nil, token, nil, { "Last-Event-ID" => since&.to_s }, 8) do |http, response, rest = String.new|
        response.content_type == "text/event-stream" or raise Failed
        response.read_body do |part|
          http.read_timeout = 45.0 / @speed unless part.empty? # a comment follows 20 seconds of silence
          rest << part
          while (block = rest.slice!(/\A(?:.*?\n)??\r?\n/m))
            yield(*%w[event data id retry].map { |name| block.scan(/^#{name}: ?(.*?)\r?$/).join("\n") })
          end
        end
      end
    end
  end

  # Repeats what may succeed later, with increasing delays.
  def repeat(seconds, ends_at = now + seconds, delay = 0.25)
    yield
  rescue Failed => e
    pause = [delay * rand(1.0..1.5), e.retry_after.to_f].max
    raise if ![nil, 408, 429, 502, 503, 504].include?(e.status) || now + pause > ends_at
    sleep(pause)
    delay = [2 * delay, 8].min
    retry
  end

  # Threads that need a new token at the same time share one renewal, because a refresh token can be used only once.
  def token(refused = nil)
    @renewing.synchronize do
      raise failed("signed-out", 401) unless @tokens
      next @tokens[:access] if @tokens[:access] != refused
      (@tokens = request(:Post, "/auth/api/token/refresh/", TOKENS, nil, @tokens.slice(:refresh)))[:access]
    end
  end

  def now = Process.clock_gettime(Process::CLOCK_MONOTONIC) * @speed
  def sleep(seconds) = Kernel.sleep(seconds.to_f / @speed)

  private def with_token(used = token)
    yield used
  rescue Failed => e
    e.status == 401 ? yield(token(used)) : raise
  end

  private def request(kind, path, expected, token, body = nil, headers = {}, seconds = 15)
    headers = { "Authorization" => token && "Bearer #{token}", "Content-Type" => "application/json", **headers }.compact
    options = { use_ssl: @url.scheme == "https", max_retries: 0, read_timeout: seconds / @speed.to_f, open_timeout: 8 }
    Net::HTTP.start(@url.host, @url.port, options) do |http|
      http.request(Net::HTTP.const_get(kind).new(path, headers), body&.to_json) do |response|
        code = response.body[/"code": ?"(\w+)"/, 1] || response.code unless response.is_a?(Net::HTTPSuccess)
        raise failed(code, response.code.to_i, response["Retry-After"].to_f) if code
        return yield(http, response) unless expected
        return JSON.parse(response.body, symbolize_names: true).tap { |answer| expected === answer or raise Failed }
      end
    end
  rescue *LOST, Net::ProtocolError, JSON::ParserError
    raise Failed
  end

  private def failed(code, *fields) = Failed.new(code).tap { |error| error.status, error.retry_after = fields }

  # Calls `on_result` with every result after `position` (nil: from now on), once and in order, until the session ends.
  Subscription = Struct.new(:client, :position, :on_result, :on_state, :on_resync, :state, :blocked_until) do
    def run
      become("connecting")
      client.repeat(Float::INFINITY) { client.token }
      loop { client.sleep(follow_stream || poll) }
    rescue Failed => e
      become("signed-out") if e.status == 401
      raise
    end

    # Returns the delay before the next attempt, or nil if the stream couldn't be opened.
    def follow_stream(delay = nil)
      return if client.now < blocked_until.to_f
      client.events(position) do |event, data, id, retry_ms|
        become("fallback")
        delay = retry_ms.empty? ? delay || 1 : retry_ms.to_f / 1000
        receive(id.to_i, event, data)
      end
      delay
    rescue Failed => e
      raise if e.status == 401
      self.blocked_until = client.now + [e.retry_after.to_f, 30].max unless delay
      delay
    end

    def receive(id, event, data)
      self.position ||= id
      result = JSON.parse(data, symbolize_names: true) if event == "game_result"
      client.repeat(60) { catch_up } if event == "resync" || (result && result[:seq] > position + 1)
      take(result) if result
    end

    # Returns the delay before the next request.
    def poll
      catch_up
      become("fallback")
      5
    rescue Failed => e
      raise if e.status == 401
      become("offline")
      [e.retry_after.to_f, 5].max
    end

    def catch_up
      page = client.results(position || 0, position ? 100 : 1)
      on_resync.call(self.position = page[:seq]) if page[:seq] < (self.position ||= page[:seq])
      page[:results].each { |result| take(result) }
      catch_up if position < page[:seq] && page[:results].any?
    end

    def become(new_state) = state == new_state || on_state.call(self.state = new_state)
    def take(result) = result[:seq] > position && on_result.call(result.tap { self.position = result[:seq] })
  end
end
