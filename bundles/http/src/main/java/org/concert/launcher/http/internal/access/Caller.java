/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.access;

import java.util.function.BooleanSupplier;
import org.concert.launcher.access.Role;
import org.concert.launcher.api.Actor;

/**
 * The sender of a request.
 *
 * @param actor the user, and the address
 * @param role what the caller may do
 * @param byCookie whether the caller was identified by a cookie, which browsers attach to requests of any page
 * @param valid whether the caller would still be admitted; checked during long answers
 */
public record Caller(Actor actor, Role role, boolean byCookie, BooleanSupplier valid) {}
