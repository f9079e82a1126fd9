/** What a rule would have raised over the stored log, asked for over REST before it is enabled. */
@NullMarked
package org.sensorium.console.backtest;

import org.jspecify.annotations.NullMarked;
