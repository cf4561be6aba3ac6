"""The private names of other libraries that our code uses.

After an upgrade, a failure shows which of our files to compare with which function, and which tests to run. The sources
are read and not imported, because not every machine has gunicorn or the MySQL driver.
"""

from __future__ import annotations

import ast
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest
from twisted.internet.abstract import FileDescriptor

AUTOBAHN, AUTOBAHN_TWISTED = "autobahn.websocket.protocol", "autobahn.twisted.websocket"
DAPHNE, DAPHNE_HTTP, DAPHNE_SOCKET = "daphne.server", "daphne.http_protocol", "daphne.ws_protocol"
DJANGO, MYSQL = "django.db.backends.base.base", "django.db.backends.mysql.base"
GTHREAD, PARSER = "gunicorn.workers.gthread", "gunicorn.http.parser"
LAYER = "channels_redis.pubsub"
CLUSTER, REDIS, SENTINEL = "redis.cluster", "redis.connection", "redis.sentinel"
SCHEMA = "drf_spectacular.openapi"
TWISTED = "twisted.web.http"

# Our file, the tests of its use of the names, and for each name the module, the function and the code that we rely on.
RELIED_ON: dict[tuple[str, str], list[tuple[str, str, str]]] = {
    ("core/servers/websocket_closing.py", "tests/processes/test_closes.py"): [
        (AUTOBAHN, "WebSocketProtocol._protocol_violation", "self._fail_connection("),
        (AUTOBAHN, "WebSocketProtocol._protocol_violation", "if self.failByDrop: return True"),
        (AUTOBAHN, "WebSocketProtocol._invalid_payload", "self._fail_connection("),
        (AUTOBAHN, "WebSocketProtocol._max_message_size_exceeded", "self._fail_connection("),
        (AUTOBAHN, "WebSocketProtocol.processControlFrame", "if self.onCloseFrame(code, reasonRaw):"),
        (AUTOBAHN, "WebSocketProtocol.sendCloseFrame", "self.closeHandshakeTimeoutCall = "),
        (AUTOBAHN, "WebSocketProtocol.sendCloseFrame", "self.onCloseHandshakeTimeout,"),
        (AUTOBAHN, "WebSocketProtocol.dropConnection", "self._closeConnection(abort)"),
        (AUTOBAHN, "WebSocketProtocol.dropConnection", "self.state = WebSocketProtocol.STATE_CLOSED"),
        (
            AUTOBAHN,
            "WebSocketProtocol.consumeData",
            "while self.processData() and self.state != WebSocketProtocol.STATE_CLOSED:",
        ),
        (AUTOBAHN_TWISTED, "WebSocketAdapterProtocol._closeConnection", "self.transport.abortConnection()"),
        (DAPHNE_SOCKET, "WebSocketProtocol.onClose", 'if not self.muted and hasattr(self, "application_queue"):'),
        ("twisted.internet.abstract", "FileDescriptor.doWrite", 'self.dataBuffer = b"".join(self._tempDataBuffer)'),
        ("twisted.internet.abstract", "FileDescriptor.doWrite", "self._writeDisconnected = True"),
        ("twisted.internet.abstract", "FileDescriptor.loseConnection", "if self._writeDisconnected:"),
        ("twisted.internet.tcp", "Connection._closeWriteConnection", "p.writeConnectionLost()"),
        ("twisted.internet.tcp", "Connection.readConnectionLost", "p.readConnectionLost()"),
    ],
    ("core/servers/handshake_refusals.py", "tests/processes/test_handshakes.py"): [
        (AUTOBAHN, "WebSocketServerProtocol.processHandshake", "txaio.as_future(self.onConnect, request)"),
        (
            AUTOBAHN,
            "WebSocketServerProtocol.processHandshake",
            "self.failHandshake(err.value.reason, err.value.code)",
        ),
        (AUTOBAHN, "WebSocketServerProtocol.succeedHandshake", "if type(res) == tuple:"),
        (DAPHNE_SOCKET, "WebSocketProtocol.serverAccept", "self.handshake_deferred.callback(subprotocol)"),
        (DAPHNE_SOCKET, "WebSocketProtocol.serverReject", "ConnectionDeny(code=403"),
    ],
    ("core/servers/websocket.py", "tests/processes/test_rfc6455_frames.py"): [
        (AUTOBAHN_TWISTED, "WebSocketAdapterProtocol.dataReceived", "self._dataReceived(data)"),
        (AUTOBAHN, "WebSocketProtocol.processData", "self.onFrameBegin()"),
        (AUTOBAHN, "WebSocketProtocol.sendFrame", "self.sendData(raw, sync, chopsize)"),
        (AUTOBAHN, "WebSocketProtocol._connectionMade", "for configAttr in self.CONFIG_ATTRS:"),
        (AUTOBAHN, "WebSocketProtocol.onPing", "self.sendPong(payload)"),
        ("twisted.internet.abstract", "FileDescriptor._maybePauseProducer", "self.producer.pauseProducing()"),
        ("twisted.internet.abstract", "FileDescriptor.write", "self._tempDataBuffer.append(data)"),
        ("twisted.internet.abstract", "FileDescriptor.doWrite", "l = self.writeSomeData(self.dataBuffer)"),
    ],
    ("core/servers/http_channel.py", "tests/processes/test_requests.py"): [
        (TWISTED, "HTTPChannel.rawDataReceived", "self._networkProducer.pauseProducing()"),
        (TWISTED, "HTTPChannel.headerReceived", "self._respondToBadRequestAndDisconnect()"),
        (TWISTED, "HTTPChannel._send100Continue", "100 Continue"),
        (TWISTED, "HTTPChannel.requestDone", "self._networkProducer.resumeProducing()"),
        (TWISTED, "HTTPFactory.buildProtocol", "p.callLater = self.reactor.callLater"),
    ],
    ("core/servers/http_request.py", "tests/processes/test_requests.py"): [
        (DAPHNE_HTTP, "HTTPFactory.buildProtocol", "protocol.requestFactory = WebRequest"),
        (DAPHNE_HTTP, "WebRequest.process", 'upgrade_header.lower() == b"websocket"'),
        (DAPHNE_HTTP, "WebRequest.process", "self.basic_error("),
    ],
    ("core/servers/http_responses.py", "tests/processes/test_slow_senders.py"): [
        (DAPHNE_HTTP, "WebRequest.handle_reply", "self._response_started = True"),
    ],
    ("core/servers/socket_server.py", "tests/processes/test_serve_end.py"): [
        (DAPHNE, "Server.run", "self.ws_factory = WebSocketFactory(self"),
        (DAPHNE, "Server.run", 'addSystemEventTrigger("before", "shutdown", self.kill_all_applications)'),
        (DAPHNE, "Server.handle_reply", "protocol.handle_reply(message)"),
        (DAPHNE, "Server.protocol_disconnected", 'self.connections[protocol]["disconnected"] = time.time()'),
        (DAPHNE, "Server.create_application", 'self.connections[protocol]["application_instance"] = '),
        (DAPHNE, "Server.application_checker", "reactor.callLater(1, self.application_checker)"),
        (DAPHNE, "Server.timeout_checker", "reactor.callLater(2, self.timeout_checker)"),
    ],
    ("core/sockets/channel_layer.py", "tests/faults"): [
        (LAYER, "RedisPubSubChannelLayer._get_layer", "loop = asyncio.get_running_loop()"),
        (LAYER, "RedisPubSubChannelLayer.serialize", "return self._serializer.serialize(message)"),
        (LAYER, "RedisPubSubLoopLayer._get_group_channel_name", 'return f"{self.prefix}__group__{group}"'),
        (LAYER, "RedisPubSubLoopLayer.__init__", "self._shards = ["),
        (LAYER, "RedisPubSubLoopLayer.group_add", "group_channels.add(channel)"),
        (LAYER, "RedisPubSubLoopLayer.receive", "del self.channels[channel]"),
        (LAYER, "RedisPubSubLoopLayer.receive", "await shard.unsubscribe(channel)"),
        (LAYER, "RedisSingleShardConnection.subscribe", "async with self._lock:"),
        (
            LAYER,
            "RedisSingleShardConnection.subscribe",
            "self._ensure_redis() self._ensure_receiver()",
        ),
        (LAYER, "RedisSingleShardConnection.subscribe", "await self._pubsub.subscribe(channel)"),
        (LAYER, "RedisSingleShardConnection.subscribe", "self._subscribed_to.add(channel)"),
    ],
    ("core/sockets/cluster_layer.py", "tests/clusters/test_redis_fail_over.py"): [
        (LAYER, "RedisPubSubChannelLayer._get_layer", "self._layers[loop] = layer"),
        (LAYER, "RedisPubSubLoopLayer._subscribe_to_channel", "await shard.subscribe(channel)"),
        (LAYER, "RedisPubSubLoopLayer.group_discard", "await shard.unsubscribe(group_channel)"),
        (LAYER, "RedisPubSubLoopLayer.flush", "for shard in self._shards: await shard.flush()"),
        (LAYER, "RedisSingleShardConnection._receive_message", "self.channel_layer.channels[name].put_nowait(data)"),
    ],
    ("core/redis/cluster_topology.py", "tests/core/test_redis_cluster.py"): [
        (CLUSTER, "NodesManager.initialize", "if node.name == last_failed_node_name:"),
        (CLUSTER, "NodesManager.move_slot", "self.slots_cache[e.slot_id] = [redirected_node]"),
        (CLUSTER, "NodesManager.get_node_from_slot", "node_idx = 0"),
    ],
    ("core/redis/connection.py", "tests/core/test_broadcast.py"): [
        (
            REDIS,
            "AbstractConnection.send_packed_command",
            "for item in command: self._sock.sendall(item)",
        ),
        (REDIS, "AbstractConnection.send_packed_command", "self.connect_check_health(check_health=False)"),
        (REDIS, "AbstractConnection.read_response", "if isinstance(response, ResponseError):"),
    ],
    ("core/redis/sentinel.py", "tests/services/test_sentinel.py"): [
        (SENTINEL, "SentinelManagedConnection.connect", "self.retry.call_with_retry(self._connect_retry"),
        (SENTINEL, "SentinelManagedConnection._connect_retry", "self.connection_pool.get_master_address()"),
        (SENTINEL, "SentinelManagedConnection.read_response", "disconnect_on_error: Optional[bool] = False"),
        (SENTINEL, "SentinelConnectionPoolProxy.get_master_address", "self.sentinel_manager.discover_master("),
        ("django_redis.pool", "ConnectionFactory.get_or_create_connection_pool", "self.get_connection_pool(params)"),
    ],
    ("core/db/mysql/base.py", "tests/services/test_mysql.py"): [
        (DJANGO, "BaseDatabaseWrapper.set_autocommit", 'hasattr(self, "_start_transaction_under_autocommit")'),
        (
            DJANGO,
            "BaseDatabaseWrapper.set_autocommit",
            "elif autocommit: self._set_autocommit(autocommit)",
        ),
        (DJANGO, "BaseDatabaseWrapper.commit", "self._commit()"),
        (DJANGO, "BaseDatabaseWrapper.rollback", "self._rollback()"),
        (DJANGO, "BaseDatabaseWrapper.close_if_health_check_failed", "if not self.is_usable():"),
        (DJANGO, "BaseDatabaseWrapper.close_if_unusable_or_obsolete", "if self.errors_occurred:"),
        (DJANGO, "BaseDatabaseWrapper.connect", "self.get_new_connection(conn_params)"),
        (MYSQL, "DatabaseWrapper._rollback", "BaseDatabaseWrapper._rollback(self)"),
        (MYSQL, "DatabaseWrapper._set_autocommit", "self.connection.autocommit(autocommit)"),
        (MYSQL, "DatabaseWrapper.create_cursor", "return CursorWrapper(cursor)"),
        (MYSQL, "CursorWrapper.execute", "return self.cursor.execute(query, args)"),
    ],
    ("core/db/mysql/limited.py", "tests/core/test_database_limit.py"): [
        ("django.db.utils", "DatabaseErrorWrapper.__exit__", "raise dj_exc_value.with_traceback(traceback)"),
        (DJANGO, "BaseDatabaseWrapper.wrap_database_errors", "return DatabaseErrorWrapper(self)"),
        ("django.db.backends.utils", "CursorWrapper._execute", "with self.db.wrap_database_errors:"),
        ("django.db.transaction", "Atomic.__enter__", "False, force_begin_transaction_with_broken_autocommit=True"),
        ("django.db.transaction", "Atomic.__exit__", "connection.set_autocommit(True)"),
    ],
    ("core/threads.py", "tests/core/test_threads.py"): [
        (DJANGO, "BaseDatabaseWrapper.close_if_health_check_failed", "or self.health_check_done"),
        (DJANGO, "BaseDatabaseWrapper.connect", 'self.settings_dict["CONN_HEALTH_CHECKS"]'),
    ],
    ("core/middleware/django_requests.py", "tests/core/test_bodies.py"): [
        ("django.core.handlers.asgi", "ASGIRequest.__init__", "self._set_content_type_params(self.META)"),
        ("django.core.handlers.wsgi", "WSGIRequest.__init__", "self._set_content_type_params(environ)"),
    ],
    ("accounts/sessions/authentication.py", "tests/core/test_plain_views.py"): [
        ("rest_framework.request", "Request.__init__", "self._request = request"),
    ],
    ("core/api/openapi/schema.py", "tests/contracts/test_endpoints.py"): [
        (SCHEMA, "AutoSchema.get_operation", "self._get_request_body()"),
        (SCHEMA, "AutoSchema.get_operation", "self._get_response_bodies()"),
        (SCHEMA, "AutoSchema._get_request_body", "if self.method not in ('PUT', 'PATCH', 'POST'):"),
        (SCHEMA, "AutoSchema._map_serializer_field", "self._get_serializer_field_meta(field, direction)"),
        (SCHEMA, "AutoSchema._get_response_bodies", "self._get_response_for_code("),
    ],
    ("config/processes/receiving_worker.py", "tests/processes/test_slow_senders.py"): [
        (GTHREAD, "ThreadWorker.set_accept_enabled", "selectors.EVENT_READ, self.accept)"),
        (GTHREAD, "ThreadWorker.run", "self.murder_pending()"),
        (GTHREAD, "ThreadWorker.run", "can_accept = self.nr_conns < self.worker_connections"),
        (GTHREAD, "ThreadWorker.enqueue_req", "self.method_queue.defer(self.finish_request, conn, fut)"),
        (GTHREAD, "ThreadWorker.finish_request", "self.keepalived_conns.append(conn)"),
        (GTHREAD, "ThreadWorker.on_client_socket_readable", "self.keepalived_conns.remove(conn)"),
        (GTHREAD, "ThreadWorker.handle", "self.handle_error(req, conn.sock, conn.client, e)"),
        (GTHREAD, "ThreadWorker.handle", "if not conn.initialized and not conn.data_ready:"),
        (GTHREAD, "TConn.init", "if self.initialized: return"),
        (PARSER, "Parser.__init__", "self.unreader = IterUnreader(source)"),
        ("gunicorn.http.unreader", "Unreader.unread", "self.buf.write(data)"),
    ],
    ("config/processes/hashing_worker.py", "tests/processes/shared/test_sign_in_queue.py"): [
        (GTHREAD, "ThreadWorker.handle", "req = next(conn.parser)"),
        (GTHREAD, "ThreadWorker.handle", "self._keepalive_after(conn, self.handle_request(req, conn))"),
        (GTHREAD, "ThreadWorker.handle", "except Exception as e:"),
        (GTHREAD, "ThreadWorker._keepalive_after", "conn.parser.finish_body("),
    ],
    ("config/processes/download_worker.py", "tests/processes/shared/test_downloads.py"): [
        (GTHREAD, "ThreadWorker.handle_request", "wsgi.create(req, conn.sock, conn.client,"),
        ("gunicorn.util", "unquote_to_wsgi_str", "urllib.parse.unquote_to_bytes(string)"),
    ],
    ("config/processes/play_worker.py", "tests/processes/test_plain_plays.py"): [
        (GTHREAD, "ThreadWorker.run", "self.wait_for_and_dispatch_events(timeout=1.0)"),
        (GTHREAD, "ThreadWorker.run", "while self.nr_conns > 0:"),
        (GTHREAD, "ThreadWorker.handle_request", "self.wsgi(environ, resp.start_response)"),
        ("gunicorn.workers.base", "Worker.load_wsgi", "self.wsgi = self.app.wsgi()"),
        ("gunicorn.http.wsgi", "Response.default_headers", '"Server: %s\\r\\n" % self.version'),
    ],
    ("config/processes/draining_worker.py", "tests/processes/shared/test_gunicorn.py"): [
        (GTHREAD, "ThreadWorker.run", "self.set_accept_enabled(False)"),
        (GTHREAD, "ThreadWorker.handle_exit", "self.alive = False"),
    ],
}


