/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The formats that people script against: the JSON of the command line, of REST and of the events, and the languages of programs that
 * draw graphs. Each is written in one place. Nothing here reads JSON, and nothing keeps any state.
 */
@Export
@Version("0.1.0")
@NullMarked
package org.concert.launcher.json;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
