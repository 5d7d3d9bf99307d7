/* SPDX-License-Identifier: Apache-2.0 */
/**
 * REST: answers single requests in JSON.
 */
@NullMarked
package org.concert.launcher.http.internal.rest;

import org.jspecify.annotations.NullMarked;
