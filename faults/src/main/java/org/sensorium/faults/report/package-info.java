/** Takes what each fault came to, gives the table for people and the file for programs. */
@NullMarked
package org.sensorium.faults.report;

import org.jspecify.annotations.NullMarked;
