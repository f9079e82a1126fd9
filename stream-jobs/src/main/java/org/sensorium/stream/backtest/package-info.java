/**
 * What a rule would have raised: takes the ingest log from its beginning, shows it to the detectors
 * under the rules as they are and as they would be, gives the alerts of both.
 */
@NullMarked
package org.sensorium.stream.backtest;

import org.jspecify.annotations.NullMarked;
