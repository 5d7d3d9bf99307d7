/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** A {@code concert_launcher serve} of the distribution that runs in a lab, and the HTTP client of its user. */
final class ServingLauncher {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern ANNOUNCED = Pattern.compile("\\(Jolokia\\): (http://127\\.0\\.0\\.1:\\d+)/jolokia\\R");

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final Process process;
    private final URI url;

    private ServingLauncher(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    /**
     * Start serving, and wait until the address of HTTP is printed.
     *
     * @param port the port; 0 for any that is free
     */
    static ServingLauncher start(Lab lab, Distribution distribution, int port)
            throws IOException, InterruptedException {
        Process process = lab.start(distribution.command("serve", "--port", Integer.toString(port)));
        Lab.await(
                "serve prints its address",
                () -> !process.isAlive() || announced(lab, process).find());
        Matcher announced = announced(lab, process);
        if (!announced.find()) {
            throw new AssertionError("serve ended with " + process.waitFor() + ": " + lab.complained(process));
        }
        return new ServingLauncher(process, URI.create(announced.group(1)));
    }

    private static Matcher announced(Lab lab, Process process) {
        try {
            return ANNOUNCED.matcher(lab.printed(process));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Connect as JConsole does to a process of this machine. */
    JMXConnector connect() throws IOException, AttachNotSupportedException {
        return connect(process.pid());
    }

    /** Connect as JConsole does to a JVM of this machine, whatever runs in it. */
    @SuppressWarnings("BanJNDI") // The address comes from the process that the test started.
    static JMXConnector connect(long pid) throws IOException, AttachNotSupportedException {
        VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
        try {
            return JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent()));
        } finally {
            machine.detach();
        }
    }

    Process process() {
        return process;
    }

    /** Return the address of HTTP, without a slash behind it. */
    String address() {
        return url.toString();
    }

    int port() {
        return url.getPort();
    }

    /** Ask for a path by GET, and return the body of the answer. */
    String get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(url.resolve(path)));
    }

    /** Send Jolokia a request in JSON, in which single quotes stand for double ones. */
    String post(String json) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(url.resolve("/jolokia/"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json.replace('\'', '"'))));
    }

    /** Ask for what a path does by POST, and return the body of the answer. */
    String send(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(url.resolve(path)).POST(HttpRequest.BodyPublishers.noBody()));
    }

    /** Have all processes stopped, and wait until they are. */
    void stopAll() throws IOException, InterruptedException {
        String answer = send(HttpRequest.newBuilder(url.resolve("/api/v1/stop?wait=true"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"all\":true}")));
        if (!answer.contains("\"ok\":true")) {
            throw new AssertionError(answer);
        }
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** Return an attribute of a process of the session {@code lab}, as it stands in JSON. */
    String attribute(String name, String attribute) throws IOException, InterruptedException {
        return value(get("/jolokia/read/org.concert.launcher:type=Process,session=lab,name=" + name + "/" + attribute));
    }

    /** Wait until an answer to a GET has a text in its value. */
    void await(String path, String text) throws InterruptedException {
        Lab.await(path + " shows " + text, () -> {
            try {
                return value(get(path)).contains(text);
            } catch (IOException e) {
                throw new AssertionError(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        });
    }

    /** Wait until a process of the session {@code lab} is in a state. */
    void awaitState(String name, String state) throws InterruptedException {
        await("/jolokia/read/org.concert.launcher:type=Process,session=lab,name=" + name + "/State", '"' + state + '"');
    }

    /** Return the value of an answer of Jolokia, the rest of which repeats the question. */
    private static String value(String answer) {
        Matcher value =
                Pattern.compile("\"value\":(\"[^\"]*\"|\\[[^]]*]|[^,}]*)").matcher(answer);
        return value.find() ? value.group(1) : answer;
    }
}
