/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Who may do what, and who did what: {@link org.concert.launcher.access.Users Users} with a role and the hash of a
 * password, and the {@link org.concert.launcher.access.AuditLog AuditLog}.
 *
 * <p>{@link org.concert.launcher.access.Credentials Credentials} checks names and passwords, for HTTP and JMX alike; an
 * {@link org.concert.launcher.access.Authenticator Authenticator} is how others vouch for people who are not in our file.
 *
 * <p>This package knows files and nothing of networks: who asks, and by which protocol, is the business of those who let
 * people in.
 */
@Export
@Version("0.2.0")
@NullMarked
package org.concert.launcher.access;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
