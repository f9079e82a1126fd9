package org.sensorium.registry.access;

import org.jspecify.annotations.Nullable;

/** A wish that is not granted, with the reason in words that may be shown to whoever asked. */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Reason reason;
    private final @Nullable String field;

    /** Why. */
    public enum Reason {
        /** There is none, or none that the asking one may know of. */
        UNKNOWN,
        /** May be seen, but not done. */
        FORBIDDEN,
        /** Does not go with what is there now. */
        CONFLICT,
        /** Names something that does not exist, or is outside its bounds. */
        INVALID
    }

    private Refused(Reason reason, @Nullable String field, String message) {
        super(message);
        this.reason = reason;
        this.field = field;
    }

    /** There is no such thing, or none that may be seen. */
    public static Refused unknown(String kind, String id) {
        return new Refused(Reason.UNKNOWN, null, "there is no " + kind + " '" + id + "'");
    }

    /** Not allowed; says who could. */
    public static Refused forbidden(String message) {
        return new Refused(Reason.FORBIDDEN, null, message);
    }

    /** Contradicts what is there. */
    public static Refused conflict(@Nullable String field, String message) {
        return new Refused(Reason.CONFLICT, field, message);
    }

    /** The field's value cannot be. */
    public static Refused invalid(String field, String message) {
        return new Refused(Reason.INVALID, field, message);
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }

    /** Which field is to blame, if one is. */
    public @Nullable String field() {
        return field;
    }

    /** What to tell. */
    public String explanation() {
        return String.valueOf(getMessage());
    }
}
