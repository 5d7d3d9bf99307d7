/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.core.internal.osgi;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What can be configured of the launcher of a file. */
@ObjectClassDefinition(
        name = "Concert Launcher: launcher file",
        description = "A launcher file whose launcher and processes are to be services and MBeans.")
@interface LauncherSettings {

    /** Return the launcher file. */
    @AttributeDefinition(name = "Launcher file", description = "The absolute path of a launcher.yaml.")
    String file() default "";

    /** Return whether to keep to the restart policies. */
    @AttributeDefinition(
            name = "Supervise",
            description = "Whether processes that die are started again as their restart policy says; false to only"
                    + " look on.")
    boolean supervise() default true;
}
