package org.sensorium.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.awaitility.Awaitility;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sensor that signs in by a certificate, and whose does not open. */
class ClientCertificateIT {
    private static final long PATIENCE_MILLIS = 20_000;
    private static final char[] PASSWORD = "of-this-test".toCharArray();

    @TempDir static Path home;
    private static TestGateway gateway;
    private static Authority city;

    /** Somebody who issues certificates. */
    private record Authority(X500Name name, KeyPair keys, X509Certificate certificate) {
        static Authority of(String name) throws Exception {
            X500Name subject = new X500Name("CN=" + name);
            KeyPair keys = newKeys();
            return new Authority(subject, keys, sign(subject, keys, subject, keys, true, 1));
        }

        /** A socket factory that shows a certificate of that name, valid for so many days. */
        SSLSocketFactory certified(String name, int days) throws Exception {
            KeyPair own = newKeys();
            X509Certificate issued =
                    sign(this.name, keys, new X500Name("CN=" + name + ",O=City"), own, false, days);
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(
                    "own", own.getPrivate(), PASSWORD, new Certificate[] {issued, certificate});
            KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
            managers.init(store, PASSWORD);
            return sockets(managers);
        }

        private static KeyPair newKeys() throws Exception {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        }

        private static X509Certificate sign(
                X500Name issuer,
                KeyPair issuersKeys,
                X500Name subject,
                KeyPair keys,
                boolean authority,
                int days)
                throws Exception {
            Instant now = Instant.now();
            JcaX509v3CertificateBuilder builder =
                    new JcaX509v3CertificateBuilder(
                            issuer,
                            new BigInteger(120, new SecureRandom()),
                            Date.from(now.minus(Duration.ofDays(2))),
                            Date.from(now.plus(Duration.ofDays(days))),
                            subject,
                            keys.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(
                                    new JcaContentSignerBuilder("SHA256withECDSA")
                                            .build(issuersKeys.getPrivate())));
        }
    }

    @BeforeAll
    static void start() throws Exception {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
        city = Authority.of("City Authority");
        Files.createDirectories(home.resolve("tls"));
        Files.writeString(
                home.resolve("tls/clients.pem"),
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder().encodeToString(city.certificate().getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
        gateway = new TestGateway(home);
        await().until(gateway::isReady);
    }

    @AfterAll
    static void stop() throws Exception {
        gateway.close();
        assertThat(gateway.fatal).isEmpty();
    }

    @Test
    void aSensorSignsInByACertificateOfItsNameUntilItIsRetired() throws Exception {
        gateway.register("cert-1", null);
        SSLSocketFactory sockets = city.certified("cert-1", 1);
        await().ignoreExceptions().until(() -> opens(sockets, "cert-1", null));
        MqttAsyncClient sensor = connect(sockets, "cert-1", null);
        try {
            sensor.publish(
                            "readings/cert-1",
                            "{\"pm25\":1}".getBytes(StandardCharsets.UTF_8),
                            1,
                            false)
                    .waitForCompletion(PATIENCE_MILLIS);
            gateway.execute(
                    "update store.sensors set retired_at = now() where sensor_id = 'cert-1'");
            await().until(() -> !sensor.isConnected());
        } finally {
            sensor.close(true);
        }
        assertThatThrownBy(() -> opens(sockets, "cert-1", null)).isInstanceOf(MqttException.class);
        await().until(
                        () ->
                                gateway.text(
                                                "select count(*) from sensorium.readings"
                                                        + " where sensor_id = 'cert-1'")
                                        .equals("1"));
    }

    @Test
    void aCertificateOpensForNobodyElse() throws Exception {
        String secret = gateway.register("cert-2", null);
        gateway.register("cert-3", null);
        SSLSocketFactory sockets = city.certified("cert-3", 1);
        await().ignoreExceptions().until(() -> opens(sockets, "cert-3", null));

        refused(sockets, "cert-2", null);
        refused(sockets, "cert-2", secret);
        refused(sockets, "", null);
        refused(city.certified("admin", 1), "admin", TestGateway.ADMIN_PASSWORD);
        refused(city.certified("_gateway", 1), "_gateway", null);
        refused(city.certified("nobody", 1), "nobody", null);
        refused(city.certified("cert-3,CN=cert-2", 1), "cert-3", null);
    }

    @Test
    void aForeignOrOutdatedCertificateOpensNothing() throws Exception {
        String secret = gateway.register("cert-4", null);
        await().ignoreExceptions().until(() -> opens(city.certified("cert-4", 1), "cert-4", null));

        refused(Authority.of("Somebody").certified("cert-4", 1), "cert-4", null);
        // Of the same name as the true one, with other keys.
        refused(Authority.of("City Authority").certified("cert-4", 1), "cert-4", secret);
        refused(city.certified("cert-4", -1), "cert-4", null);
    }

    @Test
    void withoutACertificateTheSecretStillCounts() throws Exception {
        String secret = gateway.register("cert-5", null);
        await().ignoreExceptions().until(() -> opens(sockets(null), "cert-5", secret));

        refused(sockets(null), "cert-5", null);
        refused(sockets(null), "cert-5", "wrong");
    }

    private static void refused(SSLSocketFactory sockets, String user, String password) {
        assertThatThrownBy(() -> opens(sockets, user, password)).isInstanceOf(MqttException.class);
    }

    private static boolean opens(SSLSocketFactory sockets, String user, String password)
            throws MqttException {
        MqttAsyncClient client = connect(sockets, user, password);
        client.disconnect().waitForCompletion(PATIENCE_MILLIS);
        client.close(true);
        return true;
    }

    private static MqttAsyncClient connect(SSLSocketFactory sockets, String user, String password)
            throws MqttException {
        MqttAsyncClient client =
                new MqttAsyncClient(
                        "ssl://localhost:" + gateway.tlsPort(), "tls", new MemoryPersistence());
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setSocketFactory(sockets);
        options.setUserName(user);
        if (password != null) {
            options.setPassword(password.getBytes(StandardCharsets.UTF_8));
        }
        try {
            client.connect(options).waitForCompletion(PATIENCE_MILLIS);
            return client;
        } catch (MqttException e) {
            client.close(true);
            throw e;
        }
    }

    /** Trusts the broker by its {@code ca.pem}, as a sensor does. */
    private static SSLSocketFactory sockets(KeyManagerFactory own) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        try (var in = Files.newInputStream(home.resolve("tls/ca.pem"))) {
            trusted.setCertificateEntry(
                    "broker", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own == null ? null : own.getKeyManagers(), trust.getTrustManagers(), null);
        return context.getSocketFactory();
    }
}
