package org.sensorium.console.http;

import java.util.List;

/** What the calls of one subject are. */
@FunctionalInterface
public interface Subject {
    /** Its routes. */
    List<Route> routes();
}
