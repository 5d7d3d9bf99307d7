/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The MBeans over HTTP, in a real framework: what is answered, and what is refused. */
class JolokiaIT {

    private static final String IMU = "org.concert.launcher:type=Process,session=robot,name=imu";
    private static final String READ_STATE = "/jolokia/read/" + IMU + "/State";

    @RegisterExtension
    static final ServedLauncher served = new ServedLauncher();

    @Test
    void attributesAreRead() throws Exception {
        HttpResponse<String> all = served.server().post("{'type':'read','mbean':'" + IMU + "'}");

        assertThat(served.server().get(READ_STATE).body()).contains("\"value\":\"STOPPED\"");
        assertThat(all.body())
                .contains("\"StartTime\":\"2026-01-01T00:00:00.000Z\"")
                .contains("\"SelectedVariants\":[\"a\",\"b\"]")
                .contains("\"Params\":{\"hz\":\"500\"}")
                .contains("\"Pid\":null");
    }

    @Test
    void machineWithAPortIsRead() throws Exception {
        assertThat(served.server()
                        .post("{'type':'read','attribute':'State',"
                                + "'mbean':'org.concert.launcher:type=Machine,name=\\'root@robot:22\\''}")
                        .body())
                .contains("\"value\":\"IDLE\"");
    }

    @Test
    void operationsReachTheLauncher() throws Exception {
        served.server()
                .post("{'type':'exec','mbean':'" + IMU + "','operation':'start(java.lang.String,java.lang.String)',"
                        + "'arguments':['fast, Base Only','hz:=100']}");
        String ready = served.server().get(READ_STATE).body();
        served.server().post("{'type':'exec','mbean':'" + IMU + "','operation':'stop()'}");
        String stopped = served.server().get(READ_STATE).body();
        served.server().get("/jolokia/exec/" + IMU + "/start()");
        String tail = served.server()
                .post("{'type':'exec','mbean':'" + IMU + "','operation':'tail','arguments':[10]}")
                .body();

        assertThat(served.launcher().asked)
                .containsExactly("start [imu] [fast, Base Only] {hz=100}", "stop [imu]", "start [imu] [] {}");
        assertThat(ready).contains("\"value\":\"READY\"");
        assertThat(stopped).contains("\"value\":\"STOPPED\"");
        assertThat(tail).contains("\"value\":[\"one\",\"two\"]");
    }

    @Test
    void unsafeParameterIsToldToTheClient() throws Exception {
        assertThat(served.server()
                        .post("{'type':'exec','mbean':'" + IMU + "',"
                                + "'operation':'start(java.lang.String,java.lang.String)',"
                                + "'arguments':['','hz:=$(reboot)']}")
                        .body())
                .contains("java.lang.IllegalArgumentException")
                .contains("parameter cannot be '$(reboot)'");
        assertThat(served.launcher().asked).isEmpty();
    }

    @Test
    void listShowsOurMBeansAndThoseOfTheJvmOnly() throws Exception {
        String list = served.server().get("/jolokia/list").body();

        assertThat(list)
                .contains("\"org.concert.launcher\":", "\"java.lang\":", "A process of the robot")
                .doesNotContain("\"com.sun.management\":", "\"JMImplementation\":", "\"jolokia\":");
        assertThat(served.server().get("/jolokia/search/*:*").body())
                .contains(IMU)
                .doesNotContain("com.sun.management", "jolokia:", "JMImplementation");
    }

    @Test
    void listWithACacheDescribesEachTypeOnce() throws Exception {
        assertThat(served.server().get("/jolokia/list?listCache=true").body())
                .contains("\"type=Process,session=robot,name=imu\":\"org.concert.launcher:Process\"");
    }

