package org.sensorium.registry.view;

import java.util.Locale;

/** What a person, or a part of Sensorium, may do. */
public enum Role {
    /** Everything. */
    ADMIN,
    /** Registers and changes sensors. */
    ENGINEER,
    /** Works alerts off. */
    OPERATOR,
    /** Looks. */
    VIEWER,
    /** The gateway and the job themselves. */
    SERVICE;

    private final String code = name().toLowerCase(Locale.ROOT);

    /** The word in tables and REST. */
    public String code() {
        return code;
    }

    /**
     * The role of that code; {@link IllegalArgumentException} naming the allowed ones otherwise.
     */
    public static Role ofCode(String code) {
        for (Role role : values()) {
            if (role.code.equals(code)) {
                return role;
            }
        }
        throw new IllegalArgumentException(
                "role '" + code + "' is none of admin, engineer, operator, viewer, service");
    }
}
