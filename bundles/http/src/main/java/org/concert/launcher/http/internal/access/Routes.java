/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.access;

import java.util.Optional;
import org.concert.launcher.access.Role;

/** The routes of a servlet and the roles they require. The guard asks them before it admits a request. */
@FunctionalInterface
public interface Routes {

    /** Return the role that a request requires; empty if no route here matches. */
    Optional<Role> role(String method, String path);
}
