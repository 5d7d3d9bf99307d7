/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.transport.docker.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.command.InspectExecResponse;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.ErrorDetail;
import com.github.dockerjava.api.model.Version;
import com.github.dockerjava.core.command.ExecCreateCmdImpl;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelJsonTests {

    private static <T> T read(String json, Class<T> type) throws IOException {
        return ModelJson.read(json.replace('\'', '"'), type);
    }

    @Test
    void stateOfAContainerIsReadAmongWhatIsOfNoUseHere() throws Exception {
        InspectContainerResponse found = read(
                "{'Id':'4f5','Created':'2026-01-01','State':{'Status':'exited','Running':false,'Pid':0,'ExitCode':137,"
                        + "'Health':{'Log':[{'Start':'x'}]}},'HostConfig':{'Binds':['/a:/b'],'PortBindings':{'80/tcp':[]},"
                        + "'Memory':9223372036854775807,'CapAdd':['ALL'],'RestartPolicy':{'Name':'no'}},"
                        + "'NetworkSettings':{'Ports':{},'Networks':{'bridge':{'IPAddress':''}}},'New':[[1,{'x':null}],2.5]}",
                InspectContainerResponse.class);

        assertThat(found.getId()).isEqualTo("4f5");
        assertThat(found.getState().getStatus()).isEqualTo("exited");
        assertThat(found.getState().getExitCodeLong()).isEqualTo(137);
    }

    @Test
    void otherAnswersAreRead() throws Exception {
        assertThat(read("{'Version':'20.10.24','Components':[{'Name':'Engine'}]}", Version.class)
                        .getVersion())
                .isEqualTo("20.10.24");
        assertThat(read("[{'Names':['/a','/b'],'Labels':{}},{'Names':['/c']}]", Container[].class))
                .extracting(Container::getNames)
                .containsExactly(new String[] {"/a", "/b"}, new String[] {"/c"});
        assertThat(read("{'ExitCode':null,'Running':true}", InspectExecResponse.class)
                        .isRunning())
                .isTrue();
        assertThat(read("{'message':'no such container'}", ErrorDetail.class).getMessage())
                .isEqualTo("no such container");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "null", "[]", "{", "{'Version':", "{'Version':'1'} {", "{'Version':'1'}]", "no JSON", "1"})
    void whatIsNoAnswerOfThatKindIsAnError(String json) {
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> read(json, Version.class));
    }

    @Test
    void commandSaysWhatWasSaidOfIt() throws Exception {
        var command = new ExecCreateCmdImpl(
                        any -> {
                            throw new AssertionError("nothing is asked");
                        },
                        "robot")
                .withAttachStdin(true)
                .withCmd("sh", "-c", "\"x\"");

        assertThat(new String(ModelJson.write(command), StandardCharsets.UTF_8))
                .contains("\"AttachStdin\":true", "\"Cmd\":[\"sh\",\"-c\",\"\\\"x\\\"\"]")
                .doesNotContain("robot", "Tty", "null");
    }
}
