/* SPDX-License-Identifier: Apache-2.0 */
package org.concert.launcher.http.internal.access;

import java.util.function.BooleanSupplier;
import org.concert.launcher.access.Role;
import org.concert.launcher.api.Actor;

/**
 * Who sends a request.
 *
 * @param actor who, and from where
 * @param role what the caller may do
 * @param byCookie whether the caller is known by a cookie, which browsers send along with requests of anybody's pages
 * @param valid whether the caller would still be let in; to be asked by answers that take long
 */
public record Caller(Actor actor, Role role, boolean byCookie, BooleanSupplier valid) {}
