package org.sensorium.console.http;

import java.util.Locale;

/** The kinds of problem that a caller can meet (RFC 9457). */
public enum ProblemKind {
    MALFORMED(400, "The request cannot be read"),
    PARAMETER(400, "A parameter of the address is wrong"),
    UNAUTHORIZED(401, "Sign in first"),
    FORBIDDEN(403, "Not allowed"),
    UNKNOWN(404, "There is no such thing"),
    METHOD(405, "The address does not know this method"),
    CONFLICT(409, "Does not go with what is there"),
    TOO_LARGE(413, "The request is too large"),
    MEDIA_TYPE(415, "The content type is not accepted"),
    INVALID(422, "A field is wrong"),
    THROTTLED(429, "Too many attempts"),
    FAULT(500, "A fault in Sensorium"),
    UNAVAILABLE(503, "Not now");

    private final int status;
    private final String title;

    ProblemKind(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The same words for all problems of this kind. */
    public String title() {
        return title;
    }

    /** The problem's type as a URI. */
    public String type() {
        return "urn:sensorium:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
