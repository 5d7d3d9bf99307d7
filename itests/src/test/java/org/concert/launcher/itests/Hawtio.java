/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;

/**
 * A hawtio as its users run it: a web application in a Jetty of its own.
 *
 * @param port where it listens, on the loopback address
 */
record Hawtio(int port) {

    /** Start it in a lab, with which it ends. */
    static Hawtio start(Lab lab) throws IOException {
        int port = freePort();
        lab.start(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dhawtio.authenticationEnabled=false",
                "-Djava.io.tmpdir=" + lab.folder(),
                "-jar",
                tool("jetty-ee10-runner.jar").toString(),
                "--host",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--path",
                "/hawtio",
                tool("hawtio-default.war").toString()));
        return new Hawtio(port);
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Return where Maven has put a program of others. */
    static Path tool(String file) {
        return Path.of(System.getProperty("tools"), file);
    }

    /** Return where its pages come from. */
    String origin() {
        return "http://127.0.0.1:" + port;
    }

    String address() {
        return origin() + "/hawtio";
    }

    /** Wait until it answers. */
    void await() throws InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(address() + "/")).build();
        Lab.await("hawtio answers", () -> {
            try {
                return client.send(request, HttpResponse.BodyHandlers.discarding())
                                .statusCode()
                        == 200;
            } catch (IOException e) {
                return false;
            }
        });
    }
}
