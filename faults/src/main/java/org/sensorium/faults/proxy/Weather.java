package org.sensorium.faults.proxy;

import java.time.Duration;

/**
 * What a proxy does to every connection at a time.
 *
 * @param latency each frame is held up for so long, in each direction
 * @param silent nothing is passed on, while TCP stands: what was sent arrives when it ends, as
 *     retransmissions would bring it
 * @param sliced one byte at a time
 * @param refusing new connections are closed at once
 */
public record Weather(Duration latency, boolean silent, boolean sliced, boolean refusing) {
    /** Nothing in the way. */
    public static final Weather FAIR = new Weather(Duration.ZERO, false, false, false);

    /** A partition that nobody is told of. */
    public static final Weather SILENT = new Weather(Duration.ZERO, true, false, false);

    /** Byte by byte. */
    public static final Weather SLICED = new Weather(Duration.ZERO, false, true, false);

    /** Nobody gets in. */
    public static final Weather REFUSING = new Weather(Duration.ZERO, false, false, true);

    /** Everything takes longer. */
    public static Weather slow(Duration latency) {
        return new Weather(latency, false, false, false);
    }
}
