/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Names of the events that tell of processes, for those who handle them. Every name is a constant, so that whoever uses
 * one does not need this package at run time.
 */
@Export
@Version("0.2.0")
@NullMarked
package org.concert.launcher.services;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
