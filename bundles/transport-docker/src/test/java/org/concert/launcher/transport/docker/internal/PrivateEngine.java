/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.transport.docker.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.opentest4j.TestAbortedException;

/**
 * A Docker Engine of the tests' own: with its own socket, containers and images, so that it can be stopped and killed, and
 * that of the machine is not disturbed. Its containers have no network. It has two images, made of programs of this machine:
 * {@link #WITH_BASH} and {@link #WITHOUT_BASH}.
 */
public final class PrivateEngine implements AutoCloseable {

    /** An image with bash and busybox. */
    public static final String WITH_BASH = "lab-bash";

    /** An image with busybox alone. */
    public static final String WITHOUT_BASH = "lab-sh";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** The libraries in what ldd prints. */
    private static final Pattern LIBRARY = Pattern.compile("(?m)(?:=> |^\\s*)(/\\S+) \\(");

    private final Path folder;
    private Process dockerd;

    private PrivateEngine(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        this.dockerd = startDaemon();
    }

    /**
     * Return why there cannot be one on this machine; empty if there may. It takes the network interfaces that there are
     * for its own, and removes the bridge of another Engine, so it must not see those of the machine.
     */
    private static Optional<String> obstacle() {
        if (!System.getProperty("user.name").equals("root")) {
            return Optional.of("only root can start a Docker Engine");
        }
        if (!"namespaces".equals(System.getenv("TESTS_APART"))) {
            return Optional.of("a Docker Engine of the tests needs namespaces, which .ci/sandbox cannot make here");
        }
        for (String program : List.of("/usr/bin/docker", "/usr/sbin/dockerd", "/usr/bin/busybox", "/bin/bash")) {
            if (!Files.isExecutable(Path.of(program))) {
                return Optional.of("there is no " + program
                        + " (Debian: apt-get install docker.io busybox-static, from 13 on docker-cli too)");
            }
        }
        return Optional.empty();
    }

    /**
     * Start one, and make its images; where the machine does not let one run, the tests that ask for it are left out, and
     * say why.
     */
    public static PrivateEngine start() throws IOException, InterruptedException {
        obstacle().ifPresent(Assumptions::abort);
        // Not below target: the path of a socket may have 107 bytes at most.
        var engine = new PrivateEngine(Files.createTempDirectory("cd"));
        try {
            engine.makeImages();
            return engine;
        } catch (IOException | InterruptedException | RuntimeException | AssertionError e) {
            engine.close();
            throw e;
        }
    }

    /** Return what a client has to have in its environment as DOCKER_HOST. */
    public String address() {
        return "unix://" + folder.resolve("sock");
    }

