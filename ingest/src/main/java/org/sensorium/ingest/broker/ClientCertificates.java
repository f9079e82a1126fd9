package org.sensorium.ingest.broker;

import com.hivemq.extension.sdk.api.client.parameter.ClientTlsInformation;
import com.hivemq.extension.sdk.api.client.parameter.ConnectionInformation;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Certificates by which sensors may sign in instead of by their secret, if the operator has put the
 * authority that issues them into {@code tls/clients.pem}. A certificate speaks for the sensor
 * whose id is its common name; whether that sensor may come in is the registry's to say, so that
 * retiring it revokes its certificate.
 *
 * @param truststore PKCS#12 with the authorities
 */
record ClientCertificates(Path truststore) {
    /** There is nothing secret in it, but HiveMQ wants a password. */
    static final String PASSWORD = "authorities";

    private static final Logger log = LoggerFactory.getLogger(ClientCertificates.class);

    /**
     * The authorities that the operator has put there; null if there are none.
     *
     * @throws IOException if the file holds no certificate
     */
    static @Nullable ClientCertificates of(Path tlsDirectory) throws IOException {
        Path authorities = tlsDirectory.resolve("clients.pem");
        if (!Files.exists(authorities)) {
            return null;
        }
        Path file = tlsDirectory.resolve("clients.p12");
        try (InputStream in = Files.newInputStream(authorities);
                OutputStream out = Files.newOutputStream(file)) {
            Collection<? extends Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (certificates.isEmpty()) {
                throw new IOException(authorities + " holds no certificate in PEM form");
            }
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            int number = 0;
            for (Certificate certificate : certificates) {
                store.setCertificateEntry("authority-" + number++, certificate);
            }
            store.store(out, PASSWORD.toCharArray());
            log.info("sensors may sign in by certificates of {}", authorities);
            return new ClientCertificates(file);
        } catch (GeneralSecurityException e) {
            throw new IOException(authorities + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** The name in the certificate that the client has shown; empty if it has shown none. */
    static Optional<String> shownName(ConnectionInformation connection) {
        return connection
                .getClientTlsInformation()
                .flatMap(ClientTlsInformation::getClientCertificate)
                .map(ClientCertificates::commonName);
    }

    /** Empty text, which is nobody's name, if there is none or more than one. */
    private static String commonName(X509Certificate certificate) {
        try {
            LdapName subject = new LdapName(certificate.getSubjectX500Principal().getName());
            return subject.getRdns().stream()
                    .filter(rdn -> rdn.getType().equalsIgnoreCase("CN"))
                    .map(Rdn::getValue)
                    .map(String::valueOf)
                    .reduce((one, other) -> "")
                    .orElse("");
        } catch (InvalidNameException e) {
            return "";
        }
    }
}
