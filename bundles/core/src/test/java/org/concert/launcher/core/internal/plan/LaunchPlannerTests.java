/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.concert.launcher.api.LaunchPlan;
import org.concert.launcher.api.LaunchStep;
import org.concert.launcher.api.RequestException;
import org.concert.launcher.api.StartRequest;
import org.concert.launcher.config.LauncherConfig;
import org.concert.launcher.config.LauncherConfigReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LaunchPlannerTests {

    private static final String ROBOT = """
            context:
              session: robot
              params: {hw_type: ec_pos, rate: "100"}
            viewer:
              cmd: ./viewer {rate}
              depends: [xbot2]
              session: ui
              variants:
                verbose: {cmd: "V=1 {cmd}"}
                mode:
                  - Base Only: {params: {rate: "10"}}
                  - a=b: {params: {rate: "20"}}
            imu: {cmd: ./imu}
            xbot2:
              cmd: xbot2-core --hw {hw_type}
              machine: me@robot
              docker: box
              ready_check: ask {hw_type} {{rate}}
              depends: [imu]
              variants:
                verbose: {cmd: "{cmd} -V"}
                sudo: {cmd: "sudo {cmd} --user {user}"}
                fake: {cmd: ./fake}
                ctrl:
                  - ec_idle: {params: {hw_type: ec_idle}}
                  - ec_pos: {params: {hw_type: ec_pos}}
                  - dummy: {params: {hw_type: dummy, user: nobody}}
            homing:
              cmd: ./homing {pose}
              persistent: false
              depends: [xbot2]
              variants:
                pose: [left: {params: {pose: l}}, right: {params: {pose: r}}]
            lidar: {cmd: ./lidar, depends: [imu2]}
            awk: {cmd: "awk '{print}'", ready_check: "ask {who}"}
            """;

    private static final String TARGETS = """
            context:
              targets:
                low: {run: [viewer], variants: [verbose, ec_idle], params: {user: me}}
                high: {targets: [low], run: [homing], variants: [dummy, "xbot2:sudo", left]}
                both: {targets: [high, low]}
              session: robot
              params: {hw_type: ec_pos, rate: "100"}
            """;

    private static Map<String, LaunchStep> planTarget(String target) throws Exception {
        String processes = ROBOT.substring(ROBOT.indexOf("viewer:"));
        LauncherConfig config = LauncherConfigReader.parse(TARGETS + processes, Path.of("robot.yaml"));
        return LaunchPlanner.planTarget(config, target).steps().stream()
                .collect(Collectors.toMap(LaunchStep::name, step -> step));
    }

    @Test
    void targetGivesItsVariantsAndParametersToAllItStandsFor() throws Exception {
        var steps = planTarget("low");

        assertThat(steps).containsOnlyKeys("imu", "xbot2", "viewer");
        assertThat(steps.get("viewer").variants()).containsExactly("verbose");
        assertThat(steps.get("xbot2").variants()).containsExactly("verbose", "ec_idle");
        assertThat(steps.get("xbot2").params()).containsExactly(Map.entry("user", "me"));
    }

    @Test
    void targetBeatsThoseItBuildsOnAndMayAimAtOneProcess() throws Exception {
        for (String target : List.of("high", "both")) {
            var steps = planTarget(target);

            assertThat(steps).containsOnlyKeys("imu", "xbot2", "viewer", "homing");
            assertThat(steps.get("xbot2").variants()).containsExactly("verbose", "sudo", "dummy");
            assertThat(steps.get("xbot2").command()).isEqualTo("sudo xbot2-core --hw dummy -V --user nobody");
            assertThat(steps.get("viewer").variants()).containsExactly("verbose");
            assertThat(steps.get("homing").command()).isEqualTo("./homing l");
        }
    }

    @Test
    void variantThatIsAimedAtAProcessReachesNoOther() throws Exception {
        var steps = plan(request(List.of("viewer"), List.of("xbot2:verbose", "xbot2:ctrl=ec_idle"), Map.of()))
                .steps();

        assertThat(steps).extracting(LaunchStep::variants).contains(List.of("verbose", "ec_idle"), List.of());
        assertThat(steps.get(steps.size() - 1).variants()).as("viewer").isEmpty();
    }

    @Test
    void dependenciesComeFirstElseTheFileDecides() throws Exception {
        assertThat(plan(StartRequest.of("viewer")).steps())
                .extracting(LaunchStep::name)
                .containsExactly("imu", "xbot2", "viewer");
        assertThat(plan(request(List.of("homing", "viewer", "homing"), List.of("left"), Map.of()))
                        .steps())
                .extracting(LaunchStep::name)
                .containsExactly("imu", "xbot2", "viewer", "homing");
    }

    @Test
    void stepHoldsAllThatIsNeededToRunIt() throws Exception {
        assertThat(plan(request(List.of("xbot2"), List.of("dummy", "verbose"), Map.of()))
                        .steps()
                        .get(1))
                .isEqualTo(new LaunchStep(
                        "xbot2",
                        "me@robot",
                        "box",
                        "robot",
                        "xbot2-core --hw dummy -V",
                        Map.of("ready_check", "ask dummy {rate}"),
                        true,
                        List.of("imu"),
                        List.of("verbose", "dummy"),
                        List.of(),
                        Map.of(),
                        Map.of(),
                        null));
    }

    @Test
    void variablesAndFolderAreFilledInAndChangedByVariants() throws Exception {
        LauncherConfig file = LauncherConfigReader.parse("""
                context: {params: {id: 7, root: /opt}}
                p:
                  cmd: run
                  env: {ROS_DOMAIN_ID: '{id}', HOST: '$HOST'}
                  cwd: '{root}/ws'
                  variants:
                    sim: {env: {USE_SIM: '1', ROS_DOMAIN_ID: '0'}, cwd: '{root}/{world}', params: {world: hall}}
                """, Path.of("robot", "launcher.yaml"));

        LaunchStep real = LaunchPlanner.plan(file, request(List.of("p"), List.of(), Map.of("id", "8")))
                .steps()
                .get(0);
        LaunchStep sim = LaunchPlanner.plan(file, request(List.of("p"), List.of("sim"), Map.of()))
                .steps()
                .get(0);

        assertThat(real.env()).containsExactly(Map.entry("ROS_DOMAIN_ID", "8"), Map.entry("HOST", "$HOST"));
        assertThat(real.cwd()).isEqualTo("/opt/ws");
        assertThat(real.params()).isEqualTo(Map.of("id", "8"));
        assertThat(sim.env())
                .containsExactly(
                        Map.entry("ROS_DOMAIN_ID", "0"), Map.entry("HOST", "$HOST"), Map.entry("USE_SIM", "1"));
        assertThat(sim.cwd()).isEqualTo("/opt/hall");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rate|500|",
                "rate|-1|parameter 'rate' must be a whole number from 1 to 1000, not '-1'",
                "rate|1.5|parameter 'rate' must be a whole number from 1 to 1000, not '1.5'",
                "rate|; reboot|parameter 'rate' must be a whole number from 1 to 1000, not '; reboot'",
                "gain|-0.5|",
                "gain|1e3|",
                "gain|2e3|parameter 'gain' must be a number of at most 1000, not '2e3'",
                "mode|sim (fast)|",
                "mode|slow|parameter 'mode' must be one of idle, sim (fast), not 'slow'",
                "world|hall|",
                "world|Hall 9|parameter 'world' must be text that matches [a-z]+, not 'Hall 9'",
                "go|true|",
                "go|yes|parameter 'go' must be true or false, not 'yes'",
                "open|a-b|",
                "open|-rf|parameter 'open' cannot be '-rf': over JMX and HTTP a value may hold only letters, digits and _./:=,@%+-, and not begin with -, unless context.params declares it"
            })
    void valueMustBeWhatIsDeclaredAndNothingElseIfItIsFromOutside(String name, String value, String complaint)
            throws Exception {
        LauncherConfig file = LauncherConfigReader.parse("""
                context:
                  params:
                    rate: {default: 5, type: int, min: 1, max: 1000}
                    gain: {default: 1, type: number, max: 1000}
                    mode: {default: idle, values: [idle, sim (fast)]}
                    world: {default: x, pattern: '[a-z]+'}
                    go: {default: 'false', type: bool}
                    open: {default: x, help: anything}
                p: {cmd: 'run {rate} {gain} {mode} {world} {go} {open}'}
                """, Path.of("robot", "launcher.yaml"));
        StartRequest request = StartRequest.fromOutside(List.of("p"), List.of(), Map.of(name, value));

        if (complaint == null) {
            assertThat(LaunchPlanner.plan(file, request).steps().get(0).command())
                    .contains(value);
        } else {
            assertThatThrownBy(() -> LaunchPlanner.plan(file, request)).hasMessage(complaint);
        }
    }

    @Test
    void parameterOfAVariableWithoutAValueIsMissed() throws Exception {
        LauncherConfig file = LauncherConfigReader.parse(
                "p: {cmd: run, env: {A: '{a}'}, cwd: '{b}'}", Path.of("robot", "launcher.yaml"));

        assertThatThrownBy(() -> LaunchPlanner.plan(file, request(List.of("p"), List.of(), Map.of())))
                .hasMessageContainingAll("p.env.A: parameter 'a' has no value", "p.cwd: parameter 'b' has no value");
    }

    @Test
    void withoutVariantsTheDefaultsHold() throws Exception {
        var xbot2 = step("xbot2", List.of(), Map.of());

        assertThat(xbot2.command()).isEqualTo("xbot2-core --hw ec_pos");
        assertThat(xbot2.variants()).isEmpty();
    }

    @Test
    void givenParameterBeatsTheDefaultInEachProcessThatUsesIt() throws Exception {
        var plan = plan(request(List.of("viewer"), List.of(), Map.of("hw_type", "sim", "rate", "5")));

        assertThat(plan.steps())
                .extracting(LaunchStep::command)
                .containsExactly("./imu", "xbot2-core --hw sim", "./viewer 5");
        assertThat(plan.steps())
                .extracting(LaunchStep::params)
                .containsExactly(Map.of(), Map.of("hw_type", "sim"), Map.of("rate", "5"));
    }

    @Test
    void variantReachesEachProcessThatKnowsIt() throws Exception {
        var plan = plan(request(List.of("viewer"), List.of("verbose"), Map.of()));

        assertThat(plan.steps())
                .extracting(LaunchStep::command)
                .containsExactly("./imu", "xbot2-core --hw ec_pos -V", "V=1 ./viewer 100");
        assertThat(plan.steps())
                .extracting(LaunchStep::variants)
                .containsExactly(List.of(), List.of("verbose"), List.of("verbose"));
    }

    @Test
    void flagsComposeInTheOrderOfTheFile() throws Exception {
        var xbot2 = step("xbot2", List.of("sudo", "verbose", "dummy"), Map.of());

        assertThat(xbot2.command()).isEqualTo("sudo xbot2-core --hw dummy -V --user nobody");
        assertThat(xbot2.variants()).containsExactly("verbose", "sudo", "dummy");
    }

    @Test
    void commandThatIsReplacedNeedsNoParameters() throws Exception {
        var file =
                "a: {cmd: 'x {p}', variants: {verbose: {cmd: '{cmd} {q}'}, fake: {cmd: ./fake}, v: {cmd: '{cmd} -v'}}}";

        var plan = plan(file, request(List.of("a"), List.of("fake", "verbose", "v"), Map.of()));

        assertThat(plan.steps()).extracting(LaunchStep::command).containsExactly("./fake -v");
    }

    @Test
    void cmdOutsideOfAVariantIsAnOrdinaryParameter() throws Exception {
        var file = "a: {cmd: 'run {cmd}', ready_check: 'ask {cmd}', variants: {loud: {cmd: '{cmd} -V'}}}";

        var plan = plan(file, request(List.of("a"), List.of("loud"), Map.of("cmd", "{x}")));

        assertThat(plan.steps()).extracting(LaunchStep::command).containsExactly("run {x} -V");
        assertThat(plan.steps()).extracting(LaunchStep::readyCheck).containsExactly("ask {x}");
    }

    @Test
    void optionMayBeGivenWithItsGroup() throws Exception {
        assertThat(step("viewer", List.of("Base Only"), Map.of()).command()).isEqualTo("./viewer 10");
        assertThat(step("viewer", List.of("mode=Base Only"), Map.of()).command())
                .isEqualTo("./viewer 10");
        assertThat(step("viewer", List.of("mode:Base Only"), Map.of()).command())
                .isEqualTo("./viewer 10");
        assertThat(step("viewer", List.of("a=b"), Map.of()).command()).isEqualTo("./viewer 20");
        assertThat(step("viewer", List.of("mode=a=b"), Map.of()).variants()).containsExactly("a=b");
    }

    @Test
    void optionWithItsGroupReachesThatGroupOnly() throws Exception {
        var file = """
                a: {cmd: a, variants: {g: [x: {cmd: '{cmd} x'}]}}
                b: {cmd: b, variants: {h: [x: {cmd: '{cmd} x'}]}}
                """;

        assertThat(plan(file, request(List.of("a", "b"), List.of("h=x"), Map.of()))
                        .steps())
                .extracting(LaunchStep::command)
                .containsExactly("a", "b x");
        assertThat(plan(file, request(List.of("a", "b"), List.of("x"), Map.of()))
                        .steps())
                .extracting(LaunchStep::command)
                .containsExactly("a x", "b x");
    }

    @Test
    void sameVariantTwiceCountsOnce() throws Exception {
        assertThat(step("xbot2", List.of("dummy", "ctrl=dummy", "dummy"), Map.of())
                        .variants())
                .containsExactly("dummy");
    }

    @Test
    void unknownProcessesAreToldOfBeforeAnythingElse() {
        refuse(
                request(List.of("xbto2", "nothing_like_it"), List.of("nope"), Map.of()),
                "no process 'xbto2' (did you mean 'xbot2'?)",
                "no process 'nothing_like_it'; there are viewer, imu, xbot2, homing, lidar, awk");
    }

    @Test
    void unknownVariantIsToldOfWithTheChoices() {
        refuse(
                request(List.of("xbot2"), List.of("dumy", "left"), Map.of()),
                "no process of this run knows variant 'dumy' (did you mean 'dummy'?);"
                        + " there are verbose, sudo, fake, ec_idle, ec_pos, dummy",
                "no process of this run knows variant 'left';"
                        + " there are verbose, sudo, fake, ec_idle, ec_pos, dummy");
        refuse(
                request(List.of("imu"), List.of("verbose"), Map.of()),
                "no process of this run knows variant 'verbose'; there are none");
        refuse(
                request(List.of("imu"), List.of("", "=", ":x", "ctrl="), Map.of()),
                "no process of this run knows variant ''; there are none",
                "no process of this run knows variant '='; there are none",
                "no process of this run knows variant ':x'; there are none",
                "no process of this run knows variant 'ctrl='; there are none");
    }

    @Test
    void groupIsNoChoiceByItself() {
        refuse(
                request(List.of("xbot2"), List.of("ctrl"), Map.of()),
                "variant 'ctrl' is a group; give one of its options: ec_idle, ec_pos, dummy");
    }

    @Test
    void optionsOfOneGroupExcludeEachOther() {
        refuse(
                request(List.of("xbot2"), List.of("ec_pos", "verbose", "dummy"), Map.of()),
                "'ec_pos' and 'dummy' exclude each other: both are options of xbot2.variants.ctrl; give one");
    }

    @Test
    void variantsThatSetOneParameterDifferentlyExcludeEachOther() throws Exception {
        var file = "a: {cmd: 'x {p}', variants: {f: {params: {p: 1}}, g: {params: {p: 2}}, h: {params: {p: 1}}}}";

        assertThatExceptionOfType(RequestException.class)
                .isThrownBy(() -> plan(file, request(List.of("a"), List.of("f", "g"), Map.of())))
                .withMessage("variants 'f' and 'g' of a set parameter 'p' to different values; give one");
        assertThat(plan(file, request(List.of("a"), List.of("f", "h"), Map.of()))
                        .steps())
                .extracting(LaunchStep::command)
                .containsExactly("x 1");
    }

    @Test
    void givenParameterThatAVariantSetsIsAnErrorNamingBoth() {
        refuse(
                request(List.of("xbot2"), List.of("dummy"), Map.of("hw_type", "sim")),
                "parameter 'hw_type' is given with -p, but variant 'dummy' of xbot2 sets it; give one of both");
    }

    @Test
    void unknownParameterIsToldOfWithTheChoices() {
        refuse(
                request(List.of("xbot2"), List.of(), Map.of("hw_typ", "x", "rate", "1")),
                "no process of this run uses parameter 'hw_typ' (did you mean 'hw_type'?); there are hw_type, user",
                "no process of this run uses parameter 'rate'; there are hw_type, user");
        refuse(
                request(List.of("imu"), List.of(), Map.of("x", "1")),
                "no process of this run uses parameter 'x'; there are none");
    }

    @Test
    void parameterWithoutValueIsToldOfWithWhatWouldGiveIt() {
        refuse(
                request(List.of("homing"), List.of(), Map.of()),
                "homing.cmd: parameter 'pose' has no value;"
                        + " choose one of the variants left, right, or give -p pose:=VALUE");
        refuse(
                request(List.of("xbot2"), List.of("sudo"), Map.of()),
                "xbot2.cmd: parameter 'user' has no value;"
                        + " choose one of the variants dummy, or give -p user:=VALUE");
        refuse(
                request(List.of("awk"), List.of(), Map.of()),
                "awk.cmd: parameter 'print' has no value;"
                        + " give -p print:=VALUE, or write {{print}} if the shell is to see {print}",
                "awk.ready_check: parameter 'who' has no value;"
                        + " give -p who:=VALUE, or write {{who}} if the shell is to see {who}");
    }

    @Test
    void emptyValueIsAValue() throws Exception {
        assertThat(step("homing", List.of(), Map.of("pose", "")).command()).isEqualTo("./homing ");
    }

    @Test
    void valueIsNotReadAgain() throws Exception {
        assertThat(step("homing", List.of(), Map.of("pose", "{x} {{ $HOME 'a'")).command())
                .isEqualTo("./homing {x} {{ $HOME 'a'");
    }

    @Test
    void undefinedDependencyIsAnErrorWithItsPlaceWhenItIsNeeded() {
        refuse(StartRequest.of("lidar"), "launcher.yaml:34:33: lidar.depends: no process 'imu2' (did you mean 'imu'?)");
    }

    @Test
    void allThatIsWrongIsToldAtOnce() {
        refuse(
                request(List.of("lidar", "homing"), List.of("dumy"), Map.of("x", "y")),
                "launcher.yaml:34:33: lidar.depends: no process 'imu2' (did you mean 'imu'?)",
                "no process of this run knows variant 'dumy' (did you mean 'dummy'?);"
                        + " there are verbose, sudo, fake, ec_idle, ec_pos, dummy, left, right",
                "no process of this run uses parameter 'x'; there are hw_type, user, pose",
                "homing.cmd: parameter 'pose' has no value;"
                        + " choose one of the variants left, right, or give -p pose:=VALUE");
    }

    @Test
    void processIsPlannedAloneAsItWouldBeInARun() throws Exception {
        var inARun = step("xbot2", List.of("dummy", "verbose"), Map.of());

        assertThat(LaunchPlanner.planAlone(config(ROBOT), "xbot2", List.of("dummy", "verbose"), Map.of()))
                .isEqualTo(inARun);
    }

    @Test
    void processIsPlannedAloneThoughItsDependenciesNeedAChoiceOrAreNotThere() throws Exception {
        var file = "a: {cmd: ./a, depends: [b, nowhere]}\nb: {cmd: './b {x}'}";

        assertThat(LaunchPlanner.planAlone(config(file), "a", List.of(), Map.of())
                        .command())
                .isEqualTo("./a");
    }

    @Test
    void processThatRanWithAVariantThatIsNoLongerThereCannotBePlanned() {
        assertThatExceptionOfType(RequestException.class)
                .isThrownBy(() -> LaunchPlanner.planAlone(config(ROBOT), "imu", List.of("old"), Map.of("gone", "1")))
                .satisfies(e -> assertThat(e.complaints())
                        .containsExactly(
                                "no process of this run knows variant 'old'; there are none",
                                "no process of this run uses parameter 'gone'; there are none"));
    }

    private static LaunchStep step(String name, List<String> variants, Map<String, String> params) throws Exception {
        return plan(request(List.of(name), variants, params)).steps().stream()
                .filter(step -> step.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static StartRequest request(List<String> names, List<String> variants, Map<String, String> params) {
        return new StartRequest(names, variants, params);
    }

    private static void refuse(StartRequest request, String... complaints) {
        assertThatExceptionOfType(RequestException.class)
                .isThrownBy(() -> plan(request))
                .satisfies(e -> assertThat(e.complaints()).containsExactly(complaints));
    }

    private static LaunchPlan plan(StartRequest request) throws Exception {
        return plan(ROBOT, request);
    }

    private static LaunchPlan plan(String file, StartRequest request) throws Exception {
        return LaunchPlanner.plan(config(file), request);
    }

    private static LauncherConfig config(String file) throws Exception {
        String text = file.equals(ROBOT) ? file : "context: {session: robot}\n" + file;
        return LauncherConfigReader.parse(text, Path.of("launcher.yaml"));
    }
}
