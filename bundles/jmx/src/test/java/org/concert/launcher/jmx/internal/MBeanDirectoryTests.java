/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.jmx.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import javax.management.timer.Timer;
import org.concert.launcher.jmx.TransportMXBean;
import org.junit.jupiter.api.Test;

class MBeanDirectoryTests {

    private final MBeanServer server = MBeanServerFactory.newMBeanServer();
    private final MBeanDirectory directory = new MBeanDirectory(server);
    private final ObjectName name = MBeanNames.transport("ssh");

    @Test
    void secondOfANameStepsInWhenTheFirstGoes() throws Exception {
        var first = directory.add(name, transport("one"));
        var second = directory.add(name, transport("two"));

        assertThat(server.getAttribute(name, "Bundle")).isEqualTo("one");
        first.close();
        assertThat(server.getAttribute(name, "Bundle")).isEqualTo("two");
        second.close();
        assertThat(server.isRegistered(name)).isFalse();
    }

    @Test
    void secondOfANameMayGoBeforeTheFirst() throws Exception {
        directory.add(name, transport("one"));
        var second = directory.add(name, transport("two"));

        second.close();
        second.close();

        assertThat(server.getAttribute(name, "Bundle")).isEqualTo("one");
    }

    @Test
    void mbeanOfAnotherProgramIsLeftAlone() throws Exception {
        server.registerMBean(new Timer(), name);

        directory.add(name, transport("one")).close();

        assertThat(server.isInstanceOf(name, Timer.class.getName())).isTrue();
    }

    @Test
    void mbeanThatSomebodyElseUnregisteredIsNoError() throws Exception {
        var first = directory.add(name, transport("one"));
        server.unregisterMBean(name);

        first.close();

        assertThat(server.isRegistered(name)).isFalse();
    }

    @Test
    void onlyNamesThatNeedQuotesHaveThem() {
        assertThat(MBeanNames.machine("root@robot")).hasToString("org.concert.launcher:type=Machine,name=root@robot");
        assertThat(MBeanNames.machine("root@robot:22"))
                .hasToString("org.concert.launcher:type=Machine,name=\"root@robot:22\"");
        assertThat(MBeanNames.machine("a*b").isPattern()).isFalse();
        assertThat(MBeanNames.machine("a\nb").getKeyProperty("name")).isEqualTo("\"a\\nb\"");
    }

    private static DescribedMBean transport(String bundle) {
        return new DescribedMBean(new ShownTransport("ssh", bundle, "1", List::of), TransportMXBean.class);
    }
}
