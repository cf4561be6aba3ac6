# Prints the results of a player as they are stored, with client.rb:
# NUMBERPLAY_URL=http://localhost:8000 NUMBERPLAY_EMAIL=… NUMBERPLAY_PASSWORD=… ruby examples/subscriber.rb
require_relative "client"

client = NumberPlay.new(ENV.fetch("NUMBERPLAY_URL"))
client.sign_in(email: ENV.fetch("NUMBERPLAY_EMAIL"), password: ENV.fetch("NUMBERPLAY_PASSWORD"))
show = ->(result) { $stdout.syswrite("#{result.values_at(:seq, :number, :result, :prize).join(' ')}\n") }
NumberPlay::Subscription.new(client, 0, show, ->(state) { warn(state) }, ->(seq) { warn("restored to #{seq}") }).run
