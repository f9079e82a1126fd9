package org.sensorium.ingest.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HexFormat;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The broker's certificate: the operator's own, or a self-signed one that is made at first start
 * and kept, so that sensors can be given {@code ca.pem} once and for all.
 */
record TlsKeystore(Path file, String password) {
    private static final Logger log = LoggerFactory.getLogger(TlsKeystore.class);
    private static final Duration VALIDITY = Duration.ofDays(3650);
    private static final Duration CLOCK_SKEW = Duration.ofDays(1);
    private static final int PASSWORD_BYTES = 24;
    private static final int SERIAL_BITS = 120;

    /** Finds the keystore, or makes it. */
    static TlsKeystore of(BrokerSettings settings) throws IOException {
        Path own = settings.keystore();
        if (own != null) {
            String password = settings.keystorePassword();
            return checked(new TlsKeystore(own, password == null ? "" : password));
        }
        Path directory = settings.tlsDirectory();
        Path file = directory.resolve("broker.p12");
        Path passwordFile = directory.resolve("broker.p12.password");
        if (!Files.exists(file) || !Files.exists(passwordFile)) {
            make(directory, file, passwordFile);
        }
        return new TlsKeystore(file, Files.readString(passwordFile).trim());
    }

    /** As plain as the certificate itself: {@code keytool} says no more than this either. */
    private static TlsKeystore checked(TlsKeystore keystore) throws IOException {
        try {
            KeyStore.getInstance(keystore.file().toFile(), keystore.password().toCharArray());
            return keystore;
        } catch (GeneralSecurityException | IOException e) {
            throw new IOException(
                    "SENSORIUM_TLS_KEYSTORE "
                            + keystore.file()
                            + " cannot be read with SENSORIUM_TLS_KEYSTORE_PASSWORD: "
                            + e.getMessage(),
                    e);
        }
    }

    private static void make(Path directory, Path file, Path passwordFile) throws IOException {
        Files.createDirectories(directory);
        byte[] secret = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(secret);
        String password = HexFormat.of().formatHex(secret);
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair keys = generator.generateKeyPair();
            X509Certificate certificate = selfSigned(keys);
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(
                    "broker",
                    keys.getPrivate(),
                    password.toCharArray(),
                    new Certificate[] {certificate});
            writePrivately(passwordFile, password.getBytes(StandardCharsets.US_ASCII));
            writePrivately(file, new byte[0]);
            try (OutputStream out = Files.newOutputStream(file)) {
                store.store(out, password.toCharArray());
            }
            Files.writeString(directory.resolve("ca.pem"), pem(certificate));
            log.info("made a self-signed certificate: {}", directory.resolve("ca.pem"));
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IOException("cannot make a certificate: " + e.getMessage(), e);
        }
    }

    private static X509Certificate selfSigned(KeyPair keys)
            throws GeneralSecurityException, OperatorCreationException, IOException {
        X500Name name = new X500Name("CN=localhost, O=Sensorium");
        Instant now = Instant.now();
        JcaX509v3CertificateBuilder builder =
                new JcaX509v3CertificateBuilder(
                        name,
                        new BigInteger(SERIAL_BITS, new SecureRandom()),
                        Date.from(now.minus(CLOCK_SKEW)),
                        Date.from(now.plus(VALIDITY)),
                        name,
                        keys.getPublic());
        GeneralNames names =
                new GeneralNames(
                        new GeneralName[] {
                            new GeneralName(GeneralName.dNSName, "localhost"),
                            new GeneralName(
                                    GeneralName.dNSName, InetAddress.getLocalHost().getHostName()),
                            new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
                            new GeneralName(GeneralName.iPAddress, "::1")
                        });
        builder.addExtension(Extension.subjectAlternativeName, false, names);
        return new JcaX509CertificateConverter()
                .getCertificate(
                        builder.build(
                                new JcaContentSignerBuilder("SHA256withECDSA")
                                        .build(keys.getPrivate())));
    }

    private static String pem(X509Certificate certificate) throws GeneralSecurityException {
        Base64.Encoder encoder = Base64.getMimeEncoder(64, new byte[] {'\n'});
        return "-----BEGIN CERTIFICATE-----\n"
                + encoder.encodeToString(certificate.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }

    private static void writePrivately(Path file, byte[] bytes) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(file, bytes);
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
