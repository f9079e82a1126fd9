package org.sensorium.console.http;

import io.javalin.http.HandlerType;

/**
 * One call of the interface.
 *
 * @param path as Javalin writes it, such as {@code /api/v1/sensors/{id}}
 */
public record Route(HandlerType method, String path, Access access, Action action) {
    /** What the route does. */
    @FunctionalInterface
    public interface Action {
        /** Answers the call; may throw {@link Problem}, a refusal or an SQL exception. */
        void on(Call call) throws Exception;
    }

    /** Where all calls begin that the contract names. */
    public static final String API = "/api/v1";

    /** Reads. */
    public static Route get(String path, Access access, Action action) {
        return new Route(HandlerType.GET, API + path, access, action);
    }

    /** Does. */
    public static Route post(String path, Access access, Action action) {
        return new Route(HandlerType.POST, API + path, access, action);
    }

    /** Creates or replaces. */
    public static Route put(String path, Access access, Action action) {
        return new Route(HandlerType.PUT, API + path, access, action);
    }

    /** Changes in part. */
    public static Route patch(String path, Access access, Action action) {
        return new Route(HandlerType.PATCH, API + path, access, action);
    }

    /** Ends. */
    public static Route delete(String path, Access access, Action action) {
        return new Route(HandlerType.DELETE, API + path, access, action);
    }
}
