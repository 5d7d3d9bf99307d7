/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.jolokia;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.servlet.context.ServletContextHelper;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContext;

/** Where Jolokia is served: before the context of the same path in which Jolokia's own bundle may register a servlet. */
@HttpWhiteboardContext(name = JolokiaContext.NAME, path = "/jolokia")
@Component(
        name = "org.concert.launcher.http.jolokia.context",
        service = ServletContextHelper.class,
        scope = ServiceScope.BUNDLE,
        property = "service.ranking:Integer=1000")
public final class JolokiaContext extends ServletContextHelper {

    static final String NAME = "concert-launcher-jolokia";

    /** Create the context. */
    @Activate
    public JolokiaContext() {}
}
