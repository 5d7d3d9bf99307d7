/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.Yaml;

/**
 * Sends what the GUIs of robot_monitoring send, in their order, and reads what they read: a GUI of 2024 text frames, a newer one
 * binary ones only. It keeps for each process the last state and the output.
 */
final class RobotGui implements AutoCloseable, WebSocket.Listener {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final URI server;
    private final boolean newer;
    private final Map<String, String> states = new ConcurrentHashMap<>();
    private final Map<String, Integer> stateMessages = new ConcurrentHashMap<>();
    private final List<String> output = new CopyOnWriteArrayList<>();
    private final List<Map<String, Object>> messages = new CopyOnWriteArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private final ByteArrayOutputStream binary = new ByteArrayOutputStream();
    private WebSocket socket;
    private final AtomicInteger heartbeats = new AtomicInteger();
    private volatile boolean ended;

    private RobotGui(URI server, boolean newer) {
        this.server = server;
        this.newer = newer;
    }

    /** Begin as one of 2024: its first request is for the socket. */
    static RobotGui of2024(String address) throws Exception {
        return new RobotGui(URI.create(address), false).connect();
    }

    /** Begin as a newer one. */
    static RobotGui newer(String address) throws Exception {
        return new RobotGui(URI.create(address), true).connect();
    }

    private RobotGui connect() throws Exception {
        socket = client.newWebSocketBuilder()
                .connectTimeout(PATIENCE)
                .buildAsync(URI.create(server.toString().replaceFirst("^http", "ws") + "/ws"), this)
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        return this;
    }

    /** Ask for what a GUI asks for before its menu opens, and then for what its page of processes asks for. */
    Map<String, Map<String, Object>> openPageOfProcesses() throws Exception {
        Map<String, Map<String, Object>> answers = new LinkedHashMap<>();
        for (String path :
                List.of("/requested_pages", "/version", "/udp", "/dashboard/get_states", "/plugin/get_list")) {
            answers.put(path, object(get(path).body()));
        }
        return answers;
    }

    /** Ask for the list of the processes, in its order. */
    Map<String, Map<String, Object>> list() throws Exception {
        Map<String, Map<String, Object>> processes = new LinkedHashMap<>();
        for (Map<String, Object> process : list(get("/process/get_list").body())) {
            processes.put((String) process.get("name"), process);
        }
        return processes;
    }

    /**
     * Return what "Apply" sends of a process: every key of its {@code cmdline}, a check as true or false, a combo as the text
     * that is shown, {@code Default} when nobody has touched it.
     */
    @SuppressWarnings("unchecked") // As the GUIs read it.
    static String applied(Map<String, Object> process, Map<String, String> chosen) {
        Map<String, Map<String, Object>> cmdline = (Map<String, Map<String, Object>>) process.get("cmdline");
        return cmdline.entrySet().stream()
                .map(entry -> '"' + entry.getKey() + "\":" + value(entry.getValue(), chosen.get(entry.getKey())))
                .collect(Collectors.joining(",", "{", "}"));
    }

    @SuppressWarnings("unchecked") // As the GUIs read it.
    private static String value(Map<String, Object> variant, String chosen) {
        if (variant.get("type").equals("check")) {
            boolean byDefault = !variant.get("default").equals(0);
            return Boolean.toString(chosen == null ? byDefault : chosen.equals("true"));
        }
        List<String> options = (List<String>) variant.get("options");
        String shown = chosen == null ? options.get(0) : chosen;
        if (!options.contains(shown)) {
            throw new AssertionError("The GUI offers " + options + ", not " + shown);
        }
        return '"' + shown + '"';
    }

    /** Press a button of the card of a process; return the answer as the GUI reads it, which looks at 2xx only. */
    Map<String, Object> press(String name, String command, String options) throws Exception {
        HttpResponse<String> answer = send(
                "PUT",
                "/process/" + name + "/command/" + command,
                "{\"name\":\"%s\",\"cmd\":\"%s\",\"options\":%s}".formatted(name, command, options));
        if (answer.statusCode() / 100 != 2) {
            throw new AssertionError(
                    "The GUI does not read what comes with " + answer.statusCode() + ": " + answer.body());
        }
        return object(answer.body());
    }

    /** Press "Start"; the answer comes when it comes. */
    CompletableFuture<String> pressLater(String name) {
        HttpRequest request = HttpRequest.newBuilder(server.resolve("/process/" + name + "/command/start"))
                .PUT(HttpRequest.BodyPublishers.ofString(
                        "{\"name\":\"%s\",\"cmd\":\"start\",\"options\":{}}".formatted(name)))
                .build();
        return client.sendAsync(request, HttpResponse.BodyHandlers.ofString()).thenApply(HttpResponse::body);
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send("GET", path, "");
    }

