/**
 * The command that measures: what this machine can do at all, what the whole does on it, and the
 * ratio of the two. Takes a checkout that is built, gives a table, a file and pictures.
 */
@NullMarked
package org.sensorium.bench;

import org.jspecify.annotations.NullMarked;