def is_installed(module: str) -> bool:
    return find_spec(module.partition(".")[0]) is not None


@cache
def parsed(module: str) -> tuple[str, ast.Module]:
    spec = find_spec(module)
    assert spec is not None, f"There is no {module} any more."
    assert spec.origin is not None
    source = Path(spec.origin).read_text()
    return source, ast.parse(source)


def function_in(module: str, name: str) -> str:
    """The source of the function with single spaces, or "" if there is no such function."""
    source, tree = parsed(module)
    found: ast.AST | None = tree
    for part in name.split("."):
        found = next((node for node in getattr(found, "body", ()) if getattr(node, "name", None) == part), None)
    return "" if found is None else " ".join((ast.get_source_segment(source, found) or "").split())


ROWS = [(*files, *row) for files, rows in RELIED_ON.items() for row in rows if is_installed(row[0])]


@pytest.mark.parametrize(("ours", "tests", "module", "name", "text"), ROWS)
def test_a_private_name_is_still_used_as_we_rely_on(ours: str, tests: str, module: str, name: str, text: str) -> None:
    assert text in function_in(module, name), (
        f"{module}.{name} has changed: compare it with backend/{ours}, which overrides or calls it, "
        f"then correct this table and run backend/{tests}."
    )


@pytest.mark.parametrize("file", sorted({file for files in RELIED_ON for file in files}))
def test_a_file_that_a_failure_would_name_exists(file: str) -> None:
    assert (Path(__file__).parents[2] / file).exists()


def test_the_bytes_that_twisted_buffers_before_it_pauses_a_producer() -> None:
    assert FileDescriptor.bufferSize == 64 * 1024, "TRANSPORT_BYTES in backend/core/servers/websocket.py is the same."
