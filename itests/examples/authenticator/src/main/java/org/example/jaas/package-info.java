/* SPDX-License-Identifier: Apache-2.0 */
/** Somebody else's way to say who may log in. */
@NullMarked
package org.example.jaas;

import org.jspecify.annotations.NullMarked;
