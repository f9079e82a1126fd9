package org.sensorium.stream.publish;

import java.io.Serializable;

/**
 * Where the broker is and who signs in. {@link #toString} shows no password.
 *
 * @param url such as {@code tcp://127.0.0.1:1883} or {@code ssl://broker:8883}
 */
public record MqttAddress(String url, String user, String password) implements Serializable {
    @Override
    public String toString() {
        return url + " as " + user;
    }
}
