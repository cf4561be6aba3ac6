# client.rb as a client program for the conformance cases: clients/conformance/README.md
require_relative "client"

def report(name, value) = $stdout.write("#{JSON.generate(name => value)}\n")

# A refused sign-in doesn't sign anybody out.
def name_of(error, action)
  return "connection-lost" unless error.status
  error.status == 401 && !%w[sign_in register].include?(action) ? "signed-out" : error.message
end

def follow(client, since)
  handlers = %w[result state resync].map { |name| ->(value) { report(name, value) } }
  NumberPlay::Subscription.new(client, since, *handlers).run
rescue NumberPlay::Failed => e
  report("ended", name_of(e, "subscribe"))
end

def execute(client, action, value)
  case action
  when "subscribe" then Thread.new { follow(client, value) }
  when "play" then report("played", client.play(value))
  when "play_at_once" then value.map { |number| Thread.new { report("played", client.play(number)) } }.each(&:join)
  when "register", "sign_in" then report("signed_in", client.public_send(action, **value)[:username])
  end
rescue NumberPlay::Failed => e
  report("failed", name_of(e, action))
end

$stdout.sync = true
given = JSON.parse($stdin.gets, symbolize_names: true)
client = NumberPlay.new(given[:url], tokens: given[:tokens], speed: given[:speed])
report("started", true)
Thread.new { given[:actions].each { |action| action.each { |name, value| execute(client, name.to_s, value) } } }
$stdin.read
exit!
