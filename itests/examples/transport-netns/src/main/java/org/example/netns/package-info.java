/* SPDX-License-Identifier: Apache-2.0 */
/** A transport as somebody else writes one: it needs the API, and nothing else of the launcher. */
@NullMarked
package org.example.netns;

import org.jspecify.annotations.NullMarked;
