package org.sensorium.sink.ingestlog;

import java.sql.SQLException;

/** A successor has claimed the inbox: this process may write nothing any more and has to stop. */
public final class FencedException extends SQLException {
    private static final long serialVersionUID = 1L;

    FencedException(String inbox, long epoch) {
        super(
                "inbox '"
                        + inbox
                        + "' was claimed by another gateway after epoch "
                        + epoch
                        + ": this gateway stops; run one gateway for each inbox");
    }
}
