/* SPDX-License-Identifier: Apache-2.0 */
/** An application that embeds a launcher, without OSGi. */
@NullMarked
package org.example.application;

import org.jspecify.annotations.NullMarked;
