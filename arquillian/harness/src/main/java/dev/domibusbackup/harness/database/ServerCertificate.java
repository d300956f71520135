package dev.domibusbackup.harness.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

import dev.domibusbackup.harness.BuildOutput;
import dev.domibusbackup.harness.ChildProcess;
import dev.domibusbackup.harness.Folders;

/**
 * A key and a self-signed certificate for the database, made once per build. Without them MariaDB makes its own at
 * every start, which takes three to six of its seconds; without TLS its clients would not be met as they are.
 *
 * @param key         PEM
 * @param certificate PEM
 */
record ServerCertificate(Path key, Path certificate) {

    private static final String ALIAS = "server";

    /** The one of this build; makes it if need be. */
    static ServerCertificate ofThisBuild() {
        Path folder = BuildOutput.scratch().resolve("database-certificate");
        ServerCertificate made = in(folder);
        if (!Files.exists(folder)) {
            try {
                Files.createDirectories(BuildOutput.scratch());
                Path work = Files.createTempDirectory(BuildOutput.scratch(), "certificate-");
                make(in(work));
                // Complete or not there at all; a build beside this one may have been quicker.
                if (Files.exists(folder)) {
                    Folders.delete(work);
                } else {
                    Files.move(work, folder);
                }
            } catch (IOException | GeneralSecurityException e) {
                throw new IllegalStateException("no certificate for the database", e);
            }
        }
        return made;
    }

    private static ServerCertificate in(Path folder) {
        return new ServerCertificate(folder.resolve("key.pem"), folder.resolve("certificate.pem"));
    }

    private static void make(ServerCertificate target) throws IOException, GeneralSecurityException {
        String password = UUID.randomUUID().toString();
        Path store = target.key().resolveSibling("store.p12");
        ProcessBuilder keytool = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair",
                "-alias", ALIAS, "-keyalg", "EC", "-groupname", "secp256r1", "-dname", "CN=127.0.0.1",
                "-validity", "3650", "-storetype", "PKCS12", "-keystore", store.toString(),
                "-storepass:env", "STORE_PASSWORD"));
        keytool.environment().put("STORE_PASSWORD", password);
        ChildProcess.run(keytool, Duration.ofMinutes(1));
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, password.toCharArray());
        }
        write(target.key(), "PRIVATE KEY", keys.getKey(ALIAS, password.toCharArray()).getEncoded());
        write(target.certificate(), "CERTIFICATE", keys.getCertificate(ALIAS).getEncoded());
    }

    private static void write(Path file, String kind, byte[] content) {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        try {
            Files.writeString(file, "-----BEGIN " + kind + "-----\n" + base64 + "\n-----END " + kind + "-----\n",
                    StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
