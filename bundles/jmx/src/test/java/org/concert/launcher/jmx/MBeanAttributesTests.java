/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.jmx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Date;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.management.Attribute;
import javax.management.Descriptor;
import javax.management.JMX;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanFeatureInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.OpenMBeanAttributeInfo;
import javax.management.openmbean.TabularData;
import org.concert.launcher.api.Host;
import org.concert.launcher.api.ProcessState;
import org.concert.launcher.api.Target;
import org.concert.launcher.api.Transport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MBeanAttributesTests {

    private static final String DOMAIN = "org.concert.launcher";

    private final MBeanServer server = MBeanServerFactory.newMBeanServer();
    private final LauncherMBeans mbeans = new LauncherMBeans(server, "1.2.3");
    private final FakeLauncher launcher = new FakeLauncher("robot");

    @BeforeEach
    void show() {
        mbeans.show(launcher);
    }

    @AfterEach
    void close() {
        mbeans.close();
    }

    @Test
    void namesAreThoseOfTheContract() throws Exception {
        mbeans.show(new NamedTransport("ssh"), "org.example.ssh", "2.0.0");

        assertThat(server.queryNames(new ObjectName(DOMAIN + ":*"), null))
                .extracting(ObjectName::toString)
                .containsExactlyInAnyOrder(
                        DOMAIN + ":type=Launcher,session=robot",
                        DOMAIN + ":type=Process,session=robot,name=ecat",
                        DOMAIN + ":type=Process,session=robot,name=xbot2",
                        DOMAIN + ":type=Machine,name=\"root@robot:2222\"",
                        DOMAIN + ":type=Machine,name=gone",
                        DOMAIN + ":type=Transport,name=ssh");
    }

    @Test
    void processHasExactlyTheAttributesOfTheContract() throws Exception {
        assertThat(server.getMBeanInfo(process("xbot2")).getAttributes())
                .extracting(MBeanAttributeInfo::getName)
                .containsExactlyInAnyOrder(
                        ("Name Session Machine Container Command State Code Ready Pid ExitCode Signal"
                                        + " StartTime ReadyTime EndTime UptimeSeconds Variants AvailableParams SelectedVariants Params DependsOn"
                                        + " Dependants RestartCount CpuPercent ResidentBytes ProgramCount LastMessage LogFile")
                                .split(" "));
    }

    @Test
    void attributesOfALivingProcessComeFromItsSnapshot() throws Exception {
        launcher.become(launcher.ready("xbot2"));

        Map<String, Object> values = values(process("xbot2"));

        assertThat(values)
                .contains(
                        entry("Name", "xbot2"),
                        entry("Session", "robot"),
                        entry("Machine", "root@robot:2222"),
                        entry("Container", "xbot2_box"),
                        entry("Command", "run xbot2"),
                        entry("State", "READY"),
                        entry("Code", 2),
                        entry("Ready", true),
                        entry("Pid", 4711L),
                        entry("ExitCode", null),
                        entry("Signal", null),
                        entry("StartTime", Date.from(FakeLauncher.START)),
                        entry("ReadyTime", Date.from(FakeLauncher.START.plusSeconds(2))),
                        entry("SelectedVariants", new String[] {"sim", "Base Only"}),
                        entry("DependsOn", new String[] {"ecat"}),
                        entry("Dependants", new String[0]),
                        entry("RestartCount", 3),
                        entry("CpuPercent", 12.5),
                        entry("ResidentBytes", 1_048_576L),
                        entry("ProgramCount", 4),
                        entry("LastMessage", "ready after 2 s"),
                        entry("LogFile", "/tmp/xbot2.log"));
        assertThat((Double) values.get("UptimeSeconds")).isPositive();
        assertThat(row(values.get("Params"), "hz")).isEqualTo("500");
        assertThat(row(values.get("Variants"), "sim")).isEqualTo(new String[0]);
        assertThat(row(values.get("Variants"), "body")).isEqualTo(new String[] {"Base Only", "Full"});
    }

    @Test
    void attributesOfADeadProcessAreNullWhereThereIsNothingToSay() throws Exception {
        launcher.become(launcher.dead("xbot2"));

        assertThat(values(process("xbot2")))
                .contains(
                        entry("State", "FAILED"),
                        entry("Code", -1),
                        entry("Ready", false),
                        entry("ExitCode", 139),
                        entry("Signal", "SIGSEGV"),
                        entry("LastMessage", "died of SIGSEGV"),
                        entry("Pid", null),
                        entry("Container", null),
                        entry("StartTime", null),
                        entry("UptimeSeconds", null),
                        entry("CpuPercent", null),
                        entry("ResidentBytes", null),
                        entry("ProgramCount", null),
                        entry("LogFile", null));
    }

    @Test
    void launcherCountsItsProcesses() throws Exception {
        launcher.become(launcher.ready("ecat"));

        Map<String, Object> values = values(new ObjectName(DOMAIN + ":type=Launcher,session=robot"));

        assertThat(values)
                .contains(
                        entry("File", "/robot/launcher.yaml"),
                        entry("Session", "robot"),
                        entry("Version", "1.2.3"),
                        entry("Processes", new String[] {"ecat", "xbot2"}),
                        entry("Machines", new String[] {"root@robot:2222", "gone"}),
                        entry("Warnings", new String[] {"launcher.yaml:3:1: no process 'imu'"}),
                        entry("ReadyCount", 1),
                        entry("FailedCount", 0),
                        entry("Deviations", new String[] {"restart ecat: runs with variants sim"}),
                        entry("DroppedNotifications", 0L));
        assertThat(row(values.get("States"), "ecat")).isEqualTo("READY");
        assertThat(row(values.get("StateCounts"), "STOPPED")).isEqualTo(1);
        assertThat(row(values.get("StateCounts"), "BACKOFF")).isEqualTo(0);
    }

    @Test
    void machineShowsItsConnection() throws Exception {
        Map<String, Object> robot = values(new ObjectName(DOMAIN + ":type=Machine,name=\"root@robot:2222\""));
        Map<String, Object> gone = values(new ObjectName(DOMAIN + ":type=Machine,name=gone"));

        assertThat(robot)
                .contains(
                        entry("Name", "root@robot:2222"),
                        entry("Transport", "ssh"),
                        entry("State", "CONNECTED"),
                        entry("Connected", true),
                        entry("TmuxVersion", "3.3a"),
                        entry("ContainerRuntime", "Docker 20.10.24"),
                        entry("LatencyMillis", 12L),
                        entry("LastError", ""),
                        entry("Processes", new String[] {"ecat", "xbot2"}));
        assertThat(gone)
                .contains(
                        entry("State", "UNREACHABLE"),
                        entry("Connected", false),
                        entry("Transport", null),
                        entry("TmuxVersion", null),
                        entry("ContainerRuntime", null),
                        entry("LatencyMillis", null),
                        entry("LastError", "no route to host"),
                        entry("Processes", new String[0]));
    }

    @Test
    void transportShowsWhatItReaches() throws Exception {
        var shown = mbeans.show(new NamedTransport("ssh"), "org.example.ssh", "2.0.0");
        var name = new ObjectName(DOMAIN + ":type=Transport,name=ssh");

        Map<String, Object> values = values(name);
        shown.close();

        assertThat(values)
                .contains(
                        entry("Name", "ssh"),
                        entry("Bundle", "org.example.ssh"),
                        entry("Version", "2.0.0"),
                        entry("Machines", new String[] {"root@robot:2222"}));
        assertThat(server.isRegistered(name)).isFalse();
    }

    @Test
    void allMBeansOfATypeShareOneInfo() throws Exception {
        assertThat(server.getMBeanInfo(process("ecat"))).isSameAs(server.getMBeanInfo(process("xbot2")));
        assertThat(server.getMBeanInfo(process("ecat")).getDescriptor().getFieldValue("immutableInfo"))
                .isEqualTo("true");
        assertThat(server.getMBeanInfo(process("ecat")).getDescriptor().getFieldValue("mxbean"))
                .isEqualTo("true");
    }

    @Test
    void everythingIsDescribed() throws Exception {
        var info = server.getMBeanInfo(process("xbot2"));
        MBeanOperationInfo start = Arrays.stream(info.getOperations())
                .filter(operation -> operation.getName().equals("start") && operation.getSignature().length == 2)
                .findFirst()
                .orElseThrow();

        assertThat(info.getDescription()).startsWith("A process of the robot");
        assertThat(info.getAttributes())
                .extracting(MBeanFeatureInfo::getDescription)
                .noneMatch(String::isEmpty);
        assertThat(info.getOperations())
                .extracting(MBeanFeatureInfo::getDescription)
                .noneMatch(String::isEmpty);
        assertThat(start.getImpact()).isEqualTo(MBeanOperationInfo.ACTION);
        assertThat(start.getSignature()).extracting(MBeanFeatureInfo::getName).containsExactly("variants", "params");
        assertThat(start.getSignature())
                .extracting(MBeanFeatureInfo::getDescription)
                .first()
                .asString()
                .startsWith("Flags and options");
    }

    @Test
    void unitsRangesAndNamesAreInTheDescriptors() throws Exception {
        assertThat(descriptor(process("xbot2"), "UptimeSeconds"))
                .contains(entry("units", "seconds"), entry("minValue", 0.0));
        assertThat(descriptor(process("xbot2"), "ResidentBytes"))
                .contains(entry("units", "bytes"), entry("minValue", 0L));
        assertThat(descriptor(process("xbot2"), "Code")).contains(entry("minValue", -1), entry("maxValue", 2));
        assertThat(descriptor(process("xbot2"), "State"))
                .contains(entry(
                        "legalValues",
                        Arrays.stream(ProcessState.values()).map(Enum::name).collect(Collectors.toSet())));
        assertThat(descriptor(new ObjectName(DOMAIN + ":type=Machine,name=gone"), "State"))
                .contains(entry("legalValues", Set.of("IDLE", "CONNECTING", "CONNECTED", "UNREACHABLE")));
        assertThat(descriptor(new ObjectName(DOMAIN + ":type=Launcher,session=robot"), "ReadyCount"))
                .contains(entry("units", "processes"), entry("minValue", 0));
    }

    @Test
    void clientsWithoutAClassOfOursAreToldTheNamesOfStates() throws Exception {
        MBeanAttributeInfo state = Arrays.stream(
                        server.getMBeanInfo(process("xbot2")).getAttributes())
                .filter(attribute -> attribute.getName().equals("State"))
                .findFirst()
                .orElseThrow();

        assertThat(state).isInstanceOf(OpenMBeanAttributeInfo.class);
        assertThat(((OpenMBeanAttributeInfo) state).isValue("READY")).isTrue();
        assertThat(((OpenMBeanAttributeInfo) state).isValue("HAPPY")).isFalse();
    }

    @Test
    void argumentsHaveTheirRangeInTheDescriptor() throws Exception {
        MBeanOperationInfo tail = Arrays.stream(
                        server.getMBeanInfo(process("xbot2")).getOperations())
                .filter(operation -> operation.getName().equals("tail"))
                .findFirst()
                .orElseThrow();

        assertThat(fields(tail.getSignature()[0].getDescriptor()))
                .contains(entry("units", "lines"), entry("minValue", 1), entry("maxValue", 10_000));
        assertThat(tail.getImpact()).isEqualTo(MBeanOperationInfo.INFO);
    }

    @Test
    void declaredParametersAreDescribed() throws Exception {
        CompositeData[] declared = (CompositeData[]) server.getAttribute(process("xbot2"), "AvailableParams");

        assertThat(declared).hasSize(1);
        assertThat(declared[0].getAll(new String[] {"name", "type", "default", "pattern", "min", "max", "help"}))
                .containsExactly("hz", "int", "500", null, new BigDecimal(1), new BigDecimal(1000), "control rate");
        assertThat(declared[0].get("values")).isEqualTo(new String[] {"250", "500"});
    }

    @Test
    void proxyOfTheInterfaceWorks() throws Exception {
        launcher.become(launcher.ready("xbot2"));
        ProcessMXBean proxy = JMX.newMXBeanProxy(server, process("xbot2"), ProcessMXBean.class);

        assertThat(proxy.isReady()).isTrue();
        assertThat(proxy.getVariants()).containsKeys("sim", "body");
    }

    @Test
    void nothingIsLeftBehind() throws Exception {
        mbeans.close();

        assertThat(server.queryNames(new ObjectName(DOMAIN + ":*"), null)).isEmpty();
        assertThat(launcher.listeners()).isZero();
    }

    @Test
    void platformServerIsLeftAlone() throws Exception {
        assertThat(ManagementFactory.getPlatformMBeanServer().queryNames(new ObjectName(DOMAIN + ":*"), null))
                .isEmpty();
    }

    private Map<String, Object> descriptor(ObjectName name, String attribute) throws Exception {
        return fields(Arrays.stream(server.getMBeanInfo(name).getAttributes())
                .filter(info -> info.getName().equals(attribute))
                .findFirst()
                .orElseThrow()
                .getDescriptor());
    }

    private static Map<String, Object> fields(Descriptor descriptor) {
        return Arrays.stream(descriptor.getFieldNames())
                .collect(Collectors.toMap(name -> name, descriptor::getFieldValue));
    }

    private ObjectName process(String name) throws Exception {
        return new ObjectName(DOMAIN + ":type=Process,session=robot,name=" + name);
    }

    private Map<String, Object> values(ObjectName name) throws Exception {
        String[] names = Arrays.stream(server.getMBeanInfo(name).getAttributes())
                .map(MBeanAttributeInfo::getName)
                .toArray(String[]::new);
        Map<String, Object> values = new TreeMap<>();
        for (Attribute attribute : server.getAttributes(name, names).asList()) {
            values.put(attribute.getName(), attribute.getValue());
        }
        assertThat(values).as("every attribute can be read").hasSameSizeAs(names);
        return values;
    }

    private static Object row(Object table, String key) {
        return ((TabularData) table).get(new Object[] {key}).get("value");
    }

    private record NamedTransport(String name) implements Transport {

        @Override
        public boolean serves(Target target) {
            return false;
        }

        @Override
        public Host open(Target target, Machines machines) {
            throw new UnsupportedOperationException("opens nothing");
        }
    }
}