    private Process startDaemon() throws IOException, InterruptedException {
        Process started = new ProcessBuilder(
                        "/usr/sbin/dockerd",
                        "--host=" + address(),
                        "--data-root=" + folder.resolve("data"),
                        "--exec-root=" + folder.resolve("exec"),
                        "--pidfile=" + folder.resolve("pid"),
                        "--bridge=none",
                        "--iptables=false",
                        "--ip6tables=false",
                        "--ip-forward=false",
                        "--ip-masq=false",
                        "--userland-proxy=false")
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
                .start();
        started.getOutputStream().close();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (run(List.of("docker", "version")).code != 0) {
            if (!started.isAlive() || System.nanoTime() - deadline > 0) {
                started.destroyForcibly();
                throw new TestAbortedException(
                        "No Docker Engine starts here; it said:\n" + Files.readString(folder.resolve("log")));
            }
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
        return started;
    }

    /** End it in good order; its containers end too. */
    public void stopDaemon() throws InterruptedException {
        dockerd.destroy();
        if (!dockerd.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            dockerd.destroyForcibly().waitFor();
        }
    }

    /** Kill it; its containers live on until it is started again. */
    public void killDaemon() throws InterruptedException {
        dockerd.destroyForcibly().waitFor();
    }

    /** Start it again, with what a killed one has left behind. */
    public void restartDaemon() throws IOException, InterruptedException {
        // It would take strangers of these numbers, or the dead that nobody has waited for, for itself and its
        // containerd.
        Files.deleteIfExists(folder.resolve("pid"));
        Files.deleteIfExists(folder.resolve("exec/containerd/containerd.pid"));
        dockerd = startDaemon();
    }

    /** Run a container that does nothing, until it is removed or the engine is closed. */
    public void runContainer(String name, String image, String... options) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("run", "-d", "--init", "--network", "none", "--name", name));
        words.addAll(List.of(options));
        words.addAll(List.of(image, "sleep", "99999999"));
        docker(words.toArray(String[]::new));
    }

    /** Run a docker command, and return what it printed. */
    public String docker(String... arguments) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("docker"));
        words.addAll(List.of(arguments));
        Ended ended = run(words);
        if (ended.code != 0) {
            throw new AssertionError(String.join(" ", words) + " ended with " + ended.code + ":\n" + ended.output);
        }
        return ended.output;
    }

    /** Return the command lines of what lives in a container. */
    public List<String> programs(String container) throws IOException, InterruptedException {
        return docker("top", container, "-eo", "pid,args")
                .lines()
                .skip(1)
                .map(String::strip)
                .toList();
    }

    private record Ended(int code, String output) {}

    private Ended run(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("DOCKER_HOST", address());
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }

    private void makeImages() throws IOException, InterruptedException {
        Path root = Files.createDirectories(folder.resolve("image"));
        for (String name : List.of("bin", "etc", "tmp", "root", "proc", "dev")) {
            Files.createDirectories(root.resolve(name));
        }
        Files.writeString(root.resolve("etc/passwd"), "root:x:0:0::/root:/bin/sh\nrobot:x:1000:1000::/tmp:/bin/sh\n");
        copy(root, Path.of("/usr/bin/busybox"));
        run(List.of("chroot", root.toString(), "/usr/bin/busybox", "--install", "-s", "/bin"));
        importImage(root, WITHOUT_BASH);
        copy(root, Path.of("/bin/bash"));
        importImage(root, WITH_BASH);
    }

    /** Copy a program with its libraries. */
    private void copy(Path root, Path program) throws IOException, InterruptedException {
        List<Path> files = new ArrayList<>(List.of(program));
        Matcher libraries = LIBRARY.matcher(run(List.of("ldd", program.toString())).output);
        while (libraries.find()) {
            files.add(Path.of(libraries.group(1)));
        }
        for (Path file : files) {
            Path target = root.resolve(file.toString().substring(1));
            Files.createDirectories(target.getParent());
            if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
                Files.copy(file.toRealPath(), target);
            }
        }
    }

    private void importImage(Path root, String name) throws IOException, InterruptedException {
        Ended imported = run(List.of(
                "sh",
                "-c",
                "tar -C \"$1\" -c . | docker import --change 'ENV PATH=/bin:/usr/bin' - \"$2\"",
                "sh",
                root.toString(),
                name));
        if (imported.code != 0) {
            throw new AssertionError("No image " + name + ": " + imported.output);
        }
    }

    @Override
    public void close() {
        try {
            if (dockerd.isAlive()) {
                run(List.of("sh", "-c", "docker ps -a -q | xargs -r docker rm -f"));
            }
            stopDaemon();
            // What a killed daemon has left behind.
            run(List.of(
                    "sh",
                    "-c",
                    "grep -o \" $1/[^ ]*\" /proc/self/mounts | sort -r | xargs -r umount -l",
                    "sh",
                    folder.toString()));
            delete();
        } catch (IOException e) {
            throw new AssertionError("The Docker Engine of the tests is not gone: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void delete() throws IOException {
        List<Path> all = new ArrayList<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                all.add(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException problem) {
                all.add(directory);
                return FileVisitResult.CONTINUE;
            }
        });
        try (Stream<Path> deepestFirst =
                all.stream().sorted(Comparator.comparing(Path::getNameCount).reversed())) {
            for (Path path : deepestFirst.toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
