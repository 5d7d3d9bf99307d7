/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTests {

    private static final Map<String, String> VALUES = Map.of("x", "1", "hw_type", "ec_pos", "_y2", "{x}", "empty", "");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ros1; roscore",
                "xbot2-core --hw dummy -C $(rospack find kyon_config)/kyon_basic.yaml",
                "roslaunch nexus_demo x.launch command:=park",
                "echo ${HOME} ${x} ${x:-y} ${x:+${x}} ${#x} ${x[@]} ${x%%.*} ${x/a/b} ${!x}",
                "echo ${a:-${b:-${c}}}",
                "echo $x $$ $? $(echo x) `x` $((x + 1))",
                "awk '{print $1}'",
                "awk -F: '{ print $1 }' /etc/passwd",
                "awk 'BEGIN{x=1} /a/{n++} END{print n, x}'",
                "awk '{if(x){print $1}}'",
                "awk '{if(x){if(y){print $1}}}'",
                "awk '{for(i=1;i<=NF;i++){s+=$i}}END{print s}'",
                "{ a; b; } && { c; }",
                "f() { echo \"$1\"; }; f x",
                "f(){ g(){ h; }; g; }; f",
                "if true; then { a; }; fi",
                "grep '[{]' file | grep '[}]'",
                "sed 's/}/)/; s/{/(/'",
                "echo {a,b} {1..3} {a..z..2} {x,y}.txt pre{,.bak}",
                "echo {a,{b,c}}",
                "find . -name '*.bag' -exec ls {} \\; -exec rm {} +",
                "curl -d '{\"a\": 1}' host",
                "curl -d '{\"a\":{\"b\":{\"c\":1}},\"d\":[{\"e\":{}}]}' host",
                "ros2 topic pub /t std_msgs/msg/String \"{data: 'hello'}\"",
                "rostopic pub /cmd geometry_msgs/Twist '{linear: {x: 0.1}, angular: {z: 0.0}}'",
                "jq '{name: .x, all: [.[] | {\"id\"}]}' | jq '.a{' ",
                "regex 'a{2}' 'b{2,}' 'c{,3}' 'd{1,2}'",
                "echo {1x} {-x} {x-y} {x.y} {x y} {\u00e4}",
                "echo } { } {",
                "echo \\{x y\\} '{' '}'"
            })
    void whatIsTheShellsIsLeftAsItStands(String text) {
        var template = Template.parse(text);

        assertThat(template.names()).isEmpty();
        assertThat(template.expand(Map.of())).isEqualTo(text);
        assertThat(template.doubts()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "--hw {hw_type}                | --hw ec_pos",
                "{x}{x}{hw_type}               | 11ec_pos",
                "a{x}b                         | a1b",
                "'{x}' \"{x}\" $({x}) $x{x}    | '1' \"1\" $(1) $x1",
                "run {empty}.                  | run .",
                "{_y2}                         | {x}",
                "printf \"{{x}}\"              | printf \"{x}\"",
                "{{ {x} }}                     | { 1 }",
                "{{{x}}}                       | {1}",
                "{{{{x}}}}                     | {{x}}",
                "${{x}}                        | ${x}",
                "${{x:-y}}                     | ${x:-y}",
                "${{{x}}}                      | ${1}",
                "${x:-{x}}                     | ${x:-1}",
                "${x:-{{x}}}                   | ${x:-{x}}",
                "awk '{{print}}'               | awk '{print}'",
                "awk '{{print $1}}'            | awk '{print $1}'",
                "{a {x}}                       | {a 1}",
                "{a {b {x}}}                   | {a {b 1}}",
                "{a {{x}}}                     | {a {x}}",
                "{{a {b; }}}                   | {a {b; }}",
                "{\"a\":{\"b\":{x}}}           | {\"a\":{\"b\":1}}",
                "{\"a\":{x},\"b\":{hw_type}}   | {\"a\":1,\"b\":ec_pos}",
                "$ {x} $\\{x} \\{x}            | $ 1 $\\1 \\1",
                "grep '[{]' {{x}}              | grep '[{]' {x}"
            })
    void parametersAreFilledInAndDoubledBracesBecomeSingle(String text, String expanded) {
        var template = Template.parse(text);

        assertThat(template.expand(VALUES)).isEqualTo(expanded);
        assertThat(template.doubts()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "awk '{print \"}}\"}'  | awk '{print \"}\"}' | '}}' is a literal '}' here, but closes no '{{'; "
                        + "write '}}}}' for two braces",
                "echo }}               | echo }              | '}}' is a literal '}' here, but closes no '{{'; "
                        + "write '}}}}' for two braces",
                "echo {{a,b}           | echo {a,b}          | '{{' is a literal '{' here, but a single '}' follows; "
                        + "write '}}' too, or '{{{{' for two braces",
                "docker ps -f {{.ID}}  | docker ps -f {.ID}  | '{{' is a literal '{' here; a format such as "
                        + "'{{.Names}}' is written '{{{{.Names}}}}'",
                "docker ps -f {{json .}}  | docker ps -f {json .} | '{{' is a literal '{' here; a format such as "
                        + "'{{.Names}}' is written '{{{{.Names}}}}'"
            })
    void bracesThatMayNotDoWhatTheyLookLikeAreDoubted(String text, String expanded, String doubt) {
        var template = Template.parse(text);

        assertThat(template.expand(VALUES)).isEqualTo(expanded);
        assertThat(template.doubts()).containsExactly(doubt);
    }

    @Test
    void goTemplateOfDockerIsWrittenWithFourBraces() {
        assertThat(Template.parse("docker ps --format '{{{{.Names}}}}'").expand(Map.of()))
                .isEqualTo("docker ps --format '{{.Names}}'");
    }

    @Test
    void namesComeInTheOrderOfTheirFirstUse() {
        assertThat(Template.parse("{b} {a} ${c} {b} {{d}} {e f} {_9}").names()).containsExactly("b", "a", "_9");
    }

    @Test
    void valuesAreNotReadAgain() {
        assertThat(Template.parse("{a} {b}").expand(Map.of("a", "{b} {{ $HOME", "b", "}}")))
                .isEqualTo("{b} {{ $HOME }}");
    }

    @Test
    void missingValueIsABugOfTheCaller() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Template.parse("{a}").expand(Map.of()))
                .withMessage("Cannot fill in {a}: it has no value");
    }

    @Test
    void templatesOfTheSameTextAreEqual() {
        assertThat(Template.parse("{a}"))
                .isEqualTo(Template.parse("{a}"))
                .hasSameHashCodeAs(Template.parse("{a}"))
                .isNotEqualTo(Template.parse("{b}"))
                .hasToString("{a}");
    }

    @Test
    void anyTextSurvivesWhenItsBracesAreDoubled() {
        var random = new Random(4711);
        for (int round = 0; round < 5_000; round++) {
            String text = random(random);

            var template = Template.parse(text.replace("{", "{{").replace("}", "}}"));

            assertThat(template.expand(Map.of())).isEqualTo(text);
        }
    }

    @Test
    void anyTextIsATemplateThatOnlyLosesBracesAndGainsValues() {
        var random = new Random(42);
        for (int round = 0; round < 5_000; round++) {
            String text = random(random);

            var template = Template.parse(text);
            String expanded = template.expand(name -> "{" + name + "}");

            assertThat(expanded.replaceAll("[{}]", "")).as(text).isEqualTo(text.replaceAll("[{}]", ""));
            assertThat(expanded.length()).as(text).isLessThanOrEqualTo(text.length());
            assertThat(template.names()).as(text).allMatch(name -> text.contains("{" + name + "}"));
        }
    }

    private static String random(Random random) {
        return IntStream.range(0, random.nextInt(12))
                .mapToObj(i -> String.valueOf("{}{}$ax_1 ,'".charAt(random.nextInt(11))))
                .collect(Collectors.joining());
    }
}