    HttpResponse<String> send(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.resolve(path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .timeout(PATIENCE)
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** Ask for the time that a round trip takes, as the GUIs do every 300 ms. */
    void ping(String json) throws Exception {
        if (newer) {
            byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
            ByteBuffer message = ByteBuffer.allocate(4 + bytes.length);
            message.put((byte) 0x1a)
                    .put((byte) (bytes.length + 2))
                    .put((byte) 0x0a)
                    .put((byte) bytes.length);
            socket.sendBinary(message.put(bytes).flip(), true).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } else {
            socket.sendText(json, true).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    /** Return the state that the card of a process shows. */
    String state(String name) {
        return states.getOrDefault(name, "");
    }

    /** Return how often the state of a process has come. */
    int stateMessages(String name) {
        return stateMessages.getOrDefault(name, 0);
    }

    int heartbeats() {
        return heartbeats.get();
    }

    /** Return whether the connection has ended, as the GUIs show at once. */
    boolean ended() {
        return ended;
    }

    /** Return the output as the console shows it, with the name of the process before each line. */
    List<String> output() {
        return output;
    }

    /** Return what came besides states and output. */
    List<Map<String, Object>> messages() {
        return messages;
    }

    void awaitState(String name, String state) throws InterruptedException {
        Lab.await(name + " is shown as " + state, () -> state(name).equals(state));
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            Map<String, Object> message = object(text.toString());
            text.setLength(0);
            // Text for all of them.
            if (message.get("type").equals("heartbeat")) {
                heartbeats.incrementAndGet();
            } else if (!newer) {
                taken(message);
            }
        }
        from.request(1);
        return null;
    }

    private void taken(Map<String, Object> message) {
        if (message.get("type").equals(newer ? "proc_status" : "proc") && message.containsKey("status")) {
            stateShown(message);
        } else if ("output".equals(message.get("content"))) {
            // Their script reads the length of both.
            output.add(message.get("name") + ": " + message.get("stdout") + message.get("stderr"));
        } else {
            messages.add(message);
        }
    }

    private void stateShown(Map<String, Object> message) {
        states.put((String) message.get("name"), (String) message.get("status"));
        stateMessages.merge((String) message.get("name"), 1, Integer::sum);
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
        byte[] bytes = new byte[data.remaining()];
        data.get(bytes);
        binary.writeBytes(bytes);
        if (last) {
            ByteBuffer message = ByteBuffer.wrap(binary.toByteArray());
            binary.reset();
            if (newer) {
                Map<Integer, ByteBuffer> fields = fields(message);
                if (fields.containsKey(3)) {
                    taken(object(string(fields(fields.get(3)).get(1))));
                } else if (fields.containsKey(4)) {
                    Map<Integer, ByteBuffer> line = fields(fields.get(4));
                    output.add(string(line.get(1)) + ": " + string(line.get(2)));
                } else {
                    throw new AssertionError("There is a message that no GUI knows: " + fields);
                }
            }
        }
        from.request(1);
        return null;
    }

    /** Read protocol buffers whose fields are all strings or messages. */
    private static Map<Integer, ByteBuffer> fields(ByteBuffer message) {
        Map<Integer, ByteBuffer> fields = new LinkedHashMap<>();
        while (message.hasRemaining()) {
            int tag = number(message);
            if ((tag & 7) != 2) {
                throw new AssertionError("There is a field of type " + (tag & 7));
            }
            int length = number(message);
            fields.put(tag >>> 3, message.slice(message.position(), length));
            message.position(message.position() + length);
        }
        return fields;
    }

    private static int number(ByteBuffer message) {
        int value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = message.get();
            value |= (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    private static String string(ByteBuffer bytes) {
        return bytes == null ? "" : StandardCharsets.UTF_8.decode(bytes).toString();
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int statusCode, String reason) {
        ended = true;
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        ended = true;
    }

    @SuppressWarnings("unchecked") // JSON is YAML; a test that meets another type fails, as it should.
    private static Map<String, Object> object(String json) {
        return (Map<String, Object>) new Yaml().load(json);
    }

    @SuppressWarnings("unchecked") // The same.
    private static List<Map<String, Object>> list(String json) {
        return (List<Map<String, Object>>) new Yaml().load(json);
    }

    /** Return a copy of the lines of one process. */
    List<String> outputOf(String name) {
        return new ArrayList<>(output.stream()
                .filter(line -> line.startsWith(name + ": "))
                .map(line -> line.substring(name.length() + 2))
                .toList());
    }

    @Override
    public void close() {
        socket.abort();
    }
}
