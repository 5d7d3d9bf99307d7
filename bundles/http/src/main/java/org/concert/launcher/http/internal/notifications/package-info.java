/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The notifications of MBeans over HTTP, by the protocol of Jolokia: fetched, or as a stream.
 *
 * <p>Jolokia has bundles of its own for it, which are not used. In 2.6.0 they know no bound of clients, never forget one, keep
 * listeners after the servlet has gone, take every MBean there is, lose what comes while it is fetched, and hold a thread for each
 * stream, which stays when the client opens another.
 */
@NullMarked
package org.concert.launcher.http.internal.notifications;

import org.jspecify.annotations.NullMarked;
