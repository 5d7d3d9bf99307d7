/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.jmx.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javax.management.JMX;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.openmbean.CompositeData;
import org.concert.launcher.jmx.FrameworkMXBean;
import org.concert.launcher.json.BundleSnapshot;
import org.junit.jupiter.api.Test;

class FrameworkBeanTests {

    private final MBeanServer server = MBeanServerFactory.newMBeanServer();

    private final FrameworkBean framework = new FrameworkBean(() -> List.of(
            new BundleSnapshot(0, "org.apache.felix.framework", "7.0.5", "ACTIVE", "System Bundle"),
            new BundleSnapshot(7, null, "0.0.0", "INSTALLED", "file:deploy/old.jar")));

    @Test
    void bundlesAreOpenDataForClientsWithoutAClassOfOurs() throws Exception {
        try (var shown = new MBeanDirectory(server)
                .add(MBeanNames.framework(), new DescribedMBean(framework, FrameworkMXBean.class))) {
            assertThat(shown).isNotNull();
            CompositeData[] bundles = (CompositeData[]) server.getAttribute(MBeanNames.framework(), "Bundles");

            assertThat(bundles).hasSize(2);
            assertThat(bundles[1].get("id")).isEqualTo(7L);
            assertThat(bundles[1].get("name")).isNull();
            assertThat(bundles[1].get("version")).isEqualTo("0.0.0");
            assertThat(bundles[1].get("state")).isEqualTo("INSTALLED");
            assertThat(bundles[1].get("location")).isEqualTo("file:deploy/old.jar");
        }
    }

    @Test
    void proxyOfTheInterfaceGivesBundles() {
        try (var shown = new MBeanDirectory(server)
                .add(MBeanNames.framework(), new DescribedMBean(framework, FrameworkMXBean.class))) {
            assertThat(shown).isNotNull();
            FrameworkMXBean proxy = JMX.newMXBeanProxy(server, MBeanNames.framework(), FrameworkMXBean.class);

            assertThat(proxy.getBundles())
                    .extracting(FrameworkMXBean.Bundle::getName)
                    .containsExactly("org.apache.felix.framework", null);
        }
    }
}
