package org.sensorium.ingest.broker;

import com.hivemq.configuration.service.InternalConfigurations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * HiveMQ's settings, where its defaults would lose readings or let strangers in. Each with what it
 * would be otherwise.
 */
final class BrokerConfiguration {
    /** Otherwise 50, stop and wait: some hundred messages a second. */
    private static final int WINDOW_MESSAGES = 4096;

    /** Otherwise 2,000; the gateway has drained what it took before the broker is stopped. */
    private static final int SHUTDOWN_GRACE_MILLIS = 200;

    /** For everybody but the gateway: what an offline subscriber misses beyond it is dropped. */
    private static final int QUEUE_MESSAGES = 1000;

    /** Larger than a message may be, so that one that is too large can be told its reason. */
    private static final int PACKET_BYTES = 8 * 1024 * 1024;

    /** Otherwise 10: a sensor that uploads its backlog would wait for each ten. */
    private static final int RECEIVE_MAXIMUM = 1000;

    /**
     * Otherwise 18 hours, or none at all: connections of devices that are long gone would stay. An
     * MQTT 5 client is told; an MQTT 3.1.1 client cannot be, and keeps what it asked for.
     */
    private static final int LONGEST_KEEP_ALIVE_SECONDS = 3600;

    /**
     * Forward secrecy and authenticated encryption only; otherwise the JDK's, which with an RSA
     * certificate has neither at its end (RFC 9325, section 4.2).
     */
    private static final List<String> CIPHER_SUITES =
            List.of(
                    "TLS_AES_256_GCM_SHA384",
                    "TLS_AES_128_GCM_SHA256",
                    "TLS_CHACHA20_POLY1305_SHA256",
                    "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
                    "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
                    "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
                    "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
                    "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
                    "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

    private BrokerConfiguration() {}

    /** Settings that HiveMQ takes from code only; before its start. */
    static void apply(int buckets) {
        InternalConfigurations.PERSISTENCE_BUCKET_COUNT.set(buckets);
        InternalConfigurations.PAYLOAD_PERSISTENCE_BUCKET_COUNT.set(buckets);
        InternalConfigurations.MAX_INFLIGHT_WINDOW_SIZE_MESSAGES = WINDOW_MESSAGES;
        InternalConfigurations.PERSISTENCE_SHUTDOWN_GRACE_PERIOD_MSEC.set(SHUTDOWN_GRACE_MILLIS);
        InternalConfigurations.AUTH_DENY_UNAUTHENTICATED_CONNECTIONS.set(true);
    }

    /** Writes {@code config.xml}; it holds the keystore's password, so nobody else may read it. */
    static void write(
            Path folder,
            BrokerSettings settings,
            TlsKeystore keystore,
            @Nullable ClientCertificates clients)
            throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve("config.xml");
        Files.deleteIfExists(file);
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, xml(settings, keystore, clients));
    }

    private static String xml(
            BrokerSettings settings, TlsKeystore keystore, @Nullable ClientCertificates clients) {
        return """
        <?xml version="1.0"?>
        <hivemq>
            <listeners>
                <tcp-listener>
                    <port>%d</port>
                    <bind-address>%s</bind-address>
                </tcp-listener>
                <tls-tcp-listener>
                    <port>%d</port>
                    <bind-address>%s</bind-address>
                    <tls>
                        <keystore>
                            <path>%s</path>
                            <password>%s</password>
                            <private-key-password>%s</private-key-password>
                        </keystore>
                        %s
                        <protocols>
                            <protocol>TLSv1.3</protocol>
                            <protocol>TLSv1.2</protocol>
                        </protocols>
                        <cipher-suites>
                            %s
                        </cipher-suites>
                    </tls>
                </tls-tcp-listener>
                <websocket-listener>
                    <port>%d</port>
                    <bind-address>%s</bind-address>
                    <path>/mqtt</path>
                </websocket-listener>
            </listeners>
            <mqtt>
                <queued-messages>
                    <max-queue-size>%d</max-queue-size>
                    <strategy>discard</strategy>
                </queued-messages>
                <topic-alias>
                    <enabled>false</enabled>
                </topic-alias>
                <shared-subscriptions>
                    <enabled>false</enabled>
                </shared-subscriptions>
                <packets>
                    <max-packet-size>%d</max-packet-size>
                </packets>
                <receive-maximum>
                    <server-receive-maximum>%d</server-receive-maximum>
                </receive-maximum>
                <keep-alive>
                    <max-keep-alive>%d</max-keep-alive>
                    <allow-unlimited>false</allow-unlimited>
                </keep-alive>
            </mqtt>
            <anonymous-usage-statistics>
                <enabled>false</enabled>
            </anonymous-usage-statistics>
            <persistence>
                <mode>file</mode>
            </persistence>
        </hivemq>
        """
                .formatted(
                        settings.port(),
                        escaped(settings.bind()),
                        settings.tlsPort(),
                        escaped(settings.bind()),
                        escaped(keystore.file().toAbsolutePath().toString()),
                        escaped(keystore.password()),
                        escaped(keystore.password()),
                        clients == null ? "" : accepting(clients),
                        cipherSuites(),
                        settings.wsPort(),
                        escaped(settings.bind()),
                        QUEUE_MESSAGES,
                        PACKET_BYTES,
                        RECEIVE_MAXIMUM,
                        LONGEST_KEEP_ALIVE_SECONDS);
    }

    /** Whoever shows no certificate may still sign in by password. */
    private static String accepting(ClientCertificates clients) {
        return ("<truststore><path>%s</path><password>%s</password></truststore>"
                        + "<client-authentication-mode>OPTIONAL</client-authentication-mode>")
                .formatted(
                        escaped(clients.truststore().toAbsolutePath().toString()),
                        ClientCertificates.PASSWORD);
    }

    private static String cipherSuites() {
        return CIPHER_SUITES.stream()
                .map(suite -> "<cipher-suite>" + suite + "</cipher-suite>")
                .collect(Collectors.joining());
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
