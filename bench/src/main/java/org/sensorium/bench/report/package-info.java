/** What was measured, for people and programs: a table, a JSON file, pictures of the curves. */
@NullMarked
package org.sensorium.bench.report;

import org.jspecify.annotations.NullMarked;
