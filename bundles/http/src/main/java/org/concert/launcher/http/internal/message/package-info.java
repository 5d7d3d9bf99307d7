/* SPDX-License-Identifier: Apache-2.0 */
/** What requests and answers of all servlets are made of: bodies that are read strictly, and problem details. */
@NullMarked
package org.concert.launcher.http.internal.message;

import org.jspecify.annotations.NullMarked;
