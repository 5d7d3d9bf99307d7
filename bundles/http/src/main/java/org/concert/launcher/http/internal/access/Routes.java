/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.access;

import java.util.Optional;
import org.concert.launcher.access.Role;

/** What a servlet answers, with who may ask for it; the guard asks before it lets a request in. */
@FunctionalInterface
public interface Routes {

    /** Return the role that a request has to have; empty if this is not where it is answered. */
    Optional<Role> role(String method, String path);
}
