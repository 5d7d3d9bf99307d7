/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One file for simulation and robot: where it may have a process, and what variants add to what that depends on. */
class PlacementTests {

    private static LauncherConfig read(String text) throws ConfigException {
        return LauncherConfigReader.parse(text, Path.of("robot/launcher.yaml"));
    }

    private static List<String> places(String text) throws ConfigException {
        return read(text).processes().get("p").placements().stream()
                .map(place -> place.session() + ": " + place.words())
                .toList();
    }

    @Test
    void placeOfAPlainProcessIsOne() throws Exception {
        assertThat(places("p: {cmd: x, machine: ann@robot, docker: box, session: other}"))
                .containsExactly("other: ann@robot in container box");
    }

    @Test
    void parameterHasItsDefaultItsValuesAndThoseOfTargets() throws Exception {
        assertThat(places("""
                context:
                  params: {host: {default: local, values: [local, base]}}
                  targets: {field: {run: [p], params: {host: base}}, lab: {run: [p], params: {host: base}}}
                p: {cmd: x, machine: "{host}"}
                """)).containsExactly("robot: local", "robot: base");
        assertThat(places("""
                context: {params: {host: localhost}, targets: {field: {run: [p], params: {host: base}}}}
                p: {cmd: x, machine: "{host}"}
                """)).containsExactly("robot: local", "robot: base");
    }

    @Test
    void variantsSetThePlaceOrParametersOfIt() throws Exception {
        assertThat(places("""
                context: {params: {user: ann}}
                p:
                  cmd: x
                  machine: "{user}@robot"
                  docker: ros
                  variants:
                    root: {params: {user: root}}
                    sim: {machine: local, docker: ''}
                    verbose: {cmd: "{cmd} -V"}
                """))
                .containsExactly(
                        "robot: ann@robot in container ros", "robot: root@robot in container ros", "robot: local");
    }

    @Test
    void defaultOfAGroupComesFirst() throws Exception {
        LauncherConfig config = read("""
                p:
                  cmd: x
                  variants:
                    where:
                      - sim: {session: sim}
                      - real: {default: true, machine: base, depends: [core: started]}
                core: {cmd: x}
                """);
        ProcessConfig process = config.processes().get("p");

        assertThat(process.placements())
                .containsExactly(new Placement("robot", "base", null), new Placement("sim", "local", null));
        assertThat(process.fallbacks()).containsExactly("real");
        assertThat(process.depends(List.of("sim"))).isEmpty();
        assertThat(process.depends(process.fallbacks())).isEqualTo(Map.of("core", DependencyCondition.STARTED));
        assertThat(config.dependencies().dependants("core")).containsExactly("p");
        assertThat(config.dependencies(Map.of("p", List.of("sim"))).dependants("core"))
                .isEmpty();
    }

    @Test
    void parametersOfPlacesAreUsed() throws Exception {
        ProcessConfig process = read("""
                context: {params: {host: a, box: b, s: c}}
                p: {cmd: x, machine: "{host}", session: "{s}", variants: {v: {docker: "{box}", cmd: "{cmd} {more}"}}}
                """).processes().get("p");

        assertThat(process.everUses()).containsExactlyInAnyOrder("host", "s", "box", "more");
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void mistakeIsToldWhereItStands(String text, String complaint) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(ConfigException.class).hasMessage(complaint);
    }

    private static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of(
                        "p: {cmd: x, machine: '{host}'}",
                        "robot/launcher.yaml:1:22: p.machine: parameter 'host' has no value that the file names, so nobody would know where to look for the process; give it a default, or values, in context.params"),
                Arguments.of(
                        "context: {params: {host: my robot}}\np: {cmd: x, machine: '{host}'}",
                        "robot/launcher.yaml:2:22: p.machine: 'my robot' is not a machine; use local, user@host, user@host:port or a Host of ~/.ssh/config"),
                Arguments.of(
                        "context: {params: {box: {values: [ros, 'ros:noetic']}}}\np: {cmd: x, docker: '{box}'}",
                        "robot/launcher.yaml:2:21: p.docker: 'ros:noetic' is not a container name; use letters, digits, _, . and -, a letter or digit first; an image is none: name a container that is made of it"),
                Arguments.of(
                        "p: {cmd: x, variants: {v: {machine: a b}}}",
                        "robot/launcher.yaml:1:37: p.variants.v.machine: 'a b' is not a machine; use local, user@host, user@host:port or a Host of ~/.ssh/config"),
                Arguments.of(
                        "p: {cmd: x, session: 'a{n}', machine: 'm{n}', docker: 'c{k}'}\ncontext: {params: {n: {values: ["
                                + "1, 2, 3, 4, 5, 6, 7, 8, 9]}, k: {values: [1, 2, 3, 4, 5, 6, 7, 8, 9]}}}",
                        "robot/launcher.yaml:1:22: p.session: it may run in more than 64 places; name fewer"),
                Arguments.of(
                        "p: {cmd: x, variants: {g: [a: {default: true}, b: {default: yes}]}}",
                        "robot/launcher.yaml:1:48: p.variants.g.b: 'a' is the default of the group already; leave one"),
                Arguments.of(
                        "p: {cmd: x, variants: {v: {default: true}}}",
                        "robot/launcher.yaml:1:28: p.variants.v: unknown key 'default'; a flag has cmd, params, env, cwd, session, machine, docker and depends, and a group is a list: - option: {...}"),
                Arguments.of(
                        "p: {cmd: x, variants: {v: {depends: [q]}}}\nq: {cmd: x, depends: [p]}",
                        "robot/launcher.yaml:1:38: p.variants.v.depends: dependency cycle p -> q -> p; remove one of these"),
                Arguments.of(
                        "p: {cmd: x, variants: {v: {depends: [p, q: done]}}}\nq: {cmd: x}",
                        "robot/launcher.yaml:1:38: p.variants.v.depends: a process cannot depend on itself; remove 'p'\n"
                                + "robot/launcher.yaml:1:41: p.variants.v.depends: 'q: done' waits for the end of a one-shot, which q is not; give it persistent: false"));
    }
}
