/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** While no user is defined, an account of this machine is told by the kernel: its own and root are let in, and no other. */
class NoUsersIT extends WithLab {

    private Distribution distribution;
    private OtherUser mallory;

    @BeforeEach
    void makeUser() throws Exception {
        distribution = Distribution.unpack(lab);
        mallory = OtherUser.create(lab, distribution, "mallory");
        lab.launcherFile("arm: {cmd: exec -a the-arm sleep 300021}\n");
    }

    /** Return what an account is answered; it sends from a shell, and reads only if told to. */
    private static String asked(int port, String method, String path, String afterwards) {
        return "bash -c 'exec 3<>/dev/tcp/127.0.0.1/" + port + "; printf \"" + method + " " + path
                + " HTTP/1.1\\r\\nHost: 127.0.0.1\\r\\nConnection: close\\r\\nContent-Type: application/json\\r\\n"
                + "Content-Length: 2\\r\\n\\r\\n{}\" >&3; " + afterwards + "'";
    }

    private String audit() throws Exception {
        return lab.launcher("audit", "--json").stdout();
    }

    @Test
    void anotherAccountNeitherStartsNorReadsAnything() throws Exception {
        int port = ServingLauncher.start(lab, distribution, 0).port();
        String uid = mallory.shell("id -u").strip();

        String started = mallory.shell(asked(port, "POST", "/api/v1/processes/lab/arm/start?wait=true", "cat <&3"));
        String read = mallory.shell(asked(port, "GET", "/api/v1/processes", "cat <&3"));
        String old = mallory.shell(asked(port, "PUT", "/process/arm/command/start", "cat <&3"));
        String jolokia = mallory.shell(asked(port, "GET", "/jolokia/list", "cat <&3"));

        assertThat(started).startsWith("HTTP/1.1 401").contains("but this is uid " + uid);
        assertThat(read).startsWith("HTTP/1.1 401").doesNotContain("\"arm\"");
        assertThat(old).startsWith("HTTP/1.1 401");
        assertThat(jolokia).startsWith("HTTP/1.1 401");
        assertThat(lab.programs("the-arm")).isEmpty();
        assertThat(audit()).contains("\"result\":\"denied\"", "but this is uid " + uid);
    }

    /** A socket that its program has closed counts as root's in the tables of the kernel. */
    @Test
    void accountThatClosesItsConnectionAtOnceIsNotTakenForRoot() throws Exception {
        int port = ServingLauncher.start(lab, distribution, 0).port();

        mallory.shell("for i in $(seq 50); do " + asked(port, "POST", "/api/v1/processes/lab/arm/start", "exec 3>&-")
                + "; done");

        Lab.await("the requests are answered", () -> {
            try {
                return audit().lines().filter(line -> line.contains("denied")).count() >= 20;
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
        assertThat(audit()).doesNotContain("\"result\":\"accepted\"");
        assertThat(lab.programs("the-arm")).isEmpty();
    }

    @Test
    void ownAccountAndRootAreLetInAndRecordedByTheirUids() throws Exception {
        ServingLauncher serve = ServingLauncher.start(lab, distribution, 0);

        assertThat(serve.send("/api/v1/processes/lab/arm/start?wait=true")).contains("\"message\":\"ready\"");

        String uid = Integer.toString((Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        assertThat(audit().lines())
                .filteredOn(line -> line.contains("\"start\""))
                .first()
                .asString()
                .contains("\"user\":\"local\"", "\"source\":\"http 127.0.0.1, uid " + uid + "\"");
    }

    @Test
    void strangersLearnNoNamesFromTheHealth() throws Exception {
        lab.launcherFile("""
                arm: {cmd: sleep 300021}
                far: {cmd: sleep 300021, machine: "sub://secret-robot"}
                """);
        ServingLauncher serve = ServingLauncher.start(lab, distribution, 0);
        serve.send("/api/v1/processes/lab/far/start");

        Lab.await(
                "the owner is told which machine is missing",
                () -> health(serve).contains("machine sub://secret-robot is "));
        assertThat(mallory.shell(asked(serve.port(), "GET", "/health", "cat <&3")))
                .startsWith("HTTP/1.1 503")
                .contains("a machine is ")
                .doesNotContain("secret-robot");
    }

    private static String health(ServingLauncher serve) {
        try {
            return serve.get("/health");
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void accountsOfTheSettingAreLetInToo() throws Exception {
        String uid = mallory.shell("id -u").strip();
        Files.writeString(
                distribution.home().resolve("etc/framework.properties"),
                "org.concert.launcher.http.accounts=" + uid + "\n",
                StandardOpenOption.APPEND);
        int port = ServingLauncher.start(lab, distribution, 0).port();

        String started = mallory.shell(asked(port, "POST", "/api/v1/processes/lab/arm/start?wait=true", "cat <&3"));

        assertThat(started).startsWith("HTTP/1.1 200");
        assertThat(lab.programs("the-arm")).hasSize(1);
        assertThat(audit()).contains("\"source\":\"http 127.0.0.1, uid " + uid + "\"");
    }
}