    @Test
    void figuresOfTheJvmAreReadButNotItsSecrets() throws Exception {
        assertThat(served.server()
                        .get("/jolokia/read/java.lang:type=Memory/HeapMemoryUsage")
                        .body())
                .contains("\"used\":");
        assertThat(served.server()
                        .get("/jolokia/read/java.lang:type=Runtime/SystemProperties")
                        .body())
                .contains("\"status\":403");
        assertThat(served.server()
                        .get("/jolokia/read/java.lang:type=Runtime/InputArguments")
                        .body())
                .contains("\"status\":403");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'exec','mbean':'java.lang:type=Memory','operation':'gc'}",
                "{'type':'exec','mbean':'com.sun.management:type=DiagnosticCommand','operation':'vmVersion'}",
                "{'type':'read','mbean':'com.sun.management:type=HotSpotDiagnostic','attribute':'DiagnosticOptions'}",
                "{'type':'read','mbean':'JMImplementation:type=MBeanServerDelegate','attribute':'MBeanServerId'}",
                "{'type':'write','mbean':'java.lang:type=Memory','attribute':'Verbose','value':true}",
                "{'type':'write','mbean':'" + IMU + "','attribute':'State','value':'READY'}",
                "{'type':'read','mbean':'" + IMU + "','attribute':'State',"
                        + "'target':{'url':'service:jmx:rmi:///jndi/rmi://127.0.0.1:1/jmxrmi'}}",
                "[{'type':'exec','mbean':'java.lang:type=Memory','operation':'gc'}]"
            })
    void whatIsNotOursIsRefused(String request) throws Exception {
        assertThat(served.server().post(request).body())
                .contains("\"error\":", "\"status\":403")
                .doesNotContain("\"status\":200");
    }

    @ParameterizedTest
    @CsvSource({
        "Origin, http://evil.example",
        "Origin, null",
        "Origin, http://127.0.0.1:1",
        "Origin, https://127.0.0.1",
        "Referer, http://evil.example/page",
        "Sec-Fetch-Site, cross-site",
        "Sec-Fetch-Site, same-site",
        "Host, evil.example",
        "Host, localhost.evil.example",
        "Host, 127.0.0.1.evil.example"
    })
    void requestOfAForeignPageIsRefused(String header, String value) throws Exception {
        HttpRequest request = served.server()
                .request("/jolokia/exec/" + IMU + "/start()")
                .header(header, value)
                .build();

        HttpResponse<String> answer = served.server().send(request);

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).startsWith("Cannot answer: ");
        assertThat(served.launcher().asked).isEmpty();
    }

    @Test
    void requestOfAnOwnPageIsAnswered() throws Exception {
        String own = "localhost:" + served.server().port();
        HttpRequest request = served.server()
                .request(READ_STATE)
                .header("Host", own)
                .header("Origin", "http://" + own)
                .header("Referer", "http://" + own + "/")
                .header("Sec-Fetch-Site", "same-origin")
                .build();

        assertThat(served.server().send(request).body()).contains("\"value\":\"STOPPED\"");
    }

    @Test
    void noPageElsewhereIsEverGivenAnAnswer() throws Exception {
        String own = "http://127.0.0.1:" + served.server().port();
        HttpRequest preflight = served.server()
                .request("/jolokia/")
                .header("Origin", own)
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .build();
        HttpRequest read =
                served.server().request(READ_STATE).header("Origin", own).build();

        assertThat(served.server().send(preflight).headers().map()).doesNotContainKey("access-control-allow-origin");
        assertThat(served.server().send(read).headers().map()).doesNotContainKey("access-control-allow-origin");
    }

    @Test
    void mbeansGoWithTheirLauncherAndWithTheBundle() throws Exception {
        var imu = new ObjectName(IMU);
        var platform = ManagementFactory.getPlatformMBeanServer();

        served.hide();
        boolean withoutLauncher = platform.isRegistered(imu);
        served.show();
        boolean withLauncher = platform.isRegistered(imu);
        served.server().running("org.concert.launcher.jmx", false);
        var withoutBundle = platform.queryNames(new ObjectName("org.concert.launcher:*"), null);
        served.server().running("org.concert.launcher.jmx", true);

        assertThat(withoutLauncher).isFalse();
        assertThat(withLauncher).isTrue();
        assertThat(withoutBundle).isEmpty();
        assertThat(platform.isRegistered(imu)).isTrue();
    }

    @Test
    void jolokiaIsGoneWhileOurBundleIsStopped() throws Exception {
        served.server().running("org.concert.launcher.http", false);

        int answer = served.server().get(READ_STATE).statusCode();
        served.server().running("org.concert.launcher.http", true);

        assertThat(answer).isEqualTo(404);
        assertThat(served.server().get(READ_STATE).body()).contains("\"value\":\"STOPPED\"");
    }

    @Test
    void jolokiaAnswersAgainAfterTheWebServerWasStoppedAndStarted() throws Exception {
        served.server().running("org.apache.felix.http.jetty12.light", false);
        served.server().running("org.apache.felix.http.jetty12.light", true);

        assertThat(served.server().get(READ_STATE).body()).contains("\"value\":\"STOPPED\"");
    }
}
