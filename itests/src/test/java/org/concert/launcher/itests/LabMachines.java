/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.concert.launcher.transport.docker.internal.PrivateEngine;
import org.opentest4j.TestAbortedException;

/**
 * Machines with a network address, files and users of their own, and containers: those that the script {@code lab} makes,
 * here on a Docker Engine of the tests' own. Where the script says that there cannot be any, the tests are left out.
 */
final class LabMachines implements AutoCloseable {

    /** For a {@code @ResourceLock}: an Engine that starts takes the networks of another for its own. */
    static final String ENGINE = "Docker Engine";

    /** The exit code of the script when there cannot be a lab on this machine. */
    private static final int NOT_HERE = 3;

    private static final long PATIENCE_SECONDS = 300;

    private final PrivateEngine engine;
    private final Path folder;

    private LabMachines(PrivateEngine engine) throws IOException {
        this.engine = engine;
        this.folder = Files.createTempDirectory("lab");
    }

    /** Start an Engine, without any machine. */
    static LabMachines open() throws IOException, InterruptedException {
        return new LabMachines(PrivateEngine.start());
    }

    /** Run the script; {@code up}, or {@code machine NAME} and options. */
    void lab(String... arguments) throws IOException, InterruptedException {
        Ended ended = run(with(List.of(System.getProperty("lab", "lab/lab")), arguments));
        if (ended.code == NOT_HERE) {
            throw new TestAbortedException(ended.output.strip());
        }
        require(ended);
    }

    /** Let the launcher of a lab know the machines, and use the Engine. */
    void introduceTo(Lab lab) {
        lab.environment().put("DOCKER_HOST", engine.address());
        lab.environment()
                .put("CONCERT_LAUNCHER_SSH_CONFIG", folder.resolve("machines").toString());
    }

    /** Return the password of the user guest. */
    String password() throws IOException {
        return Files.readString(folder.resolve("password")).strip();
    }

    /** Run a shell script as a user of a machine, or in a container, and return what it printed. */
    String shell(String machine, String user, String script) throws IOException, InterruptedException {
        return engine.docker("exec", "-u", user, machine, "sh", "-c", script);
    }

    /** Return the command lines of all that lives in a machine or container, in order. */
    List<String> programs(String machine) throws IOException, InterruptedException {
        return engine.docker("top", machine, "-eo", "pid,args")
                .lines()
                .skip(1)
                .map(line -> line.strip().replaceFirst("^\\d+ +", ""))
                .sorted()
                .toList();
    }

    /** Return the names of all machines and containers. */
    List<String> names() throws IOException, InterruptedException {
        return engine.docker("ps", "--format", "{{.Names}}").lines().sorted().toList();
    }

    private static List<String> with(List<String> words, String... more) {
        List<String> all = new ArrayList<>(words);
        all.addAll(Arrays.asList(more));
        return all;
    }

    private record Ended(List<String> command, int code, String output) {}

    private static void require(Ended ended) {
        if (ended.code != 0) {
            throw new AssertionError(
                    String.join(" ", ended.command) + " ended with " + ended.code + ":\n" + ended.output);
        }
    }

    private Ended run(List<String> command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("lab", "");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("DOCKER_HOST", engine.address());
        builder.environment().put("CONCERT_LAUNCHER_LAB", folder.toString());
        builder.environment()
                .computeIfAbsent("XDG_CACHE_HOME", name -> System.getProperty("lab.home", "/root") + "/.cache");
        Process process = builder.start();
        process.getOutputStream().close();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        var ended = new Ended(command, process.waitFor(), Files.readString(output, StandardCharsets.UTF_8));
        Files.delete(output);
        return ended;
    }

    @Override
    public void close() throws IOException {
        try {
            lab("down");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            engine.close();
        }
    }
}
