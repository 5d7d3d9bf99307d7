/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/** What a web server of this machine answers, once it is there. */
final class HttpAnswers {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    /** A password is checked by a slow hash, which a busy machine needs seconds for. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private HttpAnswers() {}

    /** Return what is answered to a GET. */
    static String get(String url) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE).build();
        return CLIENT.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    /** Return the code that a user is answered who names himself and a password. */
    static int status(String method, int port, String path, String user, String password)
            throws IOException, InterruptedException {
        String pair = user + ":" + password;
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(PATIENCE)
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return CLIENT.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    /** Wait until the answer to a GET contains a text. */
    static void await(int port, String path, String text) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(PATIENCE)
                .build();
        Lab.await(path + " shows " + text, () -> {
            try {
                return CLIENT.send(request, HttpResponse.BodyHandlers.ofString())
                        .body()
                        .contains(text);
            } catch (ConnectException e) {
                // Not there yet.
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        });
    }
}
