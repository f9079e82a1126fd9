package org.sensorium.console.http;

/** Who may take a route. */
public enum Access {
    /** Everybody. */
    OPEN,
    /** Everybody on this machine; others with a token. */
    LOOPBACK,
    /** Who shows the ticket of the thing, which the route looks at, or is signed in. */
    TICKET,
    /** Who is signed in. */
    SIGNED_IN,
    /** Administrators and engineers. */
    ENGINEERS,
    /** Administrators and operators. */
    OPERATORS,
    /** Administrators. */
    ADMINS
}
