/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What users try by way of Jolokia that is not theirs: many requests in one, MBeans of the JDK, other JVMs. */
class JolokiaAttacksIT {

    private static final String EXEC = "{'type':'exec','mbean':'" + AttackedServe.ARM + "','operation':'start()'}";

    @RegisterExtension
    static final AttackedServe served = new AttackedServe();

    @AfterEach
    void nothingHasRun() throws Exception {
        served.assertNothingRan();
    }

    private static RawRequest post(String path, String json) {
        return served.request("POST", path).json(json);
    }

    @Test
    void viewerGetsTheReadsOfABulkRequestAndNotItsStart() throws Exception {
        InetAddress source = AttackedServe.newSource();

        RawHttp.Answer answer = served.send(
                post(
                                "/jolokia/",
                                "[{'type':'read','mbean':'" + AttackedServe.ARM + "','attribute':'State'}," + EXEC
                                        + ",{'type':'read','mbean':'" + AttackedServe.ARM + "','attribute':'Name'}]")
                        .with(AttackedServe.as("vic")),
                source);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains("\"value\":\"STOPPED\"", "\"value\":\"arm\"");
        assertThat(answer.body().split("\"status\":403", -1)).hasSize(2);
        assertThat(served.audit(source)).singleElement().asString().contains("\"denied\"", "\"start\"", "\"arm\"");
    }

    @ParameterizedTest
    @MethodSource
    void viewerStartsNothingByJolokia(String operation) throws Exception {
        InetAddress source = AttackedServe.newSource();
        String launcher = "org.concert.launcher:type=Launcher,session=lab";

        RawHttp.Answer answer = served.send(
                post(
                                "/jolokia/",
                                "{'type':'exec','mbean':'"
                                        + (operation.contains("'") ? launcher : AttackedServe.ARM)
                                        + "','operation':'"
                                        + operation.split(" ", 2)[0] + "'"
                                        + (operation.contains("'")
                                                ? ",'arguments':" + operation.split(" ", 2)[1]
                                                : "")
                                        + "}")
                        .with(AttackedServe.as("vic")),
                source);

        assertThat(answer.body()).contains("\"status\":403");
        assertThat(served.audit(source)).singleElement().asString().contains("a viewer may not do that");
    }

    static List<String> viewerStartsNothingByJolokia() {
        return List.of(
                "start",
                "start()",
                "start(java.lang.String,java.lang.String)",
                "stop()",
                "kill()",
                "restart()",
                "start(java.lang.String,java.lang.String,java.lang.String) ['arm','','']",
                "reload() ['']");
    }

    /** What the JDK's own MBeans could do for whoever is logged in. */
    @ParameterizedTest
    @MethodSource
    void nobodyUsesAnMBeanOfTheJdk(String request) throws Exception {
        Path dump = served.lab().folder().resolve("marker.hprof");
        InetAddress source = AttackedServe.newSource();

        RawHttp.Answer answer = served.send(
                post("/jolokia/", "[" + request.replace("DUMP", dump.toString()) + "]")
                        .with(AttackedServe.as("ann")),
                source);

        assertThat(answer.body()).containsPattern("\"status\":40[34]").doesNotContain("\"status\":200");
        assertThat(Files.exists(dump)).isFalse();
        if (request.contains("exec")) {
            assertThat(served.audit(source)).singleElement().asString().contains("\"denied\"", "no operation");
        }
    }

    static List<String> nobodyUsesAnMBeanOfTheJdk() {
        String diagnostics = "'mbean':'com.sun.management:type=DiagnosticCommand'";
        String hotSpot = "'mbean':'com.sun.management:type=HotSpotDiagnostic'";
        return List.of(
                "{'type':'exec'," + diagnostics + ",'operation':'vmSystemProperties'}",
                "{'type':'exec'," + diagnostics + ",'operation':'jvmtiAgentLoad','arguments':[['/tmp/evil.so']]}",
                "{'type':'exec'," + diagnostics + ",'operation':'compilerDirectivesAdd','arguments':[['/etc/passwd']]}",
                "{'type':'exec'," + hotSpot + ",'operation':'dumpHeap','arguments':['DUMP',true]}",
                "{'type':'exec'," + hotSpot + ",'operation':'setVMOption','arguments':['HeapDumpPath','DUMP']}",
                "{'type':'exec','mbean':'java.lang:type=Memory','operation':'gc'}",
                "{'type':'exec','mbean':'java.util.logging:type=Logging','operation':'setLoggerLevel',"
                        + "'arguments':['','ALL']}",
                "{'type':'write','mbean':'java.lang:type=Memory','attribute':'Verbose','value':true}",
                "{'type':'write','mbean':'" + AttackedServe.ARM + "','attribute':'State','value':'READY'}",
                "{'type':'read','mbean':'java.lang:type=Runtime','attribute':'SystemProperties'}",
                "{'type':'read','mbean':'java.lang:type=Runtime','attribute':'InputArguments'}",
                "{'type':'read'," + hotSpot + ",'attribute':'DiagnosticOptions'}");
    }

    @Test
    void jolokiaIsNoProxyToOtherJvms() throws Exception {
        InetAddress source = AttackedServe.newSource();

        RawHttp.Answer answer = served.send(
                post(
                                "/jolokia/",
                                "{'type':'read','mbean':'java.lang:type=Memory','attribute':'HeapMemoryUsage',"
                                        + "'target':{'url':'service:jmx:rmi:///jndi/ldap://127.0.0.1:1/evil'}}")
                        .with(AttackedServe.as("ann")),
                source);

        assertThat(answer.body()).contains("\"status\":403").doesNotContain("HeapMemoryUsage\":{\"init");
    }
}
