/**
 * Programs for one stage alone, each for a process of its own with the libraries of its part. They
 * print figures as {@code name=value} lines.
 */
@NullMarked
package org.sensorium.bench.alone;

import org.jspecify.annotations.NullMarked;
